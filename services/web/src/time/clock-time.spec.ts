import { describe, expect, it } from '@jest/globals';
import { parseClockTime } from './clock-time.js';

describe('a time as people type it', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9.30', '09:30'],
    ['09.30', '09:30'],
    ['9:30', '09:30'],
    ['kl. 13.30', '13:30'],
    ['kl 9', '09:00'],
    ['0', '00:00'],
    ['23:59', '23:59'],
    [' 8 15 ', '08:15'],
  ])('is read: %s', (typed, time) => {
    expect(parseClockTime(typed)).toBe(time);
  });

  it.each(['', '24', '9.60', '2500', 'nio', '9.3', '12345', '-9'])('is not guessed: %s', (typed) => {
    expect(parseClockTime(typed)).toBeUndefined();
  });
});
