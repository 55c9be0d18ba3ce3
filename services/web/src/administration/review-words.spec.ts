import { describe, expect, it } from '@jest/globals';
import { daysAway, endsSoon, lesserRoles } from './review-words.js';

const now = new Date('2026-11-28T12:00:00Z');

describe('a seat', () => {
  it.each([['2026-12-28T11:59:59Z', false, true], ['2026-12-28T12:00:00Z', false, false], [null, false, false], ['2026-11-20T00:00:00Z', true, false]])('that ends at %s (ended: %s) ends soon: %s', (until, ended, soon) => {
    expect(endsSoon({ until, ended }, now)).toBe(soon);
  });

  it.each([['2026-08-30T12:00:00Z', 90], ['2026-08-30T12:00:01Z', null], ['2026-11-28T11:00:00Z', null], [null, null]])('of one who last logged in at %s: %s days away', (lastLogin, days) => {
    expect(daysAway({ lastLogin }, now)).toBe(days);
  });

  it('can have a role that gives no more', () => {
    expect(lesserRoles('secretary')).toEqual(['secretary', 'chair', 'member', 'guest', 'calendar']);
    expect(lesserRoles('guest')).toEqual(['guest', 'calendar']);
    expect(lesserRoles('calendar')).toEqual(['calendar']);
  });
});
