import { describe, expect, it } from '@jest/globals';
import { placeInOrder } from './place-in-order.js';

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
