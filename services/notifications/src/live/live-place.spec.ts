import { describe, expect, it } from '@jest/globals';
import { LivePlace } from '@knutpunkt/contracts';
import { heardAt, placeOf } from './live-place.js';

describe('a place in what somebody is told', () => {
  it.each(['', '2-41', '2-41.3-7', '2-0.3-7.4-900'])('is read as it was written: "%s"', (place) => {
    expect(LivePlace.parse(place)).toBe(place);
    expect(placeOf(heardAt(place))).toBe(place);
  });

  it('is written with the lower levels first', () => {
    expect(placeOf(new Map([[3, 7], [2, 41]]))).toBe('2-41.3-7');
  });

  it.each(['41', '5-1', '2-1.', '2-x', '2--1', ' 2-1', '2-1\n'])('is not "%s"', (place) => {
    expect(LivePlace.safeParse(place).success).toBe(false);
  });
});
