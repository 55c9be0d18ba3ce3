import { Temporal } from 'temporal-polyfill';
import { isWorkday, swedishDay } from '@knutpunkt/service-kit';

const zone = 'Europe/Stockholm';

const instantOf = (date: Temporal.PlainDate, time: string): Date => new Date(date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds);

function later(date: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const next = date.add({ days: 1 });
  if (count === 0) return date;
  return later(next, isWorkday(next) ? count - 1 : count);
}

/** The date (YYYY-MM-DD, Europe/Stockholm) that is `count` working days after the day of an instant; that day itself is not counted. */
export const workingDaysAfter = (instant: Date, count: number): string => later(swedishDay(instant), count).toString();

/** The instant at which a date (YYYY-MM-DD) has ended in Sweden. */
export const endOf = (date: string): Date => instantOf(Temporal.PlainDate.from(date).add({ days: 1 }), '00:00');

/** Eight in the morning, Swedish time, of the first working day after a date (YYYY-MM-DD): when somebody is there to be reminded. */
export const morningAfter = (date: string): Date => instantOf(later(Temporal.PlainDate.from(date), 1), '08:00');
