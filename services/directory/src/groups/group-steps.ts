import { GroupEnds, Problem, WrongState, type GroupState } from '@knutpunkt/contracts';
import type { Action } from '@knutpunkt/access';
import type * as z from 'zod';

export type State = z.infer<typeof GroupState>;
export type Step = Extract<Action, 'group.rest' | 'group.resume' | 'group.wind-up' | 'group.archive'>;

/** The life cycle of a group once it is established: from each state, what each step leads to. */
export const steps: Readonly<Record<State, Readonly<Partial<Record<Step, State>>>>> = {
  established: { 'group.rest': 'resting', 'group.wind-up': 'winding-up' },
  resting: { 'group.resume': 'established', 'group.wind-up': 'winding-up' },
  'winding-up': { 'group.archive': 'archived' },
  archived: {},
};

/** What a group in each state takes part in besides: a group that rests gets and loses members, and calls nobody. */
const letsIn: readonly Action[] = ['group.change', 'membership.let-in', 'membership.add', 'nomination.make'];
const calls: readonly Action[] = ['meeting.schedule', 'meeting.record'];
const open: Readonly<Record<State, readonly Action[]>> = { established: [...letsIn, ...calls], resting: letsIn, 'winding-up': [], archived: [] };

/** Whether something can be done in a state at all, whoever asks. */
export const isOpenFor = (state: State, action: Action): boolean => open[state].includes(action) || Object.hasOwn(steps[state], action);

/** The state that a step leads to. Throws WrongState where the table does not have it. */
export function stateAfter(from: State, step: Step): State {
  const to = steps[from][step];
  if (!to) throw new Problem(WrongState, { from, allowed: Object.keys(steps[from]) });
  return to;
}

/** Throws GroupEnds for a group that lets nobody in any more. */
export function requireGoingOn(state: State): void {
  if (state === 'winding-up' || state === 'archived') throw new Problem(GroupEnds);
}
