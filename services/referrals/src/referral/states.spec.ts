import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@knutpunkt/contracts';
import { acts, actsOf, ballOf, isLate, stateAfter, steps, type Act, type State } from './states.js';

const states = ['draft', 'sent', 'delivered', 'received', 'asked', 'answered', 'accepted', 'in-progress', 'fed-back', 'closed', 'declined', 'recalled'] as const satisfies readonly State[];
const lifeOf = (way: Act[]): State => way.reduce<State>((state, act) => stateAfter(state, act), 'draft');
const refusal = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    return error as Problem;
  }
  throw new Error('was not refused');
};

describe('a request', () => {
  it('goes from draft to closed', () => {
    expect(lifeOf(['edit', 'send', 'deliver', 'receive', 'ask', 'answer', 'ask', 'answer', 'accept', 'start', 'feed-back', 'close'])).toBe('closed');
  });

  it('begins anew with another receiver when it is passed on', () => {
    expect(lifeOf(['send', 'deliver', 'receive', 'pass-on'])).toBe('sent');
  });

  it('is recalled before it is received and not after', () => {
    expect(states.filter((state) => actsOf(state, 'sender').includes('recall'))).toEqual(['draft', 'sent', 'delivered']);
    expect(refusal(() => stateAfter('received', 'recall')).body).toMatchObject({ status: 409, from: 'received', to: 'recalled', allowed: [] });
  });

  it('says what the side may do instead when it refuses a step', () => {
    expect(refusal(() => stateAfter('delivered', 'accept')).body).toMatchObject({ from: 'delivered', to: 'accepted', allowed: ['received', 'declined', 'sent'] });
  });

  it('takes exactly the steps of the table, in every state', () => {
    for (const state of states) for (const act of acts) {
      if (steps[act].from.includes(state)) expect(stateAfter(state, act)).toBe(steps[act].to);
      else expect(refusal(() => stateAfter(state, act)).name).toBe('wrong-state');
    }
  });

  it('has the ball with a side that can act, and with nobody where none can', () => {
    for (const state of states) {
      const ball = ballOf(state);
      if (ball === 'nobody') expect([...actsOf(state, 'sender'), ...actsOf(state, 'receiver')]).toEqual([]);
      else if (state !== 'sent') expect(actsOf(state, ball).length).toBeGreaterThan(0);
    }
  });

  it('is late once its day has ended, until it is fed back or declined', () => {
    const due = new Date('2027-02-01T23:00:00Z');
    expect(isLate('received', due, new Date('2027-02-01T22:59:59Z'))).toBe(false);
    expect(isLate('received', due, due)).toBe(true);
    expect(isLate('fed-back', due, due)).toBe(false);
    expect(isLate('draft', null, due)).toBe(false);
  });
});
