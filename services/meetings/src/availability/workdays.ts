import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import type { Stretch } from './merged.js';

const zone = 'Europe/Stockholm';
const swedish = new Holidays('SE');
/** Public holidays, and the eves on which most are free: those of midsummer, Christmas and the new year. */
const kept: ReadonlySet<string> = new Set(['public', 'bank']);
const known = new Map<number, ReadonlySet<string>>();

/** Swedish public holidays of a year, and the eves that are free as well, as YYYY-MM-DD. */
export function holidaysOf(year: number): ReadonlySet<string> {
  const found = known.get(year) ?? new Set(swedish.getHolidays(year, 'sv').filter(({ type }) => kept.has(type)).map(({ date }) => date.slice(0, 10)));
  known.set(year, found);
  return found;
}

/** True for Monday to Friday when it is no holiday (lag (1989:253) om allmänna helgdagar). */
export const isWorkday = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && !holidaysOf(day.year).has(day.toString());

const at = (day: Temporal.PlainDate, minutes: number): number => day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }) }).epochMilliseconds;

const [opens, closes, step] = [8 * 60, 17 * 60, 30];
const lunch: Stretch = [11 * 60 + 30, 13 * 60];

/** The stretches of that many minutes that begin at each half hour of office hours (8–17), on workdays from one Swedish day to another, the last included. `lunch`: none that touches 11.30–13. */
export function openings({ from, to, minutes, keepsLunch }: { from: string; to: string; minutes: number; keepsLunch: boolean }): Stretch[] {
  const found: Stretch[] = [];
  const last = Temporal.PlainDate.from(to);
  for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!isWorkday(day)) continue;
    for (let start = opens; start + minutes <= closes; start += step) {
      if (keepsLunch && start < lunch[1] && start + minutes > lunch[0]) continue;
      found.push([at(day, start), at(day, start + minutes)]);
    }
  }
  return found;
}

/** Midnight (in Sweden) before and after a period of days. */
export const bounds = (from: string, to: string): Stretch => [at(Temporal.PlainDate.from(from), 0), at(Temporal.PlainDate.from(to).add({ days: 1 }), 0)];

/** Tomorrow in Sweden. */
export const tomorrow = (now: Date): string => Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 }).toString();
