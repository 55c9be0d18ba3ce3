import { consumers, isUnsafe, operations, type EventType, type Operation, type ServiceName } from '@knutpunkt/contracts';
import { publishers } from '@knutpunkt/messaging';

const letsIn = 'who is concerned would change with it, and the checker works that out from who belongs where when all is over';
const likeNotes = 'goes the way of WriteNotes, which is tried: one row of an item, with its audit row and no notification';
const likeOutcome = 'goes the way of AddOutcome, which is tried';
const likeReply = 'goes the way of ReplyToMeeting, which is tried: rows under one lock with their audit row and event';
const moment = 'is told for a moment and kept nowhere that anything rests on';

/** Changes that the users of the trials do not make, and why. Every other one is a deed of theirs; a spec looks. */
export const notTried: Readonly<Record<string, string>> = {
  AddMember: letsIn, AddSubstitute: letsIn, AgreeOnSeat: letsIn, EndMembership: letsIn, NominateMember: letsIn, ConfirmNomination: letsIn, DeclineNomination: letsIn, WithdrawNomination: letsIn,
  ...Object.fromEntries(['ChangePerson', 'ChangeRoles', 'DeclineAdministrator', 'EndEmployment', 'ImportPeopleFile', 'AttestSeat', 'EstablishGroup', 'ChangeGroup', 'RestGroup', 'ResumeGroup', 'WindUpGroup', 'ArchiveGroup', 'AddOrganisation', 'ActivateOrganisation', 'PauseOrganisation', 'ResumeOrganisation', 'EndOrganisation', 'ConfirmAdministrator', 'AddAuthority', 'RenameAuthority', 'EndAuthority', 'AddUnit', 'ChangeUnit', 'EndUnit', 'AddFunction', 'RenameFunction', 'RemoveFunction', 'GiveFunction', 'TakeFunction'].map((name) => [name, letsIn])),
  PreviewSeries: 'changes nothing', PreviewWeekday: 'changes nothing', PreviewInvitation: 'changes nothing', PreviewNotice: 'changes nothing', RoomTimes: 'changes nothing', AddSeriesDate: 'goes the way of ScheduleMeeting, which is tried, under the lock of ChangeSeries, which is tried',
  ...Object.fromEntries(['DraftGroup', 'ChangeGroupDraft', 'DiscardGroupDraft', 'DraftMeeting', 'ChangeMeetingDraft', 'DiscardMeetingDraft', 'AddRoom', 'ChangeRoom', 'RemoveRoom'].map((name) => [name, 'is one row that nobody else is told of'])),
  OpenReview: 'asks who is let in, and changes nothing of it', PreviewPeopleFile: 'changes nothing',
  RegisterAgreement: letsIn, AcceptAgreement: letsIn, EndAgreement: letsIn, ProvisionPerson: letsIn, ReplacePerson: letsIn, DeprovisionPerson: letsIn, ProvisionFunction: letsIn, ReplaceFunction: letsIn, DeprovisionFunction: letsIn, InviteParticipants: letsIn, RemoveParticipant: letsIn, AddressItem: letsIn,
  DescribeMeeting: 'goes the way of RescheduleMeeting, which is tried, and tells nobody', EditItem: likeNotes, CorrectNotes: likeNotes, WriteOwnNotes: likeNotes, EditDraft: 'goes the way of DraftReferral, which is tried, before anybody else sees it', ReleaseReferral: 'goes the way of ClaimReferral, which is tried',
  ChangeOutcome: likeOutcome, RemoveOutcome: likeOutcome, RecordPresence: likeOutcome, RecordGuest: likeOutcome, ChangePresence: likeOutcome, RemovePresence: likeOutcome, UseTemplate: 'proposes standing items, as ProposeItem does, which is tried',
  RemindParticipants: likeReply, AcceptProposal: 'goes the way of RescheduleMeeting, which is tried', DeclineProposal: 'goes the way of ReplyToMeeting, which is tried: one row under the meeting\'s lock with its audit row and event',
  InvitePollGuest: 'goes the way of InviteGuest', RenewPollGuestLink: 'goes the way of InviteGuest', RemovePollGuest: 'goes the way of InviteGuest', VoteAsGuest: 'goes the way of AnswerAsGuest',
  InviteGuest: 'is one row under the meeting\'s lock with its audit row and event, as ReplyToMeeting is', RenewGuestLink: 'goes the way of InviteGuest', RemoveGuest: 'goes the way of InviteGuest', AnswerAsGuest: 'goes the way of ReplyToMeeting, which is tried, by a link in place of a token',
  MakeFeed: 'is one row of who asks, that nobody is told of; tests/calendars tries it', EndFeed: 'is one row of who asks, that nobody is told of',
  ConnectCalendar: 'is one row of who asks, that nobody is told of', AddCalendarFile: 'is one row of who asks, that nobody is told of', DisconnectCalendar: 'is one row of who asks, that nobody is told of',
  KeepOfficeHours: 'is rows of who asks, that nobody is told of', AddAbsence: 'is one row of who asks, that nobody is told of', RemoveAbsence: 'is one row of who asks, that nobody is told of',
  FindTimes: 'changes nothing but the log of who was asked about',
  AnnounceWriting: moment, EndWriting: moment, MarkRead: 'marks the own notifications, which the checker counts whether read or not', AnnounceLogin: 'the gateway asks it when somebody logs in with a browser; the users have tokens',
};

/** Changes that the users make. */
export const tried: readonly Operation[] = operations.filter((op) => isUnsafe(op) && !Object.hasOwn(notTried, op.name));

/** Each service that runs. */
export const everyService: readonly ServiceName[] = [...new Set<ServiceName>([...operations.map(({ service }) => service), 'gateway'])];
/** Whoever hears of events. */
export const hearers: readonly ServiceName[] = [...new Set(consumers.map(({ service }) => service))];
/** Whoever tells events, hears of them or does what is due. */
export const withMessages: readonly ServiceName[] = [...new Set([...publishers, ...hearers])];
/** Who tells of what the users do, and who hears of that. */
export const tellers: readonly ServiceName[] = publishers.filter((service) => tried.some((op) => op.service === service));
export const hearersOfUsers: readonly ServiceName[] = [...new Set(consumers.filter(({ of }) => tellers.includes(of)).map(({ service }) => service))];
/** Whoever keeps a copy of the directory. */
export const copiers: readonly ServiceName[] = consumers.filter(({ name, of }) => name === 'directory' && of === 'directory').map(({ service }) => service);

/** An event of each who tells of what the users do, and how many listen to it: one to which most do. */
export const heardMost: readonly { readonly type: EventType; readonly listeners: number }[] = tellers.map((teller) => {
  const types = [...new Set(consumers.filter(({ of }) => of === teller).flatMap(({ events }) => events))];
  const counted = types.map((type) => ({ type, listeners: consumers.filter(({ events }) => events.includes(type)).length }));
  return counted.reduce((most, one) => (one.listeners > most.listeners ? one : most));
});
