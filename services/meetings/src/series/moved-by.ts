import { Temporal } from 'temporal-polyfill';
import type { ChangeSeries, Input } from '@knutpunkt/contracts';
import { meetingOn } from './clock.js';
import type { LockedOccurrence } from './series-rows.js';

/** Where and when a meeting is after a change. */
export interface Moved {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly link: string;
  /** The time is another than before, so that answers to it no longer count. */
  readonly asksAgain: boolean;
  readonly differs: boolean;
  /** Where the clocks make the time another than the one asked for. */
  readonly clock: 'skipped' | 'twice' | null;
}

type Wanted = Pick<Input<typeof ChangeSeries>, 'time' | 'minutes' | 'place' | 'link'>;
type Meeting = Pick<LockedOccurrence, 'starts_at' | 'ends_at' | 'zone' | 'place' | 'link'>;

/** What a change makes of a meeting, on the day that it is on or on `toDay` (YYYY-MM-DD): what is not asked for stays as it is. */
export function movedBy({ time, minutes, place: newPlace, link: newLink }: Wanted, { starts_at, ends_at, zone, place, link }: Meeting, toDay?: string): Moved {
  const began = Temporal.Instant.fromEpochMilliseconds(starts_at.getTime()).toZonedDateTimeISO(zone);
  const lasts = minutes ?? (ends_at.getTime() - starts_at.getTime()) / 60_000;
  const onDay = began.toPlainDate().toString();
  const day = toDay ?? onDay;
  const untouched = time === undefined && minutes === undefined && day === onDay;
  const { startsAt, endsAt, clock } = untouched
    ? { startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString(), clock: null }
    : meetingOn(day, { time: time ?? began.toPlainTime().toString({ smallestUnit: 'minute' }), minutes: lasts, zone });
  const asksAgain = startsAt !== starts_at.toISOString() || endsAt !== ends_at.toISOString();
  const there = { place: newPlace ?? place, link: newLink ?? link };
  return { startsAt, endsAt, clock, ...there, asksAgain, differs: asksAgain || there.place !== place || there.link !== link };
}
