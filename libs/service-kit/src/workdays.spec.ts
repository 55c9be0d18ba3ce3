import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { isWorkday } from './workdays.js';

const on = (day: string): boolean => isWorkday(Temporal.PlainDate.from(day));

describe('a workday', () => {
  it.each(['2027-01-06', '2027-03-26', '2027-05-06', '2027-06-25', '2027-12-24', '2027-12-31'])('is no Swedish holiday and no eve that is free: %s', (day) => {
    expect(on(day)).toBe(false);
  });

  it('is Monday to Friday', () => {
    expect(['2027-01-15', '2027-01-16', '2027-01-17', '2027-01-18'].map(on)).toEqual([true, false, false, true]);
  });
});
