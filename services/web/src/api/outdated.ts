import {
  AdministrationLog,
  AgendaAs,
  AgendaDetails,
  AgendaReadings,
  AgendaWriters,
  AgreementDetails,
  Agreements,
  CalendarMeetings,
  GroupActions,
  GroupDetails,
  GroupDrafts,
  HubLog,
  HubOrganisations,
  Me,
  MeetingAccess,
  MeetingDetails,
  MeetingDraftDetails,
  MeetingDrafts,
  MeetingHistory,
  MeetingReadings,
  MeetingReferrals,
  MyActions,
  MyGroups,
  NotesVersions,
  NotificationInbox,
  PastMeetings,
  PendingNominations,
  PollDetails,
  Polls,
  PossibleMembers,
  PossibleSubstitutes,
  PossibleNominees,
  OwnNotes,
  PartnerAccess,
  People,
  PersonDetails,
  PossibleParticipants,
  PreviewWeekday,
  ReferralAccess,
  ReferralDetails,
  ReferralInbox,
  ReferralOutbox,
  ReferralTimeline,
  ReviewDetails,
  Reviews,
  ReviewSeats,
  RoomTimes,
  Rooms,
  SeriesDetails,
  SeriesOfMeeting,
  Structure,
  UnansweredCount,
  Units,
  UnreachedParticipants,
  UnreadCount,
  UpcomingMeetings,
  WaitingReferrals,
  WhyISeeAction,
  WhyISeeGroup,
  WhyISeeItem,
  WhyISeeMeeting,
  WhyISeePoll,
  WhyISeeReferral,
  WhyISeeSeries,
  type Operation,
} from '@knutpunkt/contracts';
import { queryClient } from './client.js';
import { gathering } from './gathering.js';
import { keyOf } from './use-ask.js';

/** Kinds of things that can change behind the client's back. */
export type Changed = 'meeting' | 'meeting-draft' | 'writing' | 'action' | 'referral' | 'notification' | 'group' | 'group-draft' | 'nomination' | 'agreement' | 'proposal' | 'person' | 'hub' | 'review' | 'poll' | 'room' | 'structure' | 'access';

const lists = [UpcomingMeetings, PastMeetings, CalendarMeetings].map((op) => keyOf(op));
const actions = [MyActions, GroupActions].map((op) => keyOf(op));
const boxes = [ReferralInbox, ReferralOutbox, WaitingReferrals, UnansweredCount, MeetingReferrals].map((op) => keyOf(op));
const referralOf = (referralId: string): unknown[][] => [ReferralDetails, ReferralTimeline, OwnNotes, WhyISeeReferral].map((op) => keyOf(op, { referralId }));
const agendaOf = (meetingId: string): unknown[][] => [...[AgendaDetails, AgendaAs, NotesVersions].map((op) => keyOf(op, { meetingId })), keyOf(WhyISeeItem)];
const administration = [PartnerAccess, MeetingAccess, ReferralAccess, AdministrationLog].map((op) => keyOf(op));
const reviews = [Reviews, ReviewDetails, ReviewSeats].map((op) => keyOf(op));
const everything: unknown[] = [];
/** Long enough for what one act causes to be told together. */
const patience = 150;

const keys: Record<Changed, (id: string) => unknown[][]> = {
  meeting: (id) => [keyOf(MeetingDetails, { meetingId: id }), keyOf(MeetingHistory, { meetingId: id }), ...[WhyISeeMeeting, MeetingReadings, AgendaReadings, UnreachedParticipants].map((op) => keyOf(op, { meetingId: id })), ...agendaOf(id), ...actions, ...lists, keyOf(SeriesDetails), keyOf(WhyISeeSeries), keyOf(SeriesOfMeeting), keyOf(PreviewWeekday), keyOf(RoomTimes)],
  'meeting-draft': () => [keyOf(MeetingDrafts), keyOf(MeetingDraftDetails)],
  writing: () => [keyOf(AgendaWriters)],
  action: (id) => [keyOf(AgendaDetails), keyOf(WhyISeeAction, { actionId: id }), ...actions],
  referral: (id) => [...referralOf(id), ...boxes],
  notification: () => [keyOf(NotificationInbox), keyOf(UnreadCount)],
  group: (id) => [keyOf(GroupDetails, { groupId: id }), keyOf(WhyISeeGroup, { groupId: id }), keyOf(MyGroups), keyOf(PossibleMembers), keyOf(PossibleNominees), keyOf(PossibleSubstitutes), keyOf(PossibleParticipants), ...administration, ...lists],
  'group-draft': () => [keyOf(GroupDrafts), keyOf(MyGroups), keyOf(AdministrationLog)],
  nomination: () => [keyOf(GroupDetails), keyOf(PendingNominations), keyOf(PossibleNominees), keyOf(MyGroups), ...administration],
  agreement: () => [keyOf(GroupDetails), keyOf(WhyISeeGroup), keyOf(Agreements), keyOf(AgreementDetails), ...administration],
  proposal: () => [keyOf(GroupDrafts), keyOf(People), keyOf(PersonDetails), keyOf(PendingNominations), keyOf(HubOrganisations), keyOf(HubLog), keyOf(GroupDetails), ...administration],
  person: (id) => [keyOf(People), keyOf(Structure), keyOf(PersonDetails, { staffId: id }), keyOf(GroupDetails), keyOf(PossibleMembers), ...administration],
  hub: () => [keyOf(HubOrganisations), keyOf(HubLog), keyOf(AdministrationLog)],
  poll: (id) => [keyOf(PollDetails, { pollId: id }), keyOf(WhyISeePoll, { pollId: id }), keyOf(Polls)],
  room: () => [keyOf(Rooms), keyOf(RoomTimes)],
  structure: () => [Structure, Units, HubOrganisations, People, PersonDetails, PossibleParticipants, AdministrationLog].map((op) => keyOf(op)),
  review: () => [...reviews, ...administration],
  access: () => [everything],
};

const readAgain = gathering(patience, (queryKeys) => queryKeys.forEach((queryKey) => void queryClient.invalidateQueries({ queryKey })));

/** Everything that the client has read may be old: what is on the screen is read again. */
export const everythingIsOutdated = (): void => readAgain([everything]);

/** Something changed: what shows it is read again soon, once for many changes. A change of access can change anything. */
export const isOutdated = (changed: Changed, id: string): void => readAgain(keys[changed](id));

/** Puts an answer where an operation keeps it, when another operation has given it. */
export const remember = (op: Pick<Operation, 'name'>, input: unknown, answer: unknown): void => void queryClient.setQueryData(keyOf(op, input), answer);

/** Who I am is read again: to learn whether the session still lives. */
export const checkSession = (): void => readAgain([keyOf(Me)]);
