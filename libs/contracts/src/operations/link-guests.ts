import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound, PersonalIdentityNumber, Stale, WrongState, problem } from '../problem.js';
import { Id, Instant, line } from '../text.js';
import { FeedSecret } from './feeds.js';
import { Option, OptionVote, PollIsClosed, PollStatus, PollView, UnknownTime } from './polls.js';
import { Answer, MeetingHasStarted, MeetingStatus, MeetingView, OnlyMembersAtIndividualLevel } from './meetings.js';

export const TooManyGuests = problem('too-many-guests', 409, 'There are at most 50 guests without an account');

/** What stands in a guest's link, behind its #: told here and never again. Null for the same request once more, since it is kept nowhere. */
const LinkTold = z.object({ secret: FeedSecret.nullable(), meeting: MeetingView });
const changed = [NotFound, WrongState, MeetingHasStarted];
const one = { meetingId: Id, linkGuestId: Id };

export const InviteGuest = operation({
  name: 'InviteGuest', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/link-guests', action: 'meeting.invite', fresh: true, summary: 'Invites somebody without an account, by a link that shows time and place and takes an answer, and nothing else',
  input: z.strictObject({ meetingId: Id, name: line(100), organisation: line(100) }), output: LinkTold, problems: [...changed, PersonalIdentityNumber, OnlyMembersAtIndividualLevel, TooManyGuests],
});
export const RenewGuestLink = operation({
  name: 'RenewGuestLink', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/link-guests/{linkGuestId}/link', action: 'meeting.invite', fresh: true, summary: 'Makes a guest another link; the one before leads nowhere from then on',
  input: z.strictObject(one), output: LinkTold, problems: changed,
});
export const RemoveGuest = operation({
  name: 'RemoveGuest', service: 'meetings', method: 'POST', path: '/meetings/{meetingId}/link-guests/{linkGuestId}/remove', action: 'meeting.invite', summary: 'Takes a guest\'s invitation back: the link leads nowhere from then on, and what was typed of the guest is gone',
  input: z.strictObject(one), output: MeetingView, problems: changed,
});

/** All that a link shows of a meeting: never its name, its group, who takes part or what it is about. */
export const GuestInvitationView = z.object({ startsAt: Instant, endsAt: Instant, zone: z.string(), place: z.string(), online: z.boolean(), status: MeetingStatus, answer: Answer.nullable(), mayAnswer: z.boolean() });
export const GuestInvitation = operation({
  name: 'GuestInvitation', service: 'meetings', method: 'GET', path: '/guest', action: 'meeting.reply', routed: false, askedBy: 'link', summary: 'When and where the meeting is that a guest\'s link leads to, until a week after it',
  input: z.strictObject({}), output: GuestInvitationView, problems: [NotFound],
});
export const AnswerAsGuest = operation({
  name: 'AnswerAsGuest', service: 'meetings', method: 'PUT', path: '/guest/answer', action: 'meeting.reply', routed: false, askedBy: 'link', summary: 'A guest answers by the link; an answer to a time that the meeting no longer has, begin or end, is Stale',
  input: z.strictObject({ startsAt: Instant, endsAt: Instant, answer: Answer }), output: GuestInvitationView, problems: [NotFound, Stale, WrongState, MeetingHasStarted],
});

const PollLinkTold = z.object({ secret: FeedSecret.nullable(), poll: PollView });
const pollChanged = [NotFound, PollIsClosed];
const oneOfPoll = { pollId: Id, linkGuestId: Id };

export const InvitePollGuest = operation({
  name: 'InvitePollGuest', service: 'meetings', method: 'POST', path: '/polls/{pollId}/link-guests', action: 'poll.lead', fresh: true, summary: 'Asks somebody without an account, by a link that shows the times of a poll and takes answers, and nothing else',
  input: z.strictObject({ pollId: Id, name: line(100), organisation: line(100) }), output: PollLinkTold, problems: [...pollChanged, PersonalIdentityNumber, OnlyMembersAtIndividualLevel, TooManyGuests, AccessNotFresh],
});
export const RenewPollGuestLink = operation({
  name: 'RenewPollGuestLink', service: 'meetings', method: 'POST', path: '/polls/{pollId}/link-guests/{linkGuestId}/link', action: 'poll.lead', fresh: true, summary: 'Makes a guest of a poll another link; the one before leads nowhere from then on',
  input: z.strictObject(oneOfPoll), output: PollLinkTold, problems: [...pollChanged, AccessNotFresh],
});
export const RemovePollGuest = operation({
  name: 'RemovePollGuest', service: 'meetings', method: 'POST', path: '/polls/{pollId}/link-guests/{linkGuestId}/remove', action: 'poll.lead', summary: 'Asks a guest no more: the link leads nowhere from then on, and what was typed of the guest and answered is gone. Once a meeting has come of the poll the guest is the meeting\'s',
  input: z.strictObject(oneOfPoll), output: PollView, problems: [...pollChanged, AccessNotFresh],
});

/** All that a link shows of a poll: its times and the own answers, never what it is about, who asks, who is asked or what others say. */
export const PollByLinkView = z.object({ closesAt: Instant, zone: z.string(), status: PollStatus, options: z.array(z.object({ option: Option, startsAt: Instant, endsAt: Instant })), votes: z.array(OptionVote), mayAnswer: z.boolean() });
export const PollByLink = operation({
  name: 'PollByLink', service: 'meetings', method: 'GET', path: '/guest/poll', action: 'poll.vote', routed: false, askedBy: 'link', summary: 'The times of the poll that a guest\'s link leads to, until a week after it has closed',
  input: z.strictObject({}), output: PollByLinkView, problems: [NotFound],
});
export const VoteAsGuest = operation({
  name: 'VoteAsGuest', service: 'meetings', method: 'PUT', path: '/guest/poll/votes', action: 'poll.vote', routed: false, askedBy: 'link', summary: 'A guest answers times of a poll by the link; times that are left out keep their answer',
  input: z.strictObject({ votes: z.array(z.strictObject({ option: Option, vote: OptionVote.shape.vote })).min(1).max(30) }), output: PollByLinkView, problems: [NotFound, PollIsClosed, UnknownTime],
});
