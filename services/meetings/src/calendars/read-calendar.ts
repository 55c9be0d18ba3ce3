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

const step = 300_000;
/** More than anybody has to do, and no more than what is searched quickly. */
const mostStretches = 20_000;
/** Outward, to whole five minutes; what takes no time takes none. */
const rounded = ({ from, to, sure }: Taken): Taken => (from < to ? { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step, sure } : { from, to, sure });

/** What all of them tell of; null where there are none. */
function common(all: readonly Stretch[]): Stretch | null {
  if (all.length === 0) return null;
  const [from, to] = [Math.max(...all.map(([begin]) => begin)), Math.min(...all.map(([, end]) => end))];
  return [from, Math.max(from + 1, to)];
}

/** Takes busy and tentative time from a calendar (RFC 5545): of its events, and of free/busy files. Floating times are Swedish. Null for what is no calendar, or too large. Never throws. */
export function readCalendar(text: string, now: Date): ReadCalendar | null {
  const parsed = calendarsIn(text);
  if (!parsed) return null;
  const window = windowAt(now);
  const found = parsed.calendars.map((calendar) => {
    const [events, told] = [takenBy(calendar, window), freeBusyOf(calendar, window)];
    return { taken: [...events.taken, ...told.taken], skipped: events.skipped + told.skipped, covers: told.covers };
  });
  const covers = common(found.flatMap(({ covers: told }) => (told ? [told] : []))) ?? window;
  const taken: Taken[] = found.flatMap((one) => one.taken);
  const kept = merged(taken.map(rounded), window);
  if (kept.busy.length + kept.tentative.length > mostStretches) return null;
  return { ...kept, covers, skipped: found.reduce((sum, one) => sum + one.skipped, parsed.skipped) };
}
