import { Temporal } from 'temporal-polyfill';
import type { SeriesPlan } from '@knutpunkt/contracts';

type Planned = SeriesPlan['meetings'][number];

interface Wanted {
  readonly time: string;
  readonly minutes: number;
  readonly zone: string;
}

/**
 * When a meeting of a series is on a day: RFC 5545 §3.3.5 says what a time means that the clocks skip (counted with the offset before, so an hour later on the wall) and one that
 * they show twice (the first of the two). It lasts as long as all others of its series (§3.8.2.5 and 3.3.6), counted in minutes that pass.
 */
export function meetingOn(day: string, { time, minutes, zone }: Wanted): Planned {
  const offset = offsetAllDay(day, zone);
  if (offset === null) {
    const { start, clock } = onDayOfChange(day, { time, zone });
    return { day, startsAt: instant(start), endsAt: instant(start + minutes * 60_000), clock };
  }
  const starts = minuteAt.get(time)! - offset;
  return { day, startsAt: atMinute(day, starts), endsAt: atMinute(day, starts + minutes), clock: null };
}

const perDay = 1_440;
const two = (n: number): string => String(n).padStart(2, '0');
/** Every minute of a day as hh:mm, and which it is: thousands of meetings are written with them at once. */
const clocks: readonly string[] = Array.from({ length: perDay }, (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
const minuteAt: ReadonlyMap<string, number> = new Map(clocks.map((clock, minute) => [clock, minute]));

/** The instant so many minutes after a day has begun in UTC. Most are on that same day, and written without reckoning. */
const atMinute = (day: string, minute: number): string =>
  minute >= 0 && minute < perDay ? `${day}T${clocks[minute]}:00.000Z` : instant(Date.parse(`${day}T00:00:00Z`) + minute * 60_000);

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

function onDayOfChange(day: string, { time, zone }: Omit<Wanted, 'minutes'>): { start: number; clock: Planned['clock'] } {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(time);
  const start = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const isOnce = start.equals(wall.toZonedDateTime(zone, { disambiguation: 'later' }));
  return { start: start.epochMilliseconds, clock: start.toPlainDateTime().equals(wall) ? (isOnce ? null : 'twice') : 'skipped' };
}

const known = new Map<string, number | null>();
/** So many days are kept, some years of them: to ask the library of each is most of what an expansion costs. */
const mostKnown = 5_000;

/** Minutes that the clocks of a zone are ahead of UTC on a day; null on one when they are moved, or when they went by the sun and were seconds apart from whole minutes. */
function offsetAllDay(day: string, zone: string): number | null {
  const key = `${zone} ${day}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const midnight = Temporal.PlainDate.from(day).toZonedDateTime(zone);
  const minutes = midnight.offsetNanoseconds / 60_000_000_000;
  const offset = midnight.hoursInDay === 24 && Number.isInteger(minutes) ? minutes : null;
  if (known.size >= mostKnown) known.clear();
  known.set(key, offset);
  return offset;
}

/** The week of ISO 8601 that a day is in, as 2026-W53. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
}
