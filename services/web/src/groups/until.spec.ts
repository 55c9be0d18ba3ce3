import { describe, expect, it } from '@jest/globals';
import { daysAfter } from '../time/calendar-date.js';
import { todayInStockholm } from '../time/stockholm.js';
import { untilFault, untilOf } from './until.js';

const inDays = (days: number): string => daysAfter(todayInStockholm(), days);

describe('the last day of a membership', () => {
  it('may be left out for a member, and never for a guest', () => {
    expect([untilFault('', false), untilFault(' ', true)]).toEqual([undefined, 'nomination.untilMissing']);
    expect(untilOf('')).toEqual({});
  });

  it('is a day, and for a guest within a year', () => {
    expect([untilFault('någon gång', false), untilFault(inDays(365), true), untilFault(inDays(366), true), untilFault(inDays(366), false)]).toEqual(['field.date.invalid', undefined, 'nomination.untilTooFar', undefined]);
  });

  it('is counted to its end, by the wall clock', () => expect(untilOf('2027-03-27').validTo).toBe('2027-03-27T23:00:00.000Z'));
});
