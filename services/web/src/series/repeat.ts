import { weekdays, type Recurrence } from '@knutpunkt/contracts';
import * as z from 'zod';
import { daysAfter, weekdayOf, weekOf } from '../time/calendar-date.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';

/** How a meeting that is being written is repeated, exactly as typed. */
export const repeatFields = {
  repeats: z.boolean(),
  repeatHow: z.enum(['weekly', 'biweekly', 'nth', 'last']),
  repeatEnd: z.enum(['date', 'count']),
  until: z.string(),
  count: z.string(),
  skipHolidays: z.boolean(),
  skipWeeks: z.string(),
  skipDays: z.array(z.string()),
  extraDays: z.array(z.string()),
};
const Repeat = z.object(repeatFields);
export type Repeat = z.infer<typeof Repeat>;

export const noRepeat: Repeat = { repeats: false, repeatHow: 'weekly', repeatEnd: 'date', until: '', count: '', skipHolidays: true, skipWeeks: '', skipDays: [], extraDays: [] };

/** Which of its weekday a date is in its month: 1 to 5. Takes YYYY-MM-DD. */
export const nthOf = (date: string): number => Math.ceil(Number(date.slice(8)) / 7);
/** Whether a date is the last of its weekday in its month. Takes YYYY-MM-DD. */
export const isLastOf = (date: string): boolean => daysAfter(date, 7).slice(0, 7) !== date.slice(0, 7);

/** The rule (RFC 5545 §3.3.10) for what was chosen, without an end. A fifth weekday is in some months only, so the last is meant. */
export function ruleFor(how: Repeat['repeatHow'], date: string): string {
  const day = weekdays[weekdayOf(date) - 1]!;
  const last = how === 'last' || nthOf(date) === 5;
  return { weekly: `FREQ=WEEKLY;BYDAY=${day}`, biweekly: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}`, nth: '', last: '' }[how] || `FREQ=MONTHLY;BYDAY=${last ? -1 : nthOf(date)}${day}`;
}

const latest = 53;

/** Week numbers as people write them, "8, 12–13, 26–32"; undefined where they cannot be read. */
export function parseWeeks(text: string): number[] | undefined {
  const parts = text.replace(/v(ecka|\.)?/gi, '').split(/[,;\s]+/).filter(Boolean);
  const spans = parts.map((part) => /^(\d{1,2})(?:[-–](\d{1,2}))?$/.exec(part)?.slice(1).map((n) => (n === undefined ? undefined : Number(n))));
  if (spans.some((span) => !span || span.some((n) => n !== undefined && (n < 1 || n > latest)))) return undefined;
  return spans.flatMap((span) => {
    const [first, last = first] = span as [number, number | undefined];
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  });
}

/** Those weeks in each year from a date to another, as ISO 8601 writes them. */
export function weeksBetween(numbers: readonly number[], from: string, to: string): string[] {
  const [first, last] = [weekOf(from).year, weekOf(to).year];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  return years.flatMap((year) => numbers.map((week) => `${year}-W${String(week).padStart(2, '0')}`));
}

/** The last day that was typed; undefined where it cannot be read. */
export const lastDayOf = ({ until }: Pick<Repeat, 'until'>): string | undefined => parseSwedishDate(until, todayInStockholm());
/** How many meetings were asked for; undefined where that is no number from 2 to 160. */
export function countOf({ count }: Pick<Repeat, 'count'>): number | undefined {
  const wanted = /^\d{1,3}$/.test(count.trim()) ? Number(count) : 0;
  return wanted >= 2 && wanted <= 160 ? wanted : undefined;
}

interface When {
  readonly date: string | undefined;
  readonly starts: string | undefined;
  readonly ends: string | undefined;
}

/** Minutes from a time of day (hh:mm) to a later one. */
export const minutesBetween = (starts: string, ends: string): number => minutesOf(ends) - minutesOf(starts);
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** A series that ends after a number of meetings ends within three years: so far its weeks are meant. */
const threeYears = 1_095;

type Days = Pick<Repeat, 'skipDays' | 'extraDays'>;

/** A day that is asked for by itself (RDATE) is taken out no more. */
export const withDay = ({ skipDays, extraDays }: Days, day: string): Days => ({ skipDays: skipDays.filter((one) => one !== day), extraDays: [...extraDays.filter((one) => one !== day), day].toSorted() });
/** A day that is taken out (EXDATE) is asked for by itself no more. */
export const withoutDay = ({ skipDays, extraDays }: Days, day: string): Days => ({ skipDays: skipDays.includes(day) ? skipDays : [...skipDays, day], extraDays: extraDays.filter((one) => one !== day) });

/** The recurrence that is sent to the hub; undefined while something of it cannot be read. */
export function recurrenceOf({ date, starts, ends }: When, repeat: Repeat): Recurrence | undefined {
  if (date === undefined || starts === undefined || ends === undefined || ends <= starts) return undefined;
  const weeks = parseWeeks(repeat.skipWeeks);
  const [until, count] = [lastDayOf(repeat), countOf(repeat)];
  const isByDate = repeat.repeatEnd === 'date';
  if (!weeks || (isByDate ? until === undefined || until < date : count === undefined)) return undefined;
  const end = isByDate ? `UNTIL=${until!.replaceAll('-', '')}` : `COUNT=${count}`;
  return {
    firstDay: date, time: starts, minutes: minutesBetween(starts, ends), zone: 'Europe/Stockholm', rule: `${ruleFor(repeat.repeatHow, date)};${end}`,
    skipHolidays: repeat.skipHolidays, skipWeeks: weeksBetween(weeks, date, isByDate ? until! : daysAfter(date, threeYears)), skipDays: repeat.skipDays, extraDays: repeat.extraDays,
  };
}
