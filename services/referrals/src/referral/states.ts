import { Problem, WrongState } from '@knutpunkt/contracts';

export type State = 'draft' | 'sent' | 'delivered' | 'received' | 'asked' | 'answered' | 'accepted' | 'in-progress' | 'fed-back' | 'closed' | 'declined' | 'recalled';
export type Side = 'sender' | 'receiver';
export type Ball = Side | 'nobody';
export type Act = 'edit' | 'send' | 'deliver' | 'recall' | 'receive' | 'ask' | 'answer' | 'accept' | 'decline' | 'pass-on' | 'start' | 'feed-back' | 'close';

interface Rule { readonly from: readonly State[]; readonly to: State; readonly side: Side | 'hub' }

/** Every step of a request: who takes it, from which states, and where it leads. What is not here cannot be done. */
export const steps: Readonly<Record<Act, Rule>> = {
  edit: { from: ['draft'], to: 'draft', side: 'sender' },
  send: { from: ['draft'], to: 'sent', side: 'sender' },
  deliver: { from: ['sent'], to: 'delivered', side: 'hub' },
  recall: { from: ['draft', 'sent', 'delivered'], to: 'recalled', side: 'sender' },
  receive: { from: ['delivered'], to: 'received', side: 'receiver' },
  ask: { from: ['received', 'answered'], to: 'asked', side: 'receiver' },
  answer: { from: ['asked'], to: 'answered', side: 'sender' },
  accept: { from: ['received', 'answered'], to: 'accepted', side: 'receiver' },
  decline: { from: ['delivered', 'received', 'asked', 'answered'], to: 'declined', side: 'receiver' },
  'pass-on': { from: ['delivered', 'received', 'answered'], to: 'sent', side: 'receiver' },
  start: { from: ['accepted'], to: 'in-progress', side: 'receiver' },
  'feed-back': { from: ['accepted', 'in-progress'], to: 'fed-back', side: 'receiver' },
  close: { from: ['fed-back'], to: 'closed', side: 'sender' },
};

export const acts = Object.keys(steps) as Act[];

const balls: Readonly<Record<State, Ball>> = {
  draft: 'sender', sent: 'receiver', delivered: 'receiver', received: 'receiver', asked: 'sender', answered: 'receiver', accepted: 'receiver', 'in-progress': 'receiver',
  'fed-back': 'sender', closed: 'nobody', declined: 'nobody', recalled: 'nobody',
};

/** Who is to act in a state: both sides are told the same. */
export const ballOf = (state: State): Ball => balls[state];

/** Whether a request still asks something of anybody. */
export const isOpen = (state: State): boolean => ballOf(state) !== 'nobody';

/** The states that the people of a side may lead to from here. */
const reachable = (state: State, side: Side): State[] => [...new Set(actsOf(state, side).map((act) => steps[act].to))];

/** The steps that a side can take in a state. */
export const actsOf = (state: State, side: Side): Act[] => acts.filter((act) => steps[act].side === side && steps[act].from.includes(state));

/** The state that a step leads to. Throws WrongState (from, to, and what that side may lead to instead) where the table does not have it. */
export function stateAfter(from: State, act: Act): State {
  const { from: allowedFrom, to, side } = steps[act];
  if (!allowedFrom.includes(from)) throw new Problem(WrongState, { from, to, allowed: side === 'hub' ? [] : reachable(from, side) });
  return to;
}

const owesAnswer: ReadonlySet<State> = new Set(['sent', 'delivered', 'received', 'asked', 'answered', 'accepted', 'in-progress']);

/** Late is derived: the reply due day (its end, an instant) has passed, and the receiver has neither fed back nor declined. */
export const isLate = (state: State, replyDueAt: Date | null, now: Date): boolean => replyDueAt !== null && replyDueAt <= now && owesAnswer.has(state);

/** The states in which a request can be late. */
export const lateStates: readonly State[] = [...owesAnswer];
