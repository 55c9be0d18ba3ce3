import { AdministratorMissing, AgreementNotSigned, Problem, WrongState, type HubOrganisation } from '@knutpunkt/contracts';
import type { Action } from '@knutpunkt/access';

export type State = HubOrganisation['state'];
export type Step = Extract<Action, 'hub.activate' | 'hub.resume' | 'hub.pause' | 'hub.end'>;

/** The life cycle of an organisation: from each state, what each step leads to. */
export const steps: Readonly<Record<State, Readonly<Partial<Record<Step, State>>>>> = {
  proposed: { 'hub.activate': 'active', 'hub.end': 'ended' },
  active: { 'hub.pause': 'paused', 'hub.end': 'ended' },
  paused: { 'hub.resume': 'active', 'hub.end': 'ended' },
  ended: {},
};

/** The steps that the state has. */
export const stepsFrom = (state: State): Step[] => Object.keys(steps[state]) as Step[];

/** The state that a step leads to. Throws WrongState where the table does not have it. */
export function stateAfter(from: State, step: Step): State {
  const to = steps[from][step];
  if (!to) throw new Problem(WrongState, { from, allowed: stepsFrom(from) });
  return to;
}

/** Throws AgreementNotSigned or AdministratorMissing for an organisation that would be let in without. */
export function requireReady({ agreement, administrators }: { readonly agreement: unknown; readonly administrators: number }): void {
  if (!agreement) throw Problem.at(AgreementNotSigned, '/agreement', 'Note the signed agreement, and the day on which it was signed.');
  if (administrators === 0) throw new Problem(AdministratorMissing);
}
