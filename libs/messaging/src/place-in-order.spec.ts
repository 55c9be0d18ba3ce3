import { describe, expect, it } from '@jest/globals';
import { justBefore, placeInOrder } from './place-in-order.js';

describe('a consumer of every version', () => {
  it.each([
    [0, 1, 'next'], [3, 4, 'next'], [3, 3, 'old'], [3, 1, 'old'], [0, 2, 'early'], [3, 5, 'early'],
  ])('after version %i finds version %i to be %s', (applied, version, place) => {
    expect(placeInOrder({ everyVersion: true }, applied, version)).toBe(place);
  });
});

describe('a consumer of some types', () => {
  it.each([
    [0, 1, 'next'], [0, 7, 'next'], [3, 9, 'next'], [3, 3, 'old'], [9, 4, 'old'],
  ])('after version %i finds version %i to be %s', (applied, version, place) => {
    expect(placeInOrder({ everyVersion: false }, applied, version)).toBe(place);
  });
});

it.each([true, false])('the versions just before one are those after which it is next (every version: %s)', (everyVersion) => {
  for (const version of [1, 2, 5]) {
    const [from, to] = justBefore({ everyVersion }, version);
    for (let applied = 0; applied < 7; applied += 1) expect(applied >= from && applied <= to).toBe(placeInOrder({ everyVersion }, applied, version) === 'next');
  }
});
