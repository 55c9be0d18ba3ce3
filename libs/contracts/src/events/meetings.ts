import * as z from 'zod';
import { event } from '../event.js';
import { Id, Instant } from '../text.js';
import { Answer, MeetingStatus } from '../operations/meetings.js';
import { GroupLevel } from '../operations/directory.js';
import { AudienceRow } from './audience.js';

/** A meeting without its texts: what others may know of it, and who may see it. `sequence` is iCalendar's (RFC 5545 §3.8.7.4). */
export const MeetingFacts = z.object({
  id: Id, groupId: Id.nullable(), groupLevel: GroupLevel, ownerAuthorityId: Id, organiserId: Id,
  startsAt: Instant, endsAt: Instant, zone: z.string(), place: z.string(), link: z.string(), status: MeetingStatus, sequence: z.number().int(),
  audiences: z.array(AudienceRow),
  participants: z.array(z.object({ id: Id, personId: Id.nullable(), functionId: Id.nullable(), answer: Answer.nullable() })),
  /** Who takes part is for those who lead the meeting alone; absent where it is for all. */
  listHidden: z.boolean().optional(),
});
export type MeetingFacts = z.infer<typeof MeetingFacts>;
const meeting = MeetingFacts;

export const MeetingScheduled = event('meetings', 'meeting', 'scheduled', 1, z.object({ meeting }));
export const MeetingRecorded = event('meetings', 'meeting', 'recorded', 1, z.object({ meeting }));
/** `asksAgain` when the time changed, so that earlier answers no longer count. */
export const MeetingRescheduled = event('meetings', 'meeting', 'rescheduled', 1, z.object({ meeting, asksAgain: z.boolean() }));
export const MeetingDescribed = event('meetings', 'meeting', 'described', 1, z.object({ meeting }));
export const MeetingCancelled = event('meetings', 'meeting', 'cancelled', 1, z.object({ meeting }));
export const MeetingReplied = event('meetings', 'meeting', 'replied', 1, z.object({ meeting, participantId: Id, byPersonId: Id, answer: Answer }));
/** An answer that came by mail from a function's own address: who wrote it is not known. */
export const MeetingRepliedByMail = event('meetings', 'meeting', 'replied-by-mail', 1, z.object({ meeting, participantId: Id, answer: Answer }));
/** Why a participant's mail had no effect, or not all of it; or `refresh`, which asks for the entry once more (RFC 5546 §3.2.6). */
export const ExplainedReason = z.enum(['outdated', 'cancelled', 'late', 'superseded', 'delegated', 'countered', 'unread', 'comment-dropped', 'refresh']);
export type ExplainedReason = z.infer<typeof ExplainedReason>;
export const ReplyExplained = event('meetings', 'meeting', 'reply-explained', 1, z.object({ meeting, participantId: Id, reason: ExplainedReason }));
/** The organiser keeps to the time that holds: who proposed another is told (RFC 5546 §3.2.8). */
export const ProposalDeclined = event('meetings', 'meeting', 'proposal-declined', 1, z.object({ meeting, participantId: Id }));
/** Something about a guest without an account, who is known by an id alone. */
export const GuestChanged = event('meetings', 'meeting', 'guest-changed', 1, z.object({ meeting, guestId: Id, what: z.enum(['invited', 'linked', 'removed', 'answered']), answer: Answer.nullable() }));
/** The audience grew: these participants are new. */
export const ParticipantsInvited = event('meetings', 'meeting', 'participants-invited', 1, z.object({ meeting, invited: z.array(Id) }));
/** Those who have not answered are asked once more. */
export const ParticipantsReminded = event('meetings', 'meeting', 'participants-reminded', 1, z.object({ meeting, reminded: z.array(Id) }));
/** The audience shrank, which retracts: these participants may no longer see the meeting. */
export const ParticipantsRemoved = event('meetings', 'meeting', 'participants-removed', 1, z.object({ meeting, removed: z.array(z.object({ id: Id, personId: Id.nullable(), functionId: Id.nullable() })) }));

export const meetingEvents = [MeetingScheduled, MeetingRecorded, MeetingRescheduled, MeetingDescribed, MeetingCancelled, MeetingReplied, MeetingRepliedByMail, ReplyExplained, ProposalDeclined, GuestChanged, ParticipantsInvited, ParticipantsReminded, ParticipantsRemoved] as const;
