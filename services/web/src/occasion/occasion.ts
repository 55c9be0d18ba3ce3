import * as z from 'zod';
import { parseClockTime } from '../time/clock-time.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';

/** When and where, as typed. The offsets are set only when the clock shows the time twice and one was chosen. */
export const Occasion = z.object({
  date: z.string(),
  starts: z.string(),
  ends: z.string(),
  startsOffset: z.string(),
  endsOffset: z.string(),
  place: z.string(),
  link: z.string(),
});
export type Occasion = z.infer<typeof Occasion>;

/** The date and times that were typed, read; undefined where they cannot be. */
export const readOccasion = (
  typed: Pick<Occasion, 'date' | 'starts' | 'ends'>,
): { date: string | undefined; starts: string | undefined; ends: string | undefined } => ({
  date: parseSwedishDate(typed.date, todayInStockholm()),
  starts: parseClockTime(typed.starts),
  ends: parseClockTime(typed.ends),
});

/** Start and end as wall-clock times for the hub. Takes what has been checked to be readable. */
export function wallTimes(typed: Occasion): { starts: string; ends: string } {
  const { date, starts, ends } = readOccasion(typed);
  return { starts: `${date}T${starts}${typed.startsOffset}`, ends: `${date}T${ends}${typed.endsOffset}` };
}
