import { isUnsafe, operations } from '@knutpunkt/contracts';
import type { Answered, Session } from './session.js';
import { begin } from './model.js';
import { chosen, kindNames, type Kind } from './moves.js';

const unread = 'what it changes is text that nobody else\'s world differs by: the marks look for it';
const later = 'moves what has been seen already: who sees it is decided when it is made, and that is a move';
const machine = 'asked by an organisation\'s machine or the gateway, and by none of the eight';
const keys = 'takes two administrators with a key each; tests/mutation asks them of everybody';
const held = 'needs a meeting that has been held: its readers are those of the meeting, which moves make';
const inSeries = 'makes and changes meetings, each written as one by itself is, which is a move';
const own = 'shows itself only to who asks';

const inPolls = 'the polls\' own tests ask everybody; whom a poll reaches is as with a meeting, which moves call';
const administrators = 'what an administrator, or the hub\'s, does to people, seats and organisations; the directory\'s own tests and tests/mutation ask them of everybody';

/** Changes that no history makes, and why. Every other one is a move; a spec looks. */
export const noMoves: Readonly<Record<string, string>> = {
  DescribeMeeting: unread, EditItem: unread, EditDraft: unread, WriteNotes: unread, CorrectNotes: unread, AddOutcome: unread, ChangeOutcome: unread, RemoveOutcome: unread, WriteOwnNotes: unread,
  RescheduleMeeting: later, RemindParticipants: later, AcceptProposal: later, DeclineProposal: later, MoveItem: later, TreatItem: later, PostponeItem: later, LeaveActionUndone: later, HandOverAction: later, AcceptAction: later, DeclineAction: later, ReleaseReferral: later,
  AskForInformation: later, AnswerQuestion: later, AcceptReferral: later, DeclineReferral: later, StartReferral: later, FeedBack: later, CloseReferral: later,
  PreviewSeries: own, PreviewInvitation: own, PreviewNotice: own, PreviewWeekday: own, ScheduleSeries: inSeries, ChangeSeries: inSeries, CancelSeries: inSeries, AddSeriesDate: inSeries,
  RecordHeldMeeting: held, RecordPresence: held, RecordGuest: held, ChangePresence: held, RemovePresence: held, LockNotes: held, UseTemplate: 'adds standing items, which are for all who read the meeting',
  AddSubstitute: keys, AgreeOnSeat: keys, RegisterAgreement: keys, AcceptAgreement: keys, EndAgreement: keys, NominateMember: keys, ConfirmNomination: keys, DeclineNomination: keys, WithdrawNomination: keys,
  ...Object.fromEntries(['ChangePerson', 'ChangeRoles', 'DeclineAdministrator', 'EndEmployment', 'ImportPeopleFile', 'PreviewPeopleFile', 'OpenReview', 'AttestSeat', 'DraftGroup', 'ChangeGroupDraft', 'DiscardGroupDraft', 'EstablishGroup', 'ChangeGroup', 'RestGroup', 'ResumeGroup', 'WindUpGroup', 'ArchiveGroup', 'AddOrganisation', 'ActivateOrganisation', 'PauseOrganisation', 'ResumeOrganisation', 'EndOrganisation', 'ConfirmAdministrator', 'AddRoom', 'ChangeRoom', 'RemoveRoom', 'AddAuthority', 'RenameAuthority', 'EndAuthority', 'AddUnit', 'ChangeUnit', 'EndUnit', 'AddFunction', 'RenameFunction', 'RemoveFunction', 'GiveFunction', 'TakeFunction'].map((name) => [name, administrators])),
  RoomTimes: 'changes nothing; its own tests ask everybody',
  ...Object.fromEntries(['OpenPoll', 'VoteInPoll', 'ProposeTime', 'RemindVoters', 'ClosePoll', 'CancelPoll', 'ScheduleFromPoll'].map((name) => [name, inPolls])),
  FindTimes: 'changes nothing but who is told that it was asked; its own tests ask everybody',
  ...Object.fromEntries(['InvitePollGuest', 'RenewPollGuestLink', 'RemovePollGuest', 'VoteAsGuest'].map((name) => [name, inPolls])),
  InviteGuest: 'lets in nobody of the eight, but whoever holds a link; the meetings\' own tests ask everybody', RenewGuestLink: 'lets in nobody of the eight', RemoveGuest: 'shuts out nobody of the eight', AnswerAsGuest: 'asked by a link, and by none of the eight',
  ProvisionPerson: machine, ReplacePerson: machine, DeprovisionPerson: machine, ProvisionFunction: machine, ReplaceFunction: machine, DeprovisionFunction: machine, AnnounceLogin: machine, MarkRead: own, DraftMeeting: own, ChangeMeetingDraft: own, DiscardMeetingDraft: own, MakeFeed: own, EndFeed: own, ConnectCalendar: own, AddCalendarFile: own, DisconnectCalendar: own, KeepOfficeHours: own, AddAbsence: own, RemoveAbsence: own, AnnounceWriting: 'is told for seconds, which is shorter than a step', EndWriting: 'is told for seconds, which is shorter than a step',
};

/** A hub that does what it is asked without being there, and notes what that was. */
class DrySession {
  readonly asked = new Set<string>();
  readonly ids = new Map<string, string>();

  readonly id = (label: string): string => label;
  readonly ask = (_: unknown, op: { name: string; method: string }): Promise<Answered> => {
    if (isUnsafe(op as never)) this.asked.add(op.name);
    return Promise.resolve({ status: 200, body: { id: 'made' } as never });
  };
  readonly versionOfMeeting = (): Promise<string> => Promise.resolve('1');
  readonly versionOfItem = this.versionOfMeeting;
  readonly versionOfAction = this.versionOfMeeting;
  readonly seatOf = (): Promise<{ id: string; version: string }> => Promise.resolve({ id: 'seat', version: '1' });
}

/** After these there is less to do. */
const endings: readonly Kind[] = ['uninvite', 'leave', 'cancel'];
const inOrder: readonly Kind[] = [...kindNames.filter((kind) => !endings.includes(kind)), ...endings];

/** The changes that moves ask for, learnt from histories in which the model alone lives, each without every fifth kind; and those that there are. */
export async function movesAsk(): Promise<{ asked: string[]; changes: string[] }> {
  const dry = new DrySession();
  for (let life = 0; life < 10; life += 1) {
    const w = begin();
    for (const [n, kind] of [...inOrder, ...inOrder].filter((_, at) => (at + life) % 5 > 0).entries()) {
      const move = chosen(w, { kind, allowed: true, nth: n * 31 + life * 17 });
      if (!move) continue;
      await move.attempt(dry as unknown as Session);
      move.apply();
    }
  }
  return { asked: [...dry.asked].toSorted(), changes: operations.filter(isUnsafe).map(({ name }) => name).toSorted() };
}
