import { wallClockAt } from '../time/stockholm.js';

const workday = { from: 7, to: 19 };
const hour = (time: string): number => Number(time.slice(0, 2));
const written = (hours: number): string => `${String(hours).padStart(2, '0')}:00:00`;

/** The hours (hh:mm:ss) that a week must show so that no meeting is outside: a workday, or more where a meeting begins earlier or ends later. Takes instants. */
export function hoursOf(meetings: readonly { readonly startsAt: string; readonly endsAt: string }[]): { from: string; to: string } {
  const spans = meetings.map(({ startsAt, endsAt }) => ({ start: wallClockAt(startsAt), end: wallClockAt(endsAt) }));
  const overnight = spans.some(({ start, end }) => start.date !== end.date);
  const from = Math.min(workday.from, ...spans.map(({ start }) => hour(start.time)));
  const to = Math.max(workday.to, ...spans.map(({ end }) => hour(end.time) + 1));
  return overnight ? { from: written(0), to: written(24) } : { from: written(from), to: written(to) };
}
