import { describe, expect, it } from '@jest/globals';
import { daysUntil, endOfDay, lastDayFrom, nextOpening, nextReminder } from './calendar.js';

const at = (instant: string): Date => new Date(instant);
const twice = ['04-01', '10-01'];

describe('reviews are opened', () => {
  it.each([
    ['in spring, in summer time', '2027-01-21T12:00:00Z', '2027-04-01T05:00:00.000Z'], ['in autumn', '2027-04-01T05:00:00Z', '2027-10-01T05:00:00.000Z'],
    ['in the next year', '2027-10-01T05:00:00Z', '2028-04-01T05:00:00.000Z'], ['on the same day, before seven', '2027-10-01T04:59:59Z', '2027-10-01T05:00:00.000Z'],
    ['by Sweden\'s year in its first hour', '2026-12-31T23:30:00Z', '2027-04-01T05:00:00.000Z'],
  ])('%s', (_, after, opened) => {
    expect(nextOpening(twice, at(after)).toISOString()).toBe(opened);
  });

  it('on other days where those are chosen, in any order', () => {
    expect(nextOpening(['11-15', '02-01'], at('2027-03-01T00:00:00Z')).toISOString()).toBe('2027-11-15T06:00:00.000Z');
  });
});

describe('a review', () => {
  it.each([['2027-04-01T05:00:00Z', '2027-05-31'], ['2027-10-01T05:00:00Z', '2027-11-30'], ['2027-01-31T22:59:59Z', '2027-02-28'], ['2027-01-31T23:00:00Z', '2027-03-31'], ['2027-12-10T12:00:00Z', '2028-01-31']])('opened at %s goes on until %s', (opened, last) => {
    expect(lastDayFrom(at(opened))).toBe(last);
  });

  it.each([['2027-11-30', '2027-11-30T23:00:00.000Z'], ['2027-05-31', '2027-05-31T22:00:00.000Z'], ['2027-03-28', '2027-03-28T22:00:00.000Z'], ['2027-10-31', '2027-10-31T23:00:00.000Z']])('of which %s is the last day ends at %s', (day, ends) => {
    expect(endOfDay(day).toISOString()).toBe(ends);
  });

  it('is reminded of 14 and 3 days before its last day, and then no more', () => {
    expect(nextReminder('2027-11-30', at('2027-10-01T05:00:00Z'))?.toISOString()).toBe('2027-11-16T07:00:00.000Z');
    expect(nextReminder('2027-11-30', at('2027-11-16T07:00:00Z'))?.toISOString()).toBe('2027-11-27T07:00:00.000Z');
    expect(nextReminder('2027-11-30', at('2027-11-27T07:00:00Z'))).toBeUndefined();
  });

  it.each([['2027-11-30', '2027-11-16T22:59:59Z', 14], ['2027-11-30', '2027-11-16T23:00:00Z', 13]])('that ends with %s has at %s so many days left: %i', (day, now, days) => {
    expect(daysUntil(day, at(now))).toBe(days);
  });
});
