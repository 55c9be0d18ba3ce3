import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound, PersonalIdentityNumber, Stale, VersionMissing, problem } from '../problem.js';
import { Id, Instant, prose } from '../text.js';
import { FunctionRef, GroupLevel, PersonRef } from './directory.js';
import { OnlyMembersAtIndividualLevel, listHidden, TextInIndividualGroup, UnknownGroup, UnknownParticipant, FunctionRemoved } from './meetings.js';
import { seriesLimits } from './series.js';

export const TooManyMeetingDrafts = problem('too-many-meeting-drafts', 409, 'At most 50 drafts of meetings are kept');

/** Days after which a draft that nobody has saved is removed, and how many somebody may have at most. */
export const meetingDraftLimits = { days: 90, drafts: 50 } as const;

/** A date, a time of day or a number as it was typed, readable or not. */
const typed = prose(40).default('');
const offset = z.enum(['', '+01:00', '+02:00']).default('');
const days = z.array(z.iso.date()).max(seriesLimits.meetings).default([]);
const repeat = z.strictObject({
  repeats: z.boolean(), how: z.enum(['weekly', 'biweekly', 'nth', 'last']), end: z.enum(['date', 'count']), until: typed, count: typed,
  skipHolidays: z.boolean(), skipWeeks: prose(200).default(''), skipDays: days, extraDays: days,
});

/** When and how often, as it was typed: half of it may be missing, and none of it needs to be readable before the meeting is called. `whom` is what was chosen of a group and chosen people; `held` that the meeting has been held already. */
export const TypedOccasion = z.strictObject({
  whom: z.enum(['group', 'people']).default('group'), held: z.boolean().default(false), date: typed, starts: typed, ends: typed,
  /** The offset that was chosen where the clock shows a time twice. */
  startsOffset: offset, endsOffset: offset, repeat: repeat.optional(),
});
export type TypedOccasion = z.infer<typeof TypedOccasion>;

const texts = { title: prose(150).default(''), about: prose(4_000).default(''), place: prose(200).default(''), link: prose(500).default('') };
const written = { groupId: Id.optional(), people: z.array(Id).max(200).default([]), functions: z.array(Id).max(50).default([]), listHidden: listHidden.default(false), ...texts, occasion: TypedOccasion };

const listed = {
  id: Id, version: z.string(), group: z.object({ id: Id, name: z.string() }).nullable(), groupLevel: GroupLevel, title: z.string(), occasion: TypedOccasion, savedAt: Instant,
  /** When it is removed, unless it is saved before. */
  removedAt: Instant,
};
export const MeetingDraftSummary = z.object(listed);
export type MeetingDraftSummary = z.infer<typeof MeetingDraftSummary>;
/** `missing` counts those chosen who cannot be called any more. */
export const MeetingDraftView = z.object({ ...listed, about: z.string(), place: z.string(), link: z.string(), listHidden, people: z.array(PersonRef), functions: z.array(FunctionRef), missing: z.number().int() });
export type MeetingDraftView = z.infer<typeof MeetingDraftView>;

const keeping = { service: 'meetings', action: 'meeting.draft' } as const;
const refusals = [PersonalIdentityNumber, UnknownGroup, UnknownParticipant, FunctionRemoved, TextInIndividualGroup, OnlyMembersAtIndividualLevel, AccessNotFresh];
const one = z.strictObject({ meetingDraftId: Id });

export const MeetingDrafts = operation({
  ...keeping, name: 'MeetingDrafts', method: 'GET', path: '/meeting-drafts', summary: 'The meetings that I am preparing, which nobody else sees; the latest saved first',
  input: z.strictObject({}), output: z.object({ items: z.array(MeetingDraftSummary) }),
});
export const MeetingDraftDetails = operation({
  ...keeping, name: 'MeetingDraftDetails', method: 'GET', path: '/meeting-drafts/{meetingDraftId}', summary: 'A meeting that I am preparing, as I wrote it',
  input: one, output: MeetingDraftView, problems: [NotFound, AccessNotFresh],
});
export const DraftMeeting = operation({
  ...keeping, name: 'DraftMeeting', method: 'POST', path: '/meeting-drafts', status: 201, summary: 'Keeps a meeting that I am preparing; nobody is told of it, and it is removed 90 days after it was saved last',
  input: z.strictObject(written), output: MeetingDraftView, problems: [...refusals, TooManyMeetingDrafts],
});
export const ChangeMeetingDraft = operation({
  ...keeping, name: 'ChangeMeetingDraft', method: 'PUT', path: '/meeting-drafts/{meetingDraftId}', ifMatch: true, summary: 'Keeps what I have written since of a meeting that I am preparing',
  input: one.extend(written), output: MeetingDraftView, problems: [...refusals, NotFound, VersionMissing, Stale],
});
export const DiscardMeetingDraft = operation({
  ...keeping, name: 'DiscardMeetingDraft', method: 'POST', path: '/meeting-drafts/{meetingDraftId}/discard', ifMatch: true, summary: 'Throws away a meeting that I am preparing',
  input: one, output: z.object({ id: Id }), problems: [NotFound, VersionMissing, Stale],
});
