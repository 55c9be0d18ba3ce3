import { daysAfter } from '../time/calendar-date.js';
import { instantAt, todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';

const dayOf = (typed: string): string | undefined => parseSwedishDate(typed, todayInStockholm());

type Fault = 'nomination.untilMissing' | 'nomination.untilTooFar' | 'field.date.invalid';

/** What is wrong with the last day of a membership as somebody typed it: a guest has one, within a year. */
export function untilFault(typed: string, guest: boolean): Fault | undefined {
  const day = dayOf(typed);
  if (typed.trim() === '') return guest ? 'nomination.untilMissing' : undefined;
  if (!day) return 'field.date.invalid';
  return guest && day > daysAfter(todayInStockholm(), 365) ? 'nomination.untilTooFar' : undefined;
}

/** The end as the hub takes it: the last day's. Nothing where none was said. */
export function untilOf(typed: string): { validTo?: string } {
  const day = dayOf(typed);
  return day ? { validTo: instantAt({ date: daysAfter(day, 1), time: '00:00' }) } : {};
}
