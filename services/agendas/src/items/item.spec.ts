import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { isEditable, isOnAgenda, requireStep, transitions, type ItemState } from './item.js';
import { placeAfter } from './order.js';

/** What it throws; undefined where it throws nothing. */
const caught = (work: () => void): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const states = Object.keys(transitions) as ItemState[];

describe('an item', () => {
  it.each(states)('that is %s says from, to and what is allowed when it refuses a step', (from) => {
    const refused = states.find((to) => !(transitions[from] as readonly ItemState[]).includes(to))!;

    const refusal = caught(() => requireStep(from, refused));

    expect(refusal).toBeInstanceOf(Problem);
    expect((refusal as Problem).body).toMatchObject({ status: 409, from, to: refused, allowed: transitions[from] });
  });

  it('has a place on the agenda from when it is taken up, and its text stands once it is treated', () => {
    expect(states.filter(isOnAgenda)).toEqual(['taken-up', 'treated', 'postponed']);
    expect(states.filter(isEditable)).toEqual(['proposed', 'taken-up']);
  });
});

describe('the place of a moved item', () => {
  const order = ['a', 'b', 'c', 'd'];

  it.each([['up', 'c', 1], ['down', 'c', 3], [1, 'c', 0], [4, 'a', 3], [99, 'a', 3]] as const)('is, moved %s, found among the others', (to, moved, place) => {
    expect(placeAfter(order, moved, to)).toBe(place);
  });

  it('is none where it is there already', () => {
    expect([placeAfter(order, 'a', 'up'), placeAfter(order, 'd', 'down'), placeAfter(order, 'b', 2), placeAfter(order, 'd', 7)]).toEqual([null, null, null, null]);
  });
});
