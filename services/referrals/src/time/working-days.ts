import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

const zone = 'Europe/Stockholm';
const holidays = new Holidays('SE');
const free = new Map<number, ReadonlySet<string>>();

/** Public holidays (lag 1989:253), and the eves that the law counts as Sundays: midsommarafton, julafton, nyårsafton (semesterlagen 3 a §; told as `bank`). */
function freeDaysOf(year: number): ReadonlySet<string> {
  const known = free.get(year);
  if (known) return known;
  const days = new Set(holidays.getHolidays(year).filter(({ type }) => type === 'public' || type === 'bank').map(({ date }) => date.slice(0, 10)));
  free.set(year, days);
  return days;
}

const isWorkingDay = (date: Temporal.PlainDate): boolean => date.dayOfWeek <= 5 && !freeDaysOf(date.year).has(date.toString());

/** The date in Sweden at an instant. */
const dateAt = (instant: Date): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();

const instantOf = (date: Temporal.PlainDate, time: string): Date => new Date(date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds);

function later(date: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const next = date.add({ days: 1 });
  if (count === 0) return date;
  return later(next, isWorkingDay(next) ? count - 1 : count);
}

/** The date (YYYY-MM-DD, Europe/Stockholm) that is `count` working days after the day of an instant; that day itself is not counted. */
export const workingDaysAfter = (instant: Date, count: number): string => later(dateAt(instant), count).toString();

/** The instant at which a date (YYYY-MM-DD) has ended in Sweden. */
export const endOf = (date: string): Date => instantOf(Temporal.PlainDate.from(date).add({ days: 1 }), '00:00');

/** Eight in the morning, Swedish time, of the first working day after a date (YYYY-MM-DD): when somebody is there to be reminded. */
export const morningAfter = (date: string): Date => instantOf(later(Temporal.PlainDate.from(date), 1), '08:00');
