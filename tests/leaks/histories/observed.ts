import {
  ActionDetails, AgendaDetails, AgendaOrder, CalendarMeetings, GroupActions, GroupDetails, LiveEvents, MeetingDetails, MeetingHistory, MyActions, MyGroups, NotesVersions, NotificationInbox, OwnNotes, PastMeetings,
  PossibleMembers, PossibleParticipants, ReferralDetails, ReferralInbox, ReferralOutbox, ReferralTimeline, UnansweredCount, UnreadCount, UpcomingMeetings, WaitingReferrals, type AnyOperation, type Output, type RawInput,
} from '@knutpunkt/contracts';
import { groupNames, type Who } from './county.js';
import type { Visible } from './expected.js';
import { itemsOf, type Session } from './session.js';
import type { World } from './model.js';

/** What a person's queries show, in the words of the model, and what the person has been told. */
export interface Observed {
  readonly visible: Visible;
  readonly inbox: readonly string[];
  readonly unread: { readonly counted: number; readonly shown: number };
  readonly heardOf: readonly string[];
  readonly place: string;
}

/** Queries that each person is asked after each step. */
export const watched: readonly AnyOperation[] = [
  ActionDetails, AgendaDetails, AgendaOrder, CalendarMeetings, GroupActions, GroupDetails, LiveEvents, MeetingDetails, MeetingHistory, MyActions, MyGroups, NotesVersions, NotificationInbox, OwnNotes, PastMeetings,
  PossibleMembers, PossibleParticipants, ReferralDetails, ReferralInbox, ReferralOutbox, ReferralTimeline, UnansweredCount, UnreadCount, UpcomingMeetings, WaitingReferrals,
];

const labels = (all: readonly { readonly label: string }[]): string[] => all.map(({ label }) => label);
const whole = new Date(Date.now() + 60 * 86_400_000).toISOString();

class Eyes {
  constructor(private readonly session: Session, private readonly who: Who) {}

  readonly name = (id: string): string => this.session.name(id);
  readonly idOf = (label: string): string => this.session.id(label);

  async see<Op extends AnyOperation>(op: Op, input: RawInput<Op>): Promise<Output<Op> | null> {
    const { status, body } = await this.session.ask(this.who, op, input);
    if (status >= 400 && status !== 404 && status !== 403) throw new Error(`${op.name} answers ${status}`);
    return body;
  }

  /** What is seen of each, by label; what is not seen is not in it. */
  async each<Op extends AnyOperation, R>(names: readonly string[], op: Op, input: (id: string) => RawInput<Op>, show: (body: Output<Op>) => R): Promise<Record<string, R>> {
    const seen = await Promise.all(names.map(async (label) => [label, await this.see(op, input(this.session.id(label)))] as const));
    return Object.fromEntries(seen.flatMap(([label, body]) => (body === null ? [] : [[label, show(body)]])));
  }

  names(items: readonly { readonly id: string }[] | undefined): string[] {
    return (items ?? []).map(({ id }) => this.name(id)).toSorted();
  }
}

/** Everything that somebody can see now. */
export async function observed(session: Session, w: World, who: Who): Promise<Observed> {
  const eyes = new Eyes(session, who);
  const [inGroups, inMeetings, inAgendas, inActions, inRequests, told] = await Promise.all([ofGroups(eyes, session), ofMeetings(eyes, w), ofAgendas(eyes, w), ofActions(eyes, w), ofRequests(eyes, w), ofNews(eyes)]);
  return { visible: { ...inGroups, ...inMeetings, ...inAgendas, ...inActions, ...inRequests }, ...told };
}

async function ofGroups(eyes: Eyes, session: Session) {
  const [mine, details, possible, participants] = await Promise.all([
    eyes.see(MyGroups, {}), eyes.each(groupNames, GroupDetails, (groupId) => ({ groupId }), (g) => ({ role: g.myRole, members: g.members?.map(({ person }) => eyes.name(person.id)).toSorted() ?? null })),
    eyes.each(groupNames, PossibleMembers, (groupId) => ({ groupId }), ({ items }) => eyes.names(items)), eyes.see(PossibleParticipants, { search: `n ${session.county.number}` }),
  ]);
  return {
    MyGroups: Object.fromEntries(mine!.items.map((g) => [eyes.name(g.id), g.myRole])), GroupDetails: details, PossibleMembers: possible,
    PossibleParticipants: participants?.items.map((one) => eyes.name(one.kind === 'person' ? one.person.id : one.function.id)).toSorted() ?? 'refused',
  };
}

const groupName = (eyes: Eyes, { group }: { group: { id: string } | null }): string | null => (group ? eyes.name(group.id) : null);

async function ofMeetings(eyes: Eyes, w: World) {
  const [listed, calendar, past, details, history] = await Promise.all([
    eyes.see(UpcomingMeetings, { limit: 100 }), eyes.see(CalendarMeetings, { from: new Date().toISOString(), to: whole }), eyes.see(PastMeetings, {}),
    eyes.each(labels(w.meetings), MeetingDetails, (meetingId) => ({ meetingId }), (m) => ({
      status: m.status, group: groupName(eyes, m), title: m.content?.title ?? null,
      ...(m.content ? { organiser: eyes.name(m.content.organiser.id), answers: Object.fromEntries(m.content.participants.filter((p) => !p.removed).map((p) => [eyes.name((p.person ?? p.function)!.id), p.reply?.answer ?? null])) } : {}),
    })),
    eyes.each(labels(w.meetings), MeetingHistory, (meetingId) => ({ meetingId }), () => true),
  ]);
  return {
    UpcomingMeetings: Object.fromEntries(listed!.items.map((m) => [eyes.name(m.id), { status: m.status, group: groupName(eyes, m), title: m.title, replies: m.replies }])), CalendarMeetings: eyes.names(calendar!.items), PastMeetings: eyes.names(past!.items),
    MeetingDetails: details, MeetingHistory: Object.keys(history),
  };
}

async function ofAgendas(eyes: Eyes, w: World) {
  const [agendas, orders, notes] = await Promise.all([
    eyes.each(labels(w.meetings), AgendaDetails, (meetingId) => ({ meetingId }), (view) => Object.fromEntries(itemsOf(view).filter(({ content }) => !content?.standard).map((i) => [eyes.name(i.id), {
      title: i.content?.title ?? null, state: i.state, numbered: i.number !== null, readers: i.content?.addressees?.map(({ id }) => eyes.name(id)).toSorted() ?? null, actions: i.content?.actions.map(({ id }) => eyes.name(id)) ?? null,
    }]))),
    eyes.each(labels(w.meetings), AgendaOrder, (meetingId) => ({ meetingId }), ({ items }) => eyes.names(items).filter((name) => name.startsWith('punkt'))),
    Promise.all(w.items.map((i) => eyes.each([i.label], NotesVersions, (itemId) => ({ meetingId: eyes.idOf(i.meeting.label), itemId }), () => true))),
  ]);
  return { AgendaDetails: agendas, AgendaOrder: orders, NotesVersions: notes.flatMap((one) => Object.keys(one)) };
}

async function ofActions(eyes: Eyes, w: World) {
  const states = ['open', 'settled'] as const;
  const [details, mine, ofGroup] = await Promise.all([
    eyes.each(labels(w.actions), ActionDetails, (actionId) => ({ actionId }), (a) => ({ text: a.text, done: a.state === 'done', mine: a.mine })),
    Promise.all(states.map((state) => eyes.see(MyActions, { state }))), Promise.all(groupNames.flatMap((g) => states.map((state) => eyes.see(GroupActions, { groupId: eyes.idOf(g), state })))),
  ]);
  const [own, common] = [mine, ofGroup].map((pages) => pages.flatMap((page) => eyes.names(page?.items)).toSorted());
  return { ActionDetails: details, MyActions: own, GroupActions: common };
}

async function ofRequests(eyes: Eyes, w: World) {
  const [details, timelines, notes, received, sent, waiting, unanswered] = await Promise.all([
    eyes.each(labels(w.requests), ReferralDetails, (referralId) => ({ referralId }), (r) => ({ side: r.side, state: r.state, to: eyes.name(r.receiver.id), title: r.title, has: r.assignee ? eyes.name(r.assignee.id) : null })),
    eyes.each(labels(w.requests), ReferralTimeline, (referralId) => ({ referralId }), () => true), eyes.each(labels(w.requests), OwnNotes, (referralId) => ({ referralId }), ({ text }) => text),
    eyes.see(ReferralInbox, {}), eyes.see(ReferralOutbox, {}), eyes.see(WaitingReferrals, {}), eyes.see(UnansweredCount, {}),
  ]);
  return { ReferralDetails: details, ReferralTimeline: Object.keys(timelines), OwnNotes: notes, ReferralInbox: eyes.names(received!.items), ReferralOutbox: eyes.names(sent!.items), WaitingReferrals: eyes.names(waiting!.items), UnansweredCount: unanswered };
}

async function ofNews(eyes: Eyes) {
  const [inbox, count, live] = await Promise.all([eyes.see(NotificationInbox, { limit: 100 }), eyes.see(UnreadCount, {}), eyes.see(LiveEvents, { after: '' })]);
  return {
    inbox: inbox!.items.map(({ matter }) => eyes.name(matter.id)), unread: { counted: count!.unread, shown: inbox!.items.reduce((sum, { unread }) => sum + unread, 0) },
    heardOf: [...new Set(live!.events.map(({ id }) => eyes.name(id)))].toSorted(), place: live!.latest,
  };
}
