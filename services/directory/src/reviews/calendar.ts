import { swedishDay } from '@knutpunkt/service-kit';
import { Temporal } from 'temporal-polyfill';

const zone = 'Europe/Stockholm';
/** A review that the hub opens is opened in the morning, so that its mail is met at work. */
const opensAt = '07:00';
const remindsAt = '08:00';
/** Days before the last one on which those who administer are reminded. */
export const reminders = [14, 3] as const;
/** How near and how far away the last day of a review may be, in days. */
export const soonest = 14;
export const latest = 184;

const instantOf = (day: Temporal.PlainDate, time: string): Date => new Date(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);

/** The instant at which a day (YYYY-MM-DD, in Sweden) has ended. */
export const endOfDay = (day: string): Date => instantOf(Temporal.PlainDate.from(day).add({ days: 1 }), '00:00');

/** The last day of the month after the one in which a review is opened: 31 May of one opened on 1 April. */
export const lastDayFrom = (opened: Date): string => swedishDay(opened).with({ day: 1 }).add({ months: 2 }).subtract({ days: 1 }).toString();

/** How many days after today (in Sweden) a day is. */
export const daysUntil = (day: string, now: Date): number => swedishDay(now).until(Temporal.PlainDate.from(day), { largestUnit: 'days' }).days;

/** The next morning after an instant on which reviews are opened, of days in the year written MM-DD. */
export function nextOpening(starts: readonly string[], after: Date): Date {
  const { year } = swedishDay(after);
  const mornings = [year, year + 1].flatMap((each) => starts.map((start) => instantOf(Temporal.PlainDate.from(`${each}-${start}`), opensAt)));
  return mornings.filter((morning) => morning > after).sort((a, b) => a.getTime() - b.getTime())[0]!;
}

/** The next reminder of a review after an instant; undefined where none is left. */
export const nextReminder = (lastDay: string, after: Date): Date | undefined =>
  reminders.map((days) => instantOf(Temporal.PlainDate.from(lastDay).subtract({ days }), remindsAt)).find((ring) => ring > after);
