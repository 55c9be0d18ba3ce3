import { describe, expect, it } from '@jest/globals';
import { requireReady, stateAfter, steps, stepsFrom, type State, type Step } from './organisation-steps.js';

const all: readonly Step[] = ['hub.activate', 'hub.pause', 'hub.resume', 'hub.end'];
const lives: Readonly<Record<State, Partial<Record<Step, State>>>> = {
  proposed: { 'hub.activate': 'active', 'hub.end': 'ended' }, active: { 'hub.pause': 'paused', 'hub.end': 'ended' }, paused: { 'hub.resume': 'active', 'hub.end': 'ended' }, ended: {},
};

describe('an organisation', () => {
  it.each((Object.keys(steps) as State[]).flatMap((from) => all.map((step) => [from, step] as const)))('that is %s: %s', (from, step) => {
    const to = lives[from][step];

    if (to) expect(stateAfter(from, step)).toBe(to);
    else expect(() => stateAfter(from, step)).toThrow(expect.objectContaining({ name: 'wrong-state', body: expect.objectContaining({ from, allowed: stepsFrom(from) }) }));
  });

  it('is let in with a signed agreement and an administrator', () => {
    const agreement = { reference: 'KS 2026/1', signedOn: '2026-01-01' };

    expect(() => requireReady({ agreement, administrators: 1 })).not.toThrow();
    expect(() => requireReady({ agreement: null, administrators: 1 })).toThrow(expect.objectContaining({ name: 'agreement-not-signed' }));
    expect(() => requireReady({ agreement, administrators: 0 })).toThrow(expect.objectContaining({ name: 'administrator-missing' }));
  });
});
