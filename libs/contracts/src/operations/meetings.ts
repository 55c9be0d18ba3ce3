import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, AccessNotFresh, problem } from '../problem.js';
import { Cursor, Id, Instant, WallTime, Zone, prose } from '../text.js';
import { AuthorityRef, FunctionRef, GroupLevel, OrganisationRef, PersonRef } from './directory.js';

export const MeetingStatus = z.enum(['called', 'cancelled', 'held']);
export const Answer = z.enum(['yes', 'maybe', 'no']);
/** What LocalTimeIsAmbiguous offers in `errors[].also`: the two meanings, as they are to be sent. */
export const WallTimeChoices = z.object({ choices: z.array(z.object({ wall: WallTime, instant: Instant })) });
/** What of a meeting reaches a viewer: that it exists, when and where (shell), or all of it (content). */
export const Sight = z.enum(['shell', 'content']);

/** Who sees who takes part: all of them (`open`), those who lead the meeting, the viewer among them (`leaders`), or others than the viewer (`hidden`), who is shown who called it and the own part alone. */
export const ParticipantList = z.enum(['open', 'leaders', 'hidden']);
export type ParticipantList = z.infer<typeof ParticipantList>;

export const MeetingInThePast = problem('meeting-in-the-past', 422, 'A meeting cannot be called for a time that has passed');
export const MeetingNotYetHeld = problem('meeting-not-yet-held', 422, 'Only a meeting that has ended can be entered afterwards');
export const EndsBeforeStart = problem('ends-before-start', 422, 'The meeting ends before it starts');
export const MeetingTooLong = problem('meeting-too-long', 422, 'A meeting lasts at most one day');
export const LocalTimeDoesNotExist = problem('local-time-does-not-exist', 422, 'The clocks skip this time');
export const LocalTimeIsAmbiguous = problem('local-time-is-ambiguous', 422, 'The clocks show this time twice');
export const NoSuchDate = problem('no-such-date', 422, 'The date does not exist');
export const UnknownParticipant = problem('unknown-participant', 422, 'A participant is not known');
export const FunctionRemoved = problem('function-removed', 422, 'A function is no longer there');
export const NobodyInvited = problem('nobody-invited', 422, 'Nobody is invited');
/** Of a group that rests or is wound up. */
export const GroupRests = problem('group-rests', 409, 'The group rests, and calls nobody');
export const UnknownGroup = problem('unknown-group', 422, 'The group is not known');
export const TextInIndividualGroup = problem('text-in-individual-group', 409, 'Meetings of an individual-level group take no text');
export const NotInvited = problem('not-invited', 409, 'You are not asked for an answer');
export const MeetingHasStarted = problem('meeting-has-started', 409, 'The meeting has started');
export const AlreadyInvited = problem('already-invited', 409, 'Already invited');
export const OnlyMembersAtIndividualLevel = problem('only-members-at-individual-level', 409, 'Only members are called to a meeting of an individual-level group');
export const ProposalGone = problem('proposal-gone', 409, 'That other time is not proposed any more');
export const EverybodyHasAnswered = problem('everybody-has-answered', 409, 'Everybody has answered');
export const RemindedLately = problem('reminded-lately', 409, 'They were reminded less than twelve hours ago');
export const GroupMemberStays = problem('group-member-stays', 409, 'A member of the group is taken off by ending the membership');

/** `by` is null for an answer that came by mail from a function's own address. */
export const ReplyView = z.object({ answer: Answer, comment: z.string(), at: Instant, by: PersonRef.nullable(), byMail: z.boolean(), /** Another time that the participant's calendar proposed with this answer (RFC 5546 §3.2.7). */ proposes: z.object({ startsAt: Instant, endsAt: Instant }).nullable(), /** Another participant, of the same unit, to whom the invitation was handed over in the calendar (RFC 5546 §3.2.2.3). */ handedTo: PersonRef.nullable() });
export const ParticipantView = z.object({
  id: Id, person: PersonRef.nullable(), function: FunctionRef.nullable(), organisation: OrganisationRef,
  via: z.enum(['group', 'direct', 'organiser']), /** A function that nobody holds now: nobody reads what is addressed to it. */ unheld: z.boolean(), reply: ReplyView.nullable(), removed: z.boolean(), may: z.array(z.string()),
});
/** How many working days before a meeting its time and place were told last (20 means 20 or more), and how many they should have been. */
export const Notice = z.object({ workingDays: z.number().int(), wanted: z.number().int(), late: z.boolean() });
export type Notice = z.infer<typeof Notice>;
/** Replies of one organisation's people: how many said what, and how many have not answered. */
export const OrganisationReplies = z.object({ organisation: OrganisationRef, yes: z.number().int(), maybe: z.number().int(), no: z.number().int(), missing: z.number().int() });
export const MyParticipation = z.object({ participantId: Id, function: FunctionRef.nullable(), answer: Answer.nullable(), comment: z.string() });

const shell = {
  id: Id, sight: Sight, groupLevel: GroupLevel, group: z.object({ id: Id, name: z.string() }).nullable(),
  startsAt: Instant, endsAt: Instant, zone: z.string(), place: z.string(),
  /** A key to the room: empty for those who see the shell only. */
  link: z.string(), status: MeetingStatus,
};
export const MeetingSummary = z.object({
  ...shell,
  title: z.string().nullable(),
  /** The latest call or change of time or place came later than is wanted; null when it did not, when the meeting has begun, and for those who see the shell only. */
  late: z.enum(['call', 'change']).nullable(),
  mine: z.array(MyParticipation),
  replies: z.object({ yes: z.number().int(), maybe: z.number().int(), no: z.number().int(), missing: z.number().int() }).nullable(),
});
export type MeetingSummary = z.infer<typeof MeetingSummary>;

/** Somebody without an account, who is invited by a link of his own: what the organiser typed, and what was answered. */
export const LinkGuestView = z.object({ id: Id, name: z.string(), organisation: z.string(), answer: Answer.nullable(), answeredAt: Instant.nullable(), may: z.array(z.string()) });
export const MeetingContent = z.object({
  title: z.string(), about: z.string(), cancelReason: z.string().nullable(), organiser: PersonRef, owner: AuthorityRef,
  list: ParticipantList,
  participants: z.array(ParticipantView), guests: z.array(LinkGuestView), byOrganisation: z.array(OrganisationReplies),
  /** When those who had not answered were reminded last. */
  remindedAt: Instant.nullable(),
  /** The notice that was given by the call or the latest change; null for a meeting that was entered afterwards. */
  notice: z.object({ ...Notice.shape, changed: z.boolean() }).nullable(),
  /** Names of those who can read what is written here: a group, people, functions. */
  readers: z.array(z.string()),
});
export const MeetingView = z.object({ ...shell, version: z.string(), content: MeetingContent.nullable(), mine: z.array(MyParticipation), may: z.array(z.string()) });
export type MeetingView = z.infer<typeof MeetingView>;

const when = { starts: WallTime, ends: WallTime, zone: Zone };
const where = { place: prose(200).default(''), link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]).default('') };
const about = { title: prose(150).default(''), about: prose(4000).default('') };
const whom = { groupId: Id.optional(), people: z.array(Id).max(200).default([]), functions: z.array(Id).max(50).default([]) };
/** Who takes part is for those who lead the meeting alone: the others see their own part of it. */
export const listHidden = z.boolean();
/** The own draft that a call comes of, and the version of it that was seen: it ends with the call, so that a meeting comes of it once. */
export const calledFrom = { meetingDraftId: Id.optional(), meetingDraftVersion: z.string().regex(/^\d{1,9}$/, 'must be a version that was read').optional() };
export const draftProblems = [NotFound, Stale];
const timeProblems = [EndsBeforeStart, MeetingTooLong, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, NoSuchDate];
const callProblems = [...timeProblems, PersonalIdentityNumber, UnknownParticipant, FunctionRemoved, NobodyInvited, UnknownGroup, GroupRests, TextInIndividualGroup, OnlyMembersAtIndividualLevel];

export const ScheduleMeeting = operation({
  name: 'ScheduleMeeting', service: 'meetings', method: 'POST', path: '/meetings', action: 'meeting.schedule', status: 201, summary: 'Calls a group, or chosen people and functions, to a meeting',
  input: z.strictObject({ ...when, ...where, ...about, ...whom, listHidden: listHidden.default(false), ...calledFrom }), output: MeetingView, problems: [...callProblems, ...draftProblems, MeetingInThePast, AccessNotFresh],
});
export const RecordHeldMeeting = operation({
  name: 'RecordHeldMeeting', service: 'meetings', method: 'POST', path: '/meetings/held', action: 'meeting.record', status: 201, summary: 'Enters a meeting that has already been held; nobody is asked for an answer',
  input: z.strictObject({ ...when, ...where, ...about, ...whom, listHidden: listHidden.default(false), ...calledFrom }), output: MeetingView, problems: [...callProblems, ...draftProblems, MeetingNotYetHeld, AccessNotFresh],
});
export const PreviewNotice = operation({
  name: 'PreviewNotice', service: 'meetings', method: 'POST', path: '/meetings/notice', action: 'meeting.list', summary: 'How many working days away a time is, and whether that is late to call or change a meeting; nothing is written',
  input: z.strictObject({ ...when, groupLevel: GroupLevel.default('GENERAL') }), output: Notice, problems: timeProblems,
});
export const RescheduleMeeting = operation({
  name: 'RescheduleMeeting', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/reschedule', action: 'meeting.reschedule', ifMatch: true, summary: 'Moves a meeting in time or place; everybody is asked again when the time changes',
  input: z.strictObject({ meetingId: Id, ...when, ...where }), output: MeetingView, problems: [NotFound, VersionMissing, Stale, WrongState, MeetingHasStarted, MeetingInThePast, ...timeProblems, PersonalIdentityNumber],
});
export const DescribeMeeting = operation({
  name: 'DescribeMeeting', service: 'meetings', method: 'PUT', path: '/meetings/{meetingId}/description', action: 'meeting.describe', ifMatch: true, summary: 'Changes what the meeting is about, and whether its participants are seen by all of them',
  /** Whether the list is hidden stays as it is where nothing is said of it. */
  input: z.strictObject({ meetingId: Id, ...about, listHidden: listHidden.optional() }), output: MeetingView, problems: [NotFound, VersionMissing, Stale, WrongState, PersonalIdentityNumber, TextInIndividualGroup],
});
export const CancelMeeting = operation({
  name: 'CancelMeeting', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/cancel', action: 'meeting.cancel', ifMatch: true, summary: 'Cancels a meeting, with a reason that the participants read here',
  input: z.strictObject({ meetingId: Id, reason: prose(500).default('') }), output: MeetingView, problems: [NotFound, VersionMissing, Stale, WrongState, MeetingHasStarted, PersonalIdentityNumber, TextInIndividualGroup],
});
export const ReplyToMeeting = operation({
  name: 'ReplyToMeeting', service: 'meetings', method: 'PUT', path: '/meetings/{meetingId}/reply', action: 'meeting.reply', summary: 'Answers an invitation, for myself or for a function that I hold',
  /** `startsAt` and, where it is told, `endsAt` are the time that is answered: an answer to a time that the meeting no longer has is Stale. */
  input: z.strictObject({ meetingId: Id, participantId: Id.optional(), startsAt: Instant, endsAt: Instant.optional(), answer: Answer, comment: prose(500).default('') }), output: MeetingView, problems: [NotFound, Stale, NotInvited, WrongState, MeetingHasStarted, PersonalIdentityNumber, TextInIndividualGroup],
});
export const InviteParticipants = operation({
  name: 'InviteParticipants', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/participants', action: 'meeting.invite', ifMatch: true, summary: 'Invites more people or functions',
  input: z.strictObject({ meetingId: Id, people: whom.people, functions: whom.functions }), output: MeetingView, problems: [NotFound, VersionMissing, Stale, WrongState, MeetingHasStarted, UnknownParticipant, FunctionRemoved, NobodyInvited, AlreadyInvited, OnlyMembersAtIndividualLevel],
});
export const RemoveParticipant = operation({
  name: 'RemoveParticipant', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/participants/{participantId}/remove', action: 'meeting.invite', ifMatch: true, summary: 'Takes an invitation back; the meeting is gone for that person at once',
  input: z.strictObject({ meetingId: Id, participantId: Id }), output: MeetingView, problems: [NotFound, VersionMissing, Stale, WrongState, GroupMemberStays, MeetingHasStarted],
});
export const RemindParticipants = operation({
  name: 'RemindParticipants', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/remind', action: 'meeting.invite', summary: 'Reminds those who have not answered, at most once in twelve hours',
  input: z.strictObject({ meetingId: Id }), output: MeetingView, problems: [NotFound, WrongState, MeetingHasStarted, EverybodyHasAnswered, RemindedLately],
});
/** `startsAt` and `endsAt` are the time as it was proposed: another one, or one of before the meeting was moved, is ProposalGone. */
const proposed = { meetingId: Id, participantId: Id, startsAt: Instant, endsAt: Instant };
export const AcceptProposal = operation({
  name: 'AcceptProposal', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/participants/{participantId}/proposal/accept', action: 'meeting.reschedule', summary: 'Moves a meeting to the time that a participant\'s calendar proposed; everybody is asked again',
  input: z.strictObject(proposed), output: MeetingView, problems: [NotFound, ProposalGone, WrongState, MeetingHasStarted, MeetingInThePast],
});
export const DeclineProposal = operation({
  name: 'DeclineProposal', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/participants/{participantId}/proposal/decline', action: 'meeting.reschedule', summary: 'Declines the time that a participant\'s calendar proposed; who proposed it is told, and the meeting stays as it is',
  input: z.strictObject(proposed), output: MeetingView, problems: [NotFound, ProposalGone, WrongState, MeetingHasStarted],
});

export const MeetingDetails = operation({
  name: 'MeetingDetails', service: 'meetings', method: 'GET', path: '/meetings/{meetingId}', action: 'meeting.read', summary: 'A meeting, as much of it as I may see',
  input: z.strictObject({ meetingId: Id }), output: MeetingView, problems: [NotFound],
});
export const MeetingChange = z.object({
  at: Instant, by: PersonRef.nullable(), what: z.enum(['scheduled', 'recorded', 'rescheduled', 'described', 'cancelled', 'replied', 'proposal-declined', 'invited', 'reminded', 'removed', 'guest-invited', 'guest-linked', 'guest-removed', 'guest-answered']),
  startsAt: Instant.nullable(), endsAt: Instant.nullable(), place: z.string().nullable(), answer: Answer.nullable(), names: z.array(z.string()),
});
export const MeetingHistory = operation({
  name: 'MeetingHistory', service: 'meetings', method: 'GET', path: '/meetings/{meetingId}/history', action: 'meeting.history', summary: 'What has happened to a meeting, newest first: the latest 500; `more` says that there is something older',
  input: z.strictObject({ meetingId: Id }), output: z.object({ items: z.array(MeetingChange), more: z.boolean() }), problems: [NotFound],
});

const page = { groupId: Id.optional(), limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() };
export const MeetingPage = z.object({ items: z.array(MeetingSummary), next: z.string().nullable() });
export const UpcomingMeetings = operation({
  name: 'UpcomingMeetings', service: 'meetings', method: 'GET', path: '/meetings', action: 'meeting.list', summary: 'Meetings that have not ended, soonest first',
  input: z.strictObject(page), output: MeetingPage,
});
export const PastMeetings = operation({
  name: 'PastMeetings', service: 'meetings', method: 'GET', path: '/meetings/past', action: 'meeting.list', summary: 'Meetings that have ended, latest first',
  input: z.strictObject(page), output: MeetingPage,
});
export const CalendarMeetings = operation({
  name: 'CalendarMeetings', service: 'meetings', method: 'GET', path: '/meetings/calendar', action: 'meeting.list', summary: 'Meetings that touch a period of at most 100 days: the first 1000; `more` says that there are others, which a shorter period shows',
  input: z.strictObject({ from: Instant, to: Instant }), output: z.object({ items: z.array(MeetingSummary), more: z.boolean() }),
});
