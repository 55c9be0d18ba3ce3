import type { ActionFacts, AgendaFacts, ItemFacts } from '@knutpunkt/contracts';
import { heardBy, person, refreshed, silence, together, type Addressee, type Among, type Hearing, type News, type Viewers } from './hearing.js';
import type { LiveTold } from './tell.js';

export type ItemFact = 'proposed' | 'taken-up' | 'declined' | 'withdrawn' | 'carried' | 'notes-corrected' | 'edited' | 'addressed' | 'moved' | 'treated' | 'postponed' | 'noted' | 'outcome';
export type ActionFact = 'given' | 'handed-over' | 'accepted' | 'offer-declined' | 'done' | 'not-done' | 'reminded' | 'late';

/** What those who lead are shown of an item that they may not read: its state, and its place. */
const leadersFacts: readonly ItemFact[] = ['proposed', 'taken-up', 'declined', 'withdrawn', 'carried', 'moved', 'treated', 'postponed'];

/** Who hears of an item: a proposal is for those who lead, its answer for who proposed it. `among` is narrowed to those who see the meeting; `before`, who saw the item until now. */
export function whoHearsOfItem(fact: ItemFact, item: ItemFacts, { before, ...among }: Among & { before: Viewers }): Hearing {
  const news = { matterId: item.meetingId, aboutId: item.id };
  return together(forItem(fact, item, { news, among }), { ...silence, live: openScreens(fact, item, { before, now: among.viewers }) });
}

function forItem(fact: ItemFact, { leaders, proposerId }: ItemFacts, { news, among }: { news: Pick<News, 'matterId' | 'aboutId'>; among: Among }): Hearing {
  if (fact === 'proposed') return heardBy(leaders.map(person), { ...news, kind: 'item-proposed', mail: null }, among);
  if ((fact === 'taken-up' || fact === 'declined') && proposerId) return heardBy([person(proposerId)], { ...news, kind: `item-${fact}`, mail: 'item-answered' }, among);
  return silence;
}

/** Who hears that somebody types an item's notes: open screens of those who read it. It is no news to any inbox. */
export const whoHearsOfWriting = ({ id }: Pick<ItemFacts, 'id'>, viewers: Viewers): Hearing => ({ ...silence, live: refreshed(viewers, { type: 'writing', objectId: id }) });

/** Screens that show something else now. Who may only know that an item is there notices that it comes, goes or moves, and nothing else: not even that something happened. */
function openScreens(fact: ItemFact, { meetingId, leaders }: ItemFacts, { before, now }: { before: Viewers; now: Viewers }): LiveTold[] {
  const screen = { type: 'meeting', objectId: meetingId } as const;
  const noticing = ([id]: [string, unknown]): boolean => fact === 'moved' || before.has(id) !== now.has(id) || (leaders.includes(id) && leadersFacts.includes(fact));
  const shells = (viewers: Viewers): Viewers => new Map([...viewers].filter(([, sight]) => sight.wholeFrom === null).filter(noticing));
  return onceEach([now, before].flatMap((viewers) => [...refreshed(viewers, screen), ...refreshed(shells(viewers), { ...screen, shells: true })]));
}

export type AgendaFact = 'opened' | 'closed' | 'notes-locked' | 'presence-changed';

/** An agenda and those called to its meeting; `at` is when the fact happened. */
interface CalledTo {
  readonly agenda: Pick<AgendaFacts, 'meetingId' | 'groupLevel' | 'endsAt' | 'leaders' | 'listHidden'>;
  readonly participants: readonly Addressee[];
  readonly at: string;
}

/** Who hears of an agenda: that items can be proposed, and that its notes are ready, is for the participants; everything refreshes the screens of those who see the meeting, but who was there those alone that see it. */
export function whoHearsOfAgenda(fact: AgendaFact, called: CalledTo, among: Among): Hearing {
  const { meetingId, listHidden, leaders } = called.agenda;
  const screens = listHidden && fact === 'presence-changed' ? new Map([...among.viewers].filter(([id]) => leaders.includes(id))) : among.viewers;
  return together(forAgenda(fact, called, among), { ...silence, live: refreshed(screens, { type: 'meeting', objectId: meetingId }) });
}

function forAgenda(fact: AgendaFact, { agenda, participants, at }: CalledTo, among: Among): Hearing {
  const news = { matterId: agenda.meetingId, aboutId: null };
  if (fact === 'notes-locked') return heardBy(participants, { ...news, kind: 'notes-locked', mail: 'notes-locked' }, among);
  const proposing = fact === 'opened' && agenda.groupLevel === 'GENERAL' && Date.parse(agenda.endsAt) > Date.parse(at);
  // The mail that invites says it, too: nobody gets two about one meeting. Those who lead need no invitation to propose.
  return proposing ? heardBy(participants, { ...news, kind: 'agenda-opened', mail: null }, { ...among, viewers: without(among.viewers, agenda.leaders) }) : silence;
}

const without = (viewers: Viewers, people: readonly string[]): Viewers => new Map([...viewers].filter(([id]) => !people.includes(id)));

/** Whose the action is: by itself, whatever meeting it comes from. The others read it by the item, and must see the meeting. */
export interface AmongAction extends Among {
  readonly own: Viewers;
}

/** Who hears of an action: who is given it, who is asked to take it over, whose offer is declined, and whom a reminder names. */
export function whoHearsOfAction(fact: ActionFact, action: ActionFacts, { tell, among }: { tell: readonly Addressee[]; among: AmongAction }): Hearing {
  const news = actionNews[fact];
  const { own, viewers } = among;
  const told = news ? heardTwice(addressedBy(fact, action, tell), { ...news, matterId: action.id }, { meetingId: action.meetingId, among }) : silence;
  return together(told, { ...silence, live: [...refreshed(own, { type: 'action', objectId: action.id }), ...refreshed(viewers, { type: 'meeting', objectId: action.meetingId })] });
}

/** Those whose it is hear of the action alone; the others only as long as they see the meeting. */
function heardTwice(to: readonly Addressee[], news: Omit<News, 'aboutId'>, { meetingId, among: { own, ...among } }: { meetingId: string; among: AmongAction }): Hearing {
  const isOwn = ({ kind, id }: Addressee): boolean => kind === 'function' || own.has(id);
  return together(heardBy(to.filter(isOwn), { ...news, aboutId: null }, { ...among, viewers: own }), heardBy(to.filter((one) => !isOwn(one)), { ...news, aboutId: meetingId }, among));
}

const actionNews: Partial<Record<ActionFact, Pick<News, 'kind' | 'mail'>>> = {
  given: { kind: 'action-given', mail: 'action-given' }, 'handed-over': { kind: 'action-offered', mail: 'action-offered' }, 'offer-declined': { kind: 'action-offer-declined', mail: null },
  reminded: { kind: 'action-reminded', mail: 'action-reminded' }, late: { kind: 'action-late', mail: 'action-late' },
};

function addressedBy(fact: ActionFact, action: ActionFacts, tell: readonly Addressee[]): readonly Addressee[] {
  if (fact === 'reminded' || fact === 'late') return tell;
  return fact === 'handed-over' ? either(action.offeredPersonId, action.offeredFunctionId) : either(action.ownerPersonId, action.ownerFunctionId);
}

/** The person where there is one, else the function. */
const either = (personId: string | null, functionId: string | null): Addressee[] => (personId ? [person(personId)] : functionId ? [{ kind: 'function', id: functionId }] : []);

const onceEach = (live: readonly LiveTold[]): LiveTold[] => [...new Map(live.map((one) => [`${one.personId} ${one.level}`, one])).values()];
