import { Temporal } from 'temporal-polyfill';
import { isWorkday, swedishDay } from '@knutpunkt/service-kit';
import type { Stretch } from './merged.js';

const zone = 'Europe/Stockholm';
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
export const tomorrow = (now: Date): string => swedishDay(now).add({ days: 1 }).toString();
