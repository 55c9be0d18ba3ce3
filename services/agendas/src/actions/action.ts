import { Problem, WrongState, type ActionView } from '@knutpunkt/contracts';

export type ActionState = ActionView['state'];

/** What may follow what. An offered action is its owner's until the other accepts. Late is derived, never a state. */
export const transitions = {
  open: ['done', 'not-done', 'offered'],
  offered: ['open', 'done', 'not-done', 'offered'],
  done: [],
  'not-done': [],
} satisfies Record<ActionState, readonly ActionState[]>;

/** Throws WrongState (from, to, allowed) where the table does not have the step. */
export function requireStep(from: ActionState, to: ActionState): void {
  if (!(transitions[from] as readonly ActionState[]).includes(to)) throw new Problem(WrongState, { from, to, allowed: transitions[from] });
}

/** Throws WrongState for an action that nobody has been offered. */
export function requireOffered(from: ActionState): void {
  if (from !== 'offered') throw new Problem(WrongState, { from, to: 'open', allowed: transitions[from] });
}

const swedishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** The calendar date in Sweden at an instant, as YYYY-MM-DD. */
export const dayOf = (instant: Date): string => swedishDay.format(instant);

/** Whether it is not settled and its day (a date in Sweden) has passed at `now`. */
export const isLate = ({ due, state }: { due: string; state: ActionState }, now: Date): boolean => (state === 'open' || state === 'offered') && dayOf(now) > due;
