import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rules, type Action } from '@knutpunkt/access';
import { asked, expectedOf, type Situation } from './decisions.js';
import { original, ruleMutants, type RuleMutant } from './rule-mutants.js';
import { report } from './report.js';

const situation: fc.Arbitrary<Situation> = fc.record({
  role: fc.constantFrom(null, 'chair', 'secretary', 'member', 'guest', 'calendar'), inGroup: fc.boolean(), calledIt: fc.boolean(), proposedIt: fc.boolean(), hasIt: fc.constantFrom('person', 'function', 'another', 'another function', 'nobody'), bound: fc.boolean(),
  administrator: fc.boolean(), hub: fc.boolean(), coordinator: fc.boolean(), ownersOrg: fc.boolean(), ownersAuthority: fc.boolean(), named: fc.boolean(), persons: fc.boolean(), oneself: fc.boolean(), level: fc.constantFrom('GENERAL', 'INDIVIDUAL', undefined),
  acting: fc.constantFrom('sender', 'receiver', undefined), on: fc.subarray(['sender', 'receiver'] as const), awaits: fc.constantFrom('home', 'owner', null, undefined), turnedFirst: fc.boolean(),
});
const situations = fc.sample(situation, { numRuns: 2_000, seed: 1 }).map((s) => ({ s, put: asked(s) }));
const actions = Object.keys(rules) as Action[];

/** Whether the rules differ from the domain; a rule that cannot answer does. */
function differs(decide: RuleMutant['decide'], action: Action): boolean {
  try {
    return situations.some(({ s, put: [actor, resource] }) => decide(actor, action, resource) !== expectedOf(action)(s));
  } catch (error) {
    if (error instanceof TypeError) return true;
    throw error;
  }
}
const difference = (decide: RuleMutant['decide']): string | null => actions.find((action) => differs(decide, action)) ?? null;

describe('the rules', () => {
  it('say what the domain says in every situation', () => {
    expect(difference(original())).toBeNull();
  });

  it('cannot be broken in any one place without a difference', () => {
    const mutants = ruleMutants().map(({ what, decide }) => ({ what, killedBy: difference(decide) }));
    report('rules of decide', mutants);

    expect(mutants.length).toBeGreaterThan(100);
    expect(mutants.filter(({ killedBy }) => killedBy === null)).toEqual([]);
  });
});
