import type { RawInput, ScheduleMeeting } from '@knutpunkt/contracts';
import * as z from 'zod';
import { parseClockTime } from '../time/clock-time.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { noRepeat, repeatFields } from '../series/repeat.js';

const Choosable = z.object({ value: z.string(), label: z.string() });

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

/** A meeting that is being written, exactly as typed. */
export const Draft = z.object({
  ...Occasion.shape,
  ...repeatFields,
  whom: z.enum(['group', 'people']),
  groupId: z.string(),
  chosen: z.array(Choosable),
  held: z.boolean(),
  title: z.string(),
  about: z.string(),
});
export type Draft = z.infer<typeof Draft>;

const nothing = { ...noRepeat, date: '', starts: '', ends: '', startsOffset: '', endsOffset: '', place: '', link: '', chosen: [], held: false, title: '', about: '' };

/** A draft with nothing in it, for a group when one is given. */
export const emptyDraft = (groupId = ''): Draft => ({ ...nothing, whom: 'group', groupId });

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

const idsOf = (kind: 'person' | 'function', chosen: Draft['chosen']): string[] =>
  chosen.filter((one) => one.value.startsWith(`${kind}:`)).map((one) => one.value.slice(kind.length + 1));

/** People and functions among those chosen. */
export const addresseesOf = (chosen: Draft['chosen']): { people: string[]; functions: string[] } => ({
  people: idsOf('person', chosen),
  functions: idsOf('function', chosen),
});

/** What is sent to the hub. A group at individual level takes neither text nor anybody but its members. */
export const callOf = (draft: Draft, isIndividual: boolean): RawInput<typeof ScheduleMeeting> => ({
  ...wallTimes(draft),
  place: draft.place,
  link: draft.link.trim(),
  ...addresseesOf(isIndividual ? [] : draft.chosen),
  ...(draft.whom === 'group' ? { groupId: draft.groupId } : {}),
  ...(isIndividual ? {} : { title: draft.title, about: draft.about }),
});
