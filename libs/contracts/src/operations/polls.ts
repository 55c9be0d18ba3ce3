import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound, PersonalIdentityNumber, WrongState, problem } from '../problem.js';
import { Id, Instant, WallTime, Zone, prose } from '../text.js';
import { FunctionRef, GroupLevel, OrganisationRef, PersonRef } from './directory.js';
import {
  EndsBeforeStart, EverybodyHasAnswered, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, MeetingInThePast, MeetingTooLong, NobodyInvited, NoSuchDate, NotInvited, OnlyMembersAtIndividualLevel, RemindedLately, TextInIndividualGroup, UnknownGroup, GroupRests, UnknownParticipant, FunctionRemoved,
} from './meetings.js';

export const PollStatus = z.enum(['open', 'closed', 'scheduled', 'cancelled']);
/** `maybe`: only if need be. */
export const Vote = z.enum(['yes', 'maybe', 'no']);

export const PollIsClosed = problem('poll-is-closed', 409, 'The poll is closed');
export const PollClosesInThePast = problem('poll-closes-in-the-past', 422, 'The last time to answer has passed');
export const PollClosesTooLate = problem('poll-closes-too-late', 422, 'The poll must close before the first of its times');
export const SameTimeTwice = problem('same-time-twice', 422, 'The same time is proposed twice');
export const TooManyTimes = problem('too-many-times', 409, 'A poll has at most 30 times');
export const ProposingIsClosed = problem('proposing-is-closed', 409, 'Only the one who asks proposes times in this poll');
export const UnknownTime = problem('unknown-time', 422, 'The poll has no such time');

/** The number of a proposed time in its poll, from 1, in the order that they were proposed. */
export const Option = z.number().int().min(1).max(30);
const Time = z.strictObject({ starts: WallTime, ends: WallTime });
const Tally = z.object({ yes: z.number().int(), maybe: z.number().int(), no: z.number().int(), missing: z.number().int() });
export const OptionVote = z.object({ option: Option, vote: Vote });

/** A proposed time. What others have said of it is absent while answers are hidden. */
export const PollOption = z.object({
  option: Option, startsAt: Instant, endsAt: Instant, proposedBy: PersonRef,
  tally: Tally.nullable(), byOrganisation: z.array(Tally.extend({ organisation: OrganisationRef })).nullable(),
});
/** One who is asked, by a number that holds in this poll; `answered` and `votes` are absent while answers are hidden. */
export const Voter = z.object({ voter: z.number().int(), person: PersonRef.nullable(), function: FunctionRef.nullable(), organisation: OrganisationRef, answered: z.boolean().nullable(), votes: z.array(OptionVote).nullable() });
const Mine = z.object({ voter: z.number().int(), function: FunctionRef.nullable(), votes: z.array(OptionVote) });

/** Somebody without an account, who votes by a link of his own; `answered` and `votes` are absent while answers are hidden. */
export const PollGuestView = z.object({ id: Id, name: z.string(), organisation: z.string(), answered: z.boolean().nullable(), votes: z.array(OptionVote).nullable(), may: z.array(z.string()) });

const outline = {
  id: Id, groupLevel: GroupLevel, group: z.object({ id: Id, name: z.string() }).nullable(), title: z.string(), status: PollStatus, closesAt: Instant,
  /** The meeting that came of it. */
  meetingId: Id.nullable(), mine: z.array(Mine),
};
export const PollSummary = z.object({ ...outline, options: z.number().int() });
export type PollSummary = z.infer<typeof PollSummary>;
export const PollView = z.object({
  ...outline, about: z.string(), place: z.string(), link: z.string(), organiser: PersonRef, remindedAt: Instant.nullable(),
  /** True where nobody but the one who asks sees what others answer before the poll closes. */
  hidden: z.boolean(), mayPropose: z.boolean(),
  options: z.array(PollOption), voters: z.array(Voter), guests: z.array(PollGuestView),
  /** Names of those who can read what is written here: a group, people, functions. */
  readers: z.array(z.string()), may: z.array(z.string()),
});
export type PollView = z.infer<typeof PollView>;

const timeProblems = [EndsBeforeStart, MeetingTooLong, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, NoSuchDate, MeetingInThePast, SameTimeTwice];
const one = z.strictObject({ pollId: Id });

export const OpenPoll = operation({
  name: 'OpenPoll', service: 'meetings', method: 'POST', path: '/polls', action: 'poll.open', status: 201, summary: 'Asks a group, or chosen people and functions, which of 2 to 30 proposed times suit',
  input: z.strictObject({
    options: z.array(Time).min(2).max(30), zone: Zone, closes: WallTime, hidden: z.boolean().default(false), mayPropose: z.boolean().default(false),
    title: prose(150).default(''), about: prose(4000).default(''), place: prose(200).default(''), link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]).default(''),
    groupId: Id.optional(), people: z.array(Id).max(200).default([]), functions: z.array(Id).max(50).default([]),
  }),
  output: PollView, problems: [...timeProblems, PollClosesInThePast, PollClosesTooLate, PersonalIdentityNumber, UnknownParticipant, FunctionRemoved, NobodyInvited, UnknownGroup, GroupRests, TextInIndividualGroup, OnlyMembersAtIndividualLevel, AccessNotFresh],
});
export const Polls = operation({
  name: 'Polls', service: 'meetings', method: 'GET', path: '/polls', action: 'poll.list', summary: 'Polls that reach me, the newest first: the latest 200; `more` says that there are older ones',
  input: z.strictObject({}), output: z.object({ items: z.array(PollSummary), more: z.boolean() }),
});
export const PollDetails = operation({
  name: 'PollDetails', service: 'meetings', method: 'GET', path: '/polls/{pollId}', action: 'poll.read', summary: 'A poll: its times, my answers, and what others have answered as far as I may see it',
  input: one, output: PollView, problems: [NotFound, AccessNotFresh],
});
export const VoteInPoll = operation({
  name: 'VoteInPoll', service: 'meetings', method: 'PUT', path: '/polls/{pollId}/votes', action: 'poll.vote', summary: 'Answers yes, if need be or no to times, for myself or for a function that I hold; times that are left out keep their answer',
  input: z.strictObject({ pollId: Id, voter: z.number().int().optional(), votes: z.array(z.strictObject({ option: Option, vote: Vote })).min(1).max(30) }), output: PollView, problems: [NotFound, NotInvited, PollIsClosed, UnknownTime, AccessNotFresh],
});
export const ProposeTime = operation({
  name: 'ProposeTime', service: 'meetings', method: 'POST', path: '/polls/{pollId}/options', action: 'poll.propose', summary: 'Proposes one more time in an open poll',
  input: z.strictObject({ pollId: Id, starts: WallTime, ends: WallTime, zone: Zone }), output: PollView, problems: [NotFound, PollIsClosed, ProposingIsClosed, TooManyTimes, ...timeProblems, AccessNotFresh],
});
export const RemindVoters = operation({
  name: 'RemindVoters', service: 'meetings', method: 'POST', path: '/polls/{pollId}/remind', action: 'poll.lead', summary: 'Reminds those who have not answered',
  input: one, output: PollView, problems: [NotFound, PollIsClosed, RemindedLately, EverybodyHasAnswered, AccessNotFresh],
});
export const ClosePoll = operation({
  name: 'ClosePoll', service: 'meetings', method: 'POST', path: '/polls/{pollId}/close', action: 'poll.lead', summary: 'Closes a poll before its time: nobody answers any more',
  input: one, output: PollView, problems: [NotFound, WrongState, AccessNotFresh],
});
export const CancelPoll = operation({
  name: 'CancelPoll', service: 'meetings', method: 'POST', path: '/polls/{pollId}/cancel', action: 'poll.lead', summary: 'Ends a poll of which no meeting comes',
  input: one, output: PollView, problems: [NotFound, WrongState, AccessNotFresh],
});
export const ScheduleFromPoll = operation({
  name: 'ScheduleFromPoll', service: 'meetings', method: 'POST', path: '/polls/{pollId}/schedule', action: 'poll.schedule', status: 201, summary: 'Calls those who were asked to a meeting at one of the times of a closed poll',
  input: z.strictObject({ pollId: Id, option: Option }), output: PollView, problems: [NotFound, WrongState, UnknownTime, MeetingInThePast, NobodyInvited, AccessNotFresh],
});
