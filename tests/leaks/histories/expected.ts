import { duties, everybody, groupNames, groups, type Duty, type GroupName, type Who } from './county.js';
import { administers, authorityOf, bound, is, knowsItem, leads, members, onAgenda, orgOf, owns, reads, readsItem, roleIn, seatsSeen, sees, seesAction, seesGroup, sideOf, type Item, type Meeting, type Request, type World } from './model.js';

/** All that one person can see, by the names of the operations that show it; what the person may not see is not in it. */
export type Visible = Readonly<Record<string, unknown>>;

const named = <T, R>(all: readonly T[], name: (one: T) => string, seen: (one: T) => boolean, show: (one: T) => R): Record<string, R> =>
  Object.fromEntries(all.filter(seen).map((one) => [name(one), show(one)]));
const label = ({ label: name }: { label: string }): string => name;
const labels = <T extends { label: string }>(all: readonly T[], seen: (one: T) => boolean): string[] => all.filter(seen).map(label).toSorted();

/** What the model has somebody see. */
export function expected(w: World, who: Who): Visible {
  const mine = groupNames.filter((g) => seesGroup(w, who, g));
  const group = (g: GroupName) => ({ role: roleIn(w, who, g) ?? null, members: seatsSeen(w, who, g)?.toSorted() ?? null });
  return {
    MyGroups: named(mine, String, () => true, (g) => group(g).role),
    GroupDetails: named(mine, String, () => true, group),
    PossibleMembers: named(mine, String, (g) => mayAdd(who, g), (g) => everybody.filter((p) => p !== who && orgOf(p) === orgOf(who) && !w.seats.get(g)!.has(p)).toSorted()),
    PossibleParticipants: bound(who) ? [...duties, ...everybody.filter((p) => p !== who && knows(w, who, p))].toSorted() : 'refused',
    UpcomingMeetings: named(w.meetings, label, (m) => sees(w, who, m), (m) => inList(w, who, m)),
    MeetingDetails: named(w.meetings, label, (m) => sees(w, who, m), (m) => meeting(w, who, m)),
    AgendaDetails: named(w.meetings, label, (m) => reads(w, who, m), (m) => named(w.items, label, (i) => i.meeting === m && knowsItem(w, who, i), (i) => item(w, who, i))),
    CalendarMeetings: labels(w.meetings, (m) => sees(w, who, m)), PastMeetings: [], MeetingHistory: labels(w.meetings, (m) => reads(w, who, m)),
    AgendaOrder: named(w.meetings, label, (m) => reads(w, who, m), (m) => labels(w.items, (i) => i.meeting === m && onAgenda(i) && knowsItem(w, who, i))), NotesVersions: labels(w.items, (i) => readsItem(w, who, i)),
    ActionDetails: named(w.actions, label, (a) => seesAction(w, who, a), (a) => ({ text: a.label, done: a.done, mine: owns(who, a) })),
    MyActions: labels(w.actions, (a) => owns(who, a)), GroupActions: labels(w.actions, (a) => a.item.meeting.group !== null && seesAction(w, who, a)),
    ReferralDetails: named(w.requests, label, (r) => sideOf(who, r) !== null, (r) => request(who, r)),
    ReferralTimeline: labels(w.requests, (r) => sideOf(who, r) !== null), OwnNotes: named(w.requests, label, (r) => sideOf(who, r) !== null, () => ''),
    ReferralInbox: labels(w.requests, (r) => sideOf(who, r) === 'receiver'), ReferralOutbox: labels(w.requests, (r) => sideOf(who, r) === 'sender'),
    WaitingReferrals: labels(w.requests, (r) => sideOf(who, r) === 'receiver' && r.state !== 'recalled'), UnansweredCount: null,
  };
}

/** The owner's administrator adds; to an individual-level group only the owner authority's. */
export const mayAdd = (who: Who, g: GroupName): boolean => administers(who, g) && (groups[g].level === 'GENERAL' || groups[g].owner === authorityOf(who));
/** Whom somebody may invite: colleagues, and those of the own groups. */
export const knows = (w: World, who: Who, other: Who): boolean =>
  orgOf(other) === orgOf(who) || groupNames.some((g) => ['secretary', 'member'].includes(roleIn(w, who, g) ?? '') && members(w, g).includes(other));

const shell = (m: Meeting) => ({ status: m.cancelled ? 'cancelled' : 'called', group: m.group });
const count = (m: Meeting) => Object.fromEntries(['yes', 'maybe', 'no', null].map((answer) => [answer ?? 'missing', [...m.participants.values()].filter((a) => a === answer).length]));
const inList = (w: World, who: Who, m: Meeting) => (reads(w, who, m) ? { ...shell(m), title: titleOf(m), replies: count(m) } : { ...shell(m), title: null, replies: null });
const meeting = (w: World, who: Who, m: Meeting) => (reads(w, who, m) ? { ...shell(m), title: titleOf(m), organiser: m.organiser, answers: Object.fromEntries(m.participants) } : { ...shell(m), title: null });
/** Individual-level meetings hold no text. */
export const titleOf = (m: Meeting): string => (m.group && groups[m.group].level === 'INDIVIDUAL' ? '' : m.label);
const item = (w: World, who: Who, i: Item) => ({
  title: readsItem(w, who, i) ? i.label : null, state: readsItem(w, who, i) || leads(w, who, i.meeting) ? i.state : 'taken-up', numbered: onAgenda(i), readers: readsItem(w, who, i) && i.reach !== 'all' ? i.readers.toSorted() : null,
  actions: readsItem(w, who, i) ? w.actions.filter((a) => a.item === i).map(label) : null,
});
function request(who: Who, r: Request) {
  const side = sideOf(who, r)!;
  return { side, state: r.state, to: r.to, title: r.state === 'recalled' && side === 'receiver' ? null : r.label, has: r.has[side] };
}

/** What must be in somebody's inbox, and what may be besides. */
export interface Told { readonly must: readonly string[]; readonly may: readonly string[] }

/**
 * What somebody has been told of and may still see: of actions and requests exactly what is there; of groups nothing. Of a meeting it is known for whoever is invited now. It may be there for
 * who called it, who is told when others reply or propose, for who was invited once and sees it still or again, and for who proposed something there: whether, rests on the order of things, which the model forgets.
 */
export function inboxOf(w: World, who: Who): Told {
  const named = (some: Iterable<Who | Duty>): boolean => [...some].some((one) => is(who, one));
  const actions = w.actions.filter((a) => a.owner === who && a.giver !== who);
  const requests = w.requests.filter((r) => sideOf(who, r) === 'receiver' || (r.sender === who && r.passedOn));
  const invitedNow = w.meetings.filter((m) => m.organiser !== who && reads(w, who, m) && named(m.participants.keys()));
  const once = w.meetings.filter((m) => sees(w, who, m) && (m.organiser === who || named(m.invited)));
  return { must: labels([...actions, ...requests, ...invitedNow], () => true), may: labels(once, (m) => !invitedNow.includes(m)) };
}
