import { mondayOf } from '../time/calendar-date.js';
import { wallClockAt } from '../time/stockholm.js';
import type { Slot } from './slot-list.js';

/** The times of a week: which days and starts there are, and the time at each. */
export interface WeekOfSlots {
  readonly days: readonly string[];
  readonly starts: readonly string[];
  readonly at: (day: string, start: string) => Slot | undefined;
}

/** The Mondays of the weeks that there are times in. */
export const weeksOf = (slots: readonly Slot[]): string[] => [...new Set(slots.map(({ startsAt }) => mondayOf(wallClockAt(startsAt).date)))];

/** The times of the week that begins on a Monday. */
export function weekOfSlots(slots: readonly Slot[], monday: string): WeekOfSlots {
  const known = new Map(slots.flatMap((slot) => {
    const { date, time } = wallClockAt(slot.startsAt);
    return mondayOf(date) === monday ? [[`${date} ${time}`, slot] as const] : [];
  }));
  const places = [...known.keys()].map((key) => key.split(' ') as [string, string]);
  return { days: [...new Set(places.map(([day]) => day))].toSorted(), starts: [...new Set(places.map(([, start]) => start))].toSorted(), at: (day, start) => known.get(`${day} ${start}`) };
}

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], Home: [-99, 0], End: [99, 0] };
const within = (at: number, all: readonly string[]): string => all[Math.max(0, Math.min(all.length - 1, at))]!;

/** Where a key leads from a time; undefined for a key that leads nowhere. */
export function stepTo({ days, starts }: WeekOfSlots, [day, start]: readonly [string, string], key: string): [string, string] | undefined {
  const step = steps[key];
  return step && [within(days.indexOf(day) + step[0], days), within(starts.indexOf(start) + step[1], starts)];
}
