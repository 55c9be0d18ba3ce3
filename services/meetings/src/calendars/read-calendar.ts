import { merged, type Merged, type Stretch, type Taken } from '../availability/merged.js';
import { takenBy } from './events.js';
import { freeBusyOf } from './free-busy.js';
import { calendarsIn } from './parse.js';

/** What is kept of a calendar: merged time within a period, and how many entries could not be understood. */
export interface ReadCalendar extends Merged {
  readonly covers: Stretch;
  readonly skipped: number;
}

const day = 86_400_000;
/** From yesterday to what a search may ask about some time ahead. */
export const windowAt = (now: Date): Stretch => [now.getTime() - day, now.getTime() + 400 * day];

/** Takes busy and tentative time from a calendar (RFC 5545): of its events, and of free/busy files. Floating times are Swedish. Null for what is no calendar. Never throws. */
export function readCalendar(text: string, now: Date): ReadCalendar | null {
  const parsed = calendarsIn(text);
  if (!parsed) return null;
  const window = windowAt(now);
  const found = parsed.calendars.map((calendar) => {
    const [events, told] = [takenBy(calendar, window), freeBusyOf(calendar, window)];
    return { taken: [...events.taken, ...told.taken], skipped: events.skipped + told.skipped, covers: told.covers };
  });
  const covers = found.map((one) => one.covers).find((one) => one !== null) ?? window;
  const taken: Taken[] = found.flatMap((one) => one.taken);
  return { ...merged(taken, window), covers, skipped: found.reduce((sum, one) => sum + one.skipped, parsed.skipped) };
}
