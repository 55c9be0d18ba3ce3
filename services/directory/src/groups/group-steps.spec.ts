import { describe, expect, it } from '@jest/globals';
import { isOpenFor, requireGoingOn, stateAfter, steps, type State, type Step } from './group-steps.js';

const refused = (name: string) => expect.objectContaining({ name });
const states = Object.keys(steps) as State[];
const all: readonly Step[] = ['group.rest', 'group.resume', 'group.wind-up', 'group.archive'];

describe('the life of a group', () => {
  it('goes as it is drawn, and nowhere else', () => {
    const goes = states.flatMap((from) => all.flatMap((step) => { try { return [`${from} → ${stateAfter(from, step)}`]; } catch { return []; } }));

    expect(goes).toEqual(['established → resting', 'established → winding-up', 'resting → established', 'resting → winding-up', 'winding-up → archived']);
    expect(() => stateAfter('archived', 'group.resume')).toThrow(refused('wrong-state'));
  });

  it('calls meetings only while it is established, and lets people in while it goes on', () => {
    expect(states.map((state) => isOpenFor(state, 'meeting.schedule'))).toEqual([true, false, false, false]);
    expect(states.map((state) => isOpenFor(state, 'membership.add'))).toEqual([true, true, false, false]);
    expect(() => requireGoingOn('resting')).not.toThrow();
    for (const state of ['winding-up', 'archived'] as const) expect(() => requireGoingOn(state)).toThrow(refused('group-ends'));
  });
});
