import { Temporal } from 'temporal-polyfill';
import { Weekday, type MeetingEntry, type Weekly } from './meetings-file.js';

/** The dates of a meeting entry, in the entry's order; `today` is the date that relative days count from. */
export function datesOf(entry: MeetingEntry, today: Temporal.PlainDate): Temporal.PlainDate[] {
  if (entry.weekly) return weeklyDates(entry.weekly);
  if (entry.followUps) return entry.followUps.from.flatMap((first) => entry.followUps!.weeksAfter.map((weeks) => Temporal.PlainDate.from(first).add({ weeks })));
  if (entry.day) return [dayFrom(today, entry.day)];
  return (entry.dates ?? []).map((date) => Temporal.PlainDate.from(date));
}

/** Every date of a weekly rule; weeks are ISO 8601 weeks. */
export function weeklyDates({ weekday, from, to, notInWeeks }: Weekly): Temporal.PlainDate[] {
  const excluded = new Set(notInWeeks.flatMap(weekNumbers));
  const dayOfWeek = Weekday.options.indexOf(weekday) + 1;
  const first = Temporal.PlainDate.from(from);
  const last = Temporal.PlainDate.from(to);
  const dates: Temporal.PlainDate[] = [];
  for (let date = first.add({ days: (dayOfWeek - first.dayOfWeek + 7) % 7 }); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ weeks: 1 })) {
    if (!excluded.has(date.weekOfYear!)) dates.push(date);
  }
  return dates;
}

/** The day that "today" or "+2 workdays" means; a workday is Monday to Friday, public holidays included. */
export function dayFrom(today: Temporal.PlainDate, day: string): Temporal.PlainDate {
  const workdays = day === 'today' ? 0 : Number.parseInt(day, 10);
  const step = Math.sign(workdays);
  let date = today;
  for (let left = Math.abs(workdays); left > 0; ) {
    date = date.add({ days: step });
    if (date.dayOfWeek <= 5) left -= 1;
  }
  return date;
}

function weekNumbers(weeks: number | string): number[] {
  const [first, last = first] = String(weeks).split('-').map(Number) as [number, number?];
  return Array.from({ length: last! - first + 1 }, (_, at) => first + at);
}
