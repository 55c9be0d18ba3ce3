import { AddressItem, CompleteAction, DeclineItem, GiveAction, ProposeItem, TakeUpItem, WithdrawItem, type AnyOperation } from '@knutpunkt/contracts';
import { authorities, duties, everybody, groups, type Authority, type Duty, type Who } from './county.js';
import { atTheTable, authorityOf, knowsItem, leaders, leads, onAgenda, owns, reads, readsItem, seesAction, type Action, type Item, type Meeting, type World } from './model.js';
import type { Move, Outcome } from './moves.js';

const onlyIf = (ok: boolean): Outcome => (ok ? 'done' : 'refused');
const reaches = ['all', 'marked', 'hidden'] as const;
type Reach = (typeof reaches)[number];

/** Addressed to authorities at the table, the own among them; a hidden one to somebody's who leads. */
const addressable = (w: World, who: Who, m: Meeting, reach: Reach, readers: readonly Authority[]): boolean =>
  reach === 'all' || (readers.every((a) => atTheTable(m).includes(a)) && readers.includes(authorityOf(who)) && (reach === 'marked' || leaders(w, m).some((one) => readers.includes(authorityOf(one)))));
const isOpen = (m: Meeting): boolean => !m.cancelled && !(m.group && groups[m.group].level === 'INDIVIDUAL');
/** Who reads nothing of the meeting, or to whom a hidden item does not exist. */
const unseen = (w: World, i: Item) => (who: Who): boolean => !reads(w, who, i.meeting) || (i.reach === 'hidden' && !readsItem(w, who, i));

function propose(w: World, who: Who, m: Meeting, [reach, readers]: [Reach, Authority[]]): Move {
  const i: Item = { label: `punkt${w.items.length + 1}`, meeting: m, proposer: who, reach, readers, state: 'proposed' };
  return {
    who, say: `${who} proposes ${i.label} to ${m.label}, ${reach === 'all' ? 'for all' : `${reach} for ${readers.join(' and ')}`}`, unnoticed: unseen(w, i), apply: () => w.items.push(i),
    outcome: reads(w, who, m) ? onlyIf(isOpen(m) && addressable(w, who, m, reach, readers)) : 'absent',
    attempt: async (session) => {
      const { status, body } = await session.ask(who, ProposeItem, { meetingId: session.id(m.label), title: i.label, type: 'discussion', reach, authorities: reach === 'all' ? [] : readers.map((a) => session.id(a)) });
      if (body) session.ids.set(i.label, body.id);
      return status;
    },
  };
}

interface OnItem { readonly say: string; readonly op: AnyOperation; readonly input?: (id: (label: string) => string) => object; readonly fit: boolean; readonly apply: () => void }
const onItem = (w: World, who: Who, i: Item, { say, op, input, fit, apply }: OnItem): Move => ({
  who, say: `${who} ${say} ${i.label}`, apply, unnoticed: unseen(w, i), outcome: knowsItem(w, who, i) ? onlyIf(fit && !i.meeting.cancelled) : 'absent',
  attempt: async (session) => {
    const version = await session.versionOfItem(who, i.meeting.label, i.label);
    return (await session.ask(who, op, { meetingId: session.id(i.meeting.label), itemId: session.id(i.label), ...input?.((label) => session.id(label)) }, version)).status;
  },
});

const address = (w: World, who: Who, i: Item, [reach, readers]: [Reach, Authority[]]): Move => ({
  ...onItem(w, who, i, {
    say: `addresses (${reach}${reach === 'all' ? '' : ` for ${readers.join(' and ')}`})`, op: AddressItem, input: (id) => ({ reach, authorities: reach === 'all' ? [] : readers.map(id) }),
    fit: readsItem(w, who, i) && (i.proposer === who || leads(w, who, i.meeting)) && ['proposed', 'taken-up'].includes(i.state) && addressable(w, who, i.meeting, reach, readers),
    apply: () => { i.reach = reach; i.readers = readers; },
  }),
});
const step = (to: Item['state'], say: string, op: AnyOperation, from: readonly Item['state'][], input?: () => object) => (w: World, who: Who, i: Item): Move => onItem(w, who, i, {
  say, op, ...(input ? { input } : {}), fit: from.includes(i.state) && (to === 'withdrawn' ? i.proposer === who && readsItem(w, who, i) : leads(w, who, i.meeting)), apply: () => { i.state = to; },
});
const steps = [step('taken-up', 'takes up', TakeUpItem, ['proposed', 'declined']), step('declined', 'declines', DeclineItem, ['proposed', 'taken-up'], () => ({ reason: 'Nej' })), step('withdrawn', 'withdraws', WithdrawItem, ['proposed', 'taken-up'])];

function give(w: World, who: Who, i: Item, owner: Who | Duty): Move {
  const a: Action = { label: `åtgärd${w.actions.length + 1}`, item: i, giver: who, owner, done: false };
  const keeps = readsItem(w, who, i) && (i.proposer === who || leads(w, who, i.meeting));
  const named = duties.includes(owner as Duty) ? { function: owner } : { person: owner };
  return {
    ...onItem(w, who, i, { say: `gives ${owner} ${a.label} of`, op: GiveAction, fit: keeps && onAgenda(i) && atTheTable(i.meeting).includes(authorityOf(owner)) && (i.reach === 'all' || i.readers.includes(authorityOf(owner))), apply: () => w.actions.push(a) }),
    unnoticed: (one) => !seesAction(w, one, a) && unseen(w, i)(one),
    attempt: async (session) => {
      const { status, body } = await session.ask(who, GiveAction, { meetingId: session.id(i.meeting.label), itemId: session.id(i.label), text: a.label, due: '2032-01-01', personId: named.person ? session.id(named.person) : null, functionId: named.function ? session.id(named.function) : null });
      if (body) session.ids.set(a.label, body.id);
      return status;
    },
  };
}

const settle = (w: World, who: Who, a: Action): Move => ({
  who, say: `${who} has done ${a.label}`, apply: () => { a.done = true; }, unnoticed: (one) => !seesAction(w, one, a) && unseen(w, a.item)(one),
  outcome: seesAction(w, who, a) ? onlyIf(!a.done && (owns(who, a) || leads(w, who, a.item.meeting))) : 'absent',
  attempt: async (session) => (await session.ask(who, CompleteAction, { actionId: session.id(a.label) }, await session.versionOfAction(who, a.label))).status,
});

const names = Object.keys(authorities) as Authority[];
const addressings = (who: Who): [Reach, Authority[]][] => [['all', []], ...(['marked', 'hidden'] as const).flatMap((reach) => names.map((other): [Reach, Authority[]] => [reach, [...new Set([authorityOf(who), other])]])), ...names.map((other): [Reach, Authority[]] => ['marked', [other]])];
/** Items for all, marked or hidden, and the actions that come of them. */
export const agendaMoves = {
  propose: (w: World) => w.meetings.flatMap((m) => everybody.flatMap((who) => addressings(who).map((to) => propose(w, who, m, to)))),
  address: (w: World) => w.items.flatMap((i) => everybody.flatMap((who) => addressings(who).map((to) => address(w, who, i, to)))),
  step: (w: World) => w.items.flatMap((i) => everybody.flatMap((who) => steps.map((one) => one(w, who, i)))),
  give: (w: World) => w.items.flatMap((i) => everybody.flatMap((who) => [...everybody, ...duties].map((owner) => give(w, who, i, owner)))),
  settle: (w: World) => w.actions.flatMap((a) => everybody.map((who) => settle(w, who, a))),
};
