import type { RawInput, ScheduleMeeting } from '@knutpunkt/contracts';
import * as z from 'zod';
import { addresseesOf } from '../occasion/addressees.js';
import { Occasion, wallTimes } from '../occasion/occasion.js';
import { noRepeat, repeatFields } from '../series/repeat.js';

const Choosable = z.object({ value: z.string(), label: z.string() });

/** The draft in the hub that this is, and the version of it that was seen. */
const Saved = z.object({ id: z.string(), version: z.string() });

/** A meeting that is being written, exactly as typed. */
export const Draft = z.object({
  ...Occasion.shape,
  ...repeatFields,
  whom: z.enum(['group', 'people']),
  groupId: z.string(),
  chosen: z.array(Choosable),
  held: z.boolean(),
  listHidden: z.boolean(),
  title: z.string(),
  about: z.string(),
  saved: Saved.nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** One as a tab kept it: before drafts were saved in the hub it did not say whether it was, nor before lists could be hidden whether this one is. */
export const KeptDraft = Draft.extend({ saved: Saved.nullable().default(null), listHidden: z.boolean().default(false) });

const nothing = { ...noRepeat, date: '', starts: '', ends: '', startsOffset: '', endsOffset: '', place: '', link: '', chosen: [], held: false, listHidden: false, title: '', about: '', saved: null };

/** A draft with nothing in it, for a group when one is given. */
export const emptyDraft = (groupId = ''): Draft => ({ ...nothing, whom: 'group', groupId });

/** What is sent to the hub. A group at individual level takes neither text nor anybody but its members. */
export const callOf = (draft: Draft, isIndividual: boolean): RawInput<typeof ScheduleMeeting> => ({
  ...wallTimes(draft),
  place: draft.place,
  link: draft.link.trim(),
  listHidden: draft.listHidden,
  ...addresseesOf(isIndividual ? [] : draft.chosen),
  ...(draft.whom === 'group' ? { groupId: draft.groupId } : {}),
  ...(isIndividual ? {} : { title: draft.title, about: draft.about }),
  ...(draft.saved ? { meetingDraftId: draft.saved.id, meetingDraftVersion: draft.saved.version } : {}),
});
