import { weekdays, type Weekday } from '@knutpunkt/contracts';
import type { Rule } from './rule.js';

const perDay = 86_400_000;
/** Days since 1 January 1970, which was the fourth day of its week. */
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / perDay;
const written = new Map<number, string>();
/** So many dates are kept as written, some years of them. */
const mostWritten = 5_000;

function dayOf(number: number): string {
  const kept = written.get(number);
  if (kept !== undefined) return kept;
  const day = new Date(number * perDay).toISOString().slice(0, 10);
  if (written.size >= mostWritten) written.clear();
  written.set(number, day);
  return day;
}

const weekdayAt = (number: number): number => (((number + 3) % 7) + 7) % 7;
const indexOf = (weekday: string): number => weekdays.indexOf(weekday as Weekday);

/** True for a rule of days of the week, every so many weeks, and nothing else: what nearly every series is. */
export const isOfWeeks = ({ freq, byMonth, bySetPos }: Rule): boolean => freq === 'WEEKLY' && !byMonth && !bySetPos;

/**
 * The days (YYYY-MM-DD) of such a rule from `firstDay` on, in order, until `lastDay` or so many. Reckoned here and not by the library, which takes five times as long: RFC 5545 §3.3.10 has every INTERVAL-th
 * week from that of the first day, weeks beginning on WKST, and the first day's own weekday where none is given.
 */
export function daysOfWeeks({ interval, byDay, wkst = 'MO' }: Rule, firstDay: string, end: { readonly lastDay: string } | { readonly count: number }): string[] {
  const first = numberOf(firstDay);
  const begins = indexOf(wkst);
  const week = first - ((weekdayAt(first) - begins + 7) % 7);
  const offsets = byDay ? [...new Set(byDay.map((day) => (indexOf(day) - begins + 7) % 7))].toSorted((a, b) => a - b) : [first - week];
  const last = 'lastDay' in end ? numberOf(end.lastDay) : Infinity;
  const count = 'count' in end ? end.count : Infinity;
  const days: string[] = [];
  for (let begin = week; begin <= last && days.length < count; begin += 7 * interval) {
    for (const offset of offsets) {
      const day = begin + offset;
      if (day >= first && day <= last && days.length < count) days.push(dayOf(day));
    }
  }
  return days;
}
