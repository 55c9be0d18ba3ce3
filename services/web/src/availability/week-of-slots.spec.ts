import { describe, expect, it } from '@jest/globals';
import type { Slot } from './slot-list.js';
import { stepTo, weekOfSlots, weeksOf } from './week-of-slots.js';

const slot = (startsAt: string): Slot => ({ startsAt, endsAt: startsAt, free: 1, tentative: 0, busy: 0, fits: true, each: ['free'] });
/** Around the change of the clocks on 28 March 2027, and the end of week 53 of 2026. */
const slots = ['2026-12-31T07:00:00.000Z', '2027-01-04T07:00:00.000Z', '2027-03-25T07:00:00.000Z', '2027-03-26T07:30:00.000Z', '2027-03-29T06:00:00.000Z'].map(slot);

describe('the times of a week', () => {
  it('are those of the Swedish clock, on both sides of a change of it', () => {
    expect(weeksOf(slots)).toEqual(['2026-12-28', '2027-01-04', '2027-03-22', '2027-03-29']);
    const week = weekOfSlots(slots, '2027-03-22');
    expect([week.days, week.starts]).toEqual([['2027-03-25', '2027-03-26'], ['08:00', '08:30']]);
    expect([week.at('2027-03-25', '08:00'), week.at('2027-03-25', '08:30')]).toEqual([slots[2], undefined]);
    expect(weekOfSlots(slots, '2027-03-29').starts).toEqual(['08:00']);
  });

  it('are gone through with the arrow keys, which stop at the edges', () => {
    const week = weekOfSlots(slots, '2027-03-22');
    const from = ['2027-03-25', '08:00'] as const;

    expect(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'End', 'a'].map((key) => stepTo(week, from, key))).toEqual([['2027-03-26', '08:00'], ['2027-03-25', '08:30'], [...from], [...from], ['2027-03-26', '08:00'], undefined]);
  });
});
