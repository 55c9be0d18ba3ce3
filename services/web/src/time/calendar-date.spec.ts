import { describe, expect, it } from '@jest/globals';
import { daysAfter, isDate, mondayOf, weekdayOf, weekOf } from './calendar-date.js';

describe('a week number', () => {
  it.each([
    ['2026-11-24', 2026, 48],
    ['2026-12-28', 2026, 53],
    ['2026-12-31', 2026, 53],
    ['2027-01-01', 2026, 53],
    ['2027-01-03', 2026, 53],
    ['2027-01-04', 2027, 1],
    ['2027-01-12', 2027, 2],
    ['2027-05-26', 2027, 21],
    ['2027-12-31', 2027, 52],
    ['2024-12-30', 2025, 1],
    ['2020-12-31', 2020, 53],
    ['2028-01-01', 2027, 52],
  ])('of %s is in %i week %i (ISO 8601)', (date, year, week) => {
    expect(weekOf(date)).toEqual({ year, week });
  });
});

describe('a date', () => {
  it('begins its week on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(weekdayOf('2026-11-22')).toBe(7);
  });

  it('is counted on over months, years and changes of the clock', () => {
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysAfter('2027-03-27', 2)).toBe('2027-03-29');
    expect(daysAfter('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('is refused when it is not in the calendar', () => {
    expect(isDate(2027, 2, 29)).toBe(false);
    expect(isDate(2028, 2, 29)).toBe(true);
    expect(isDate(2027, 13, 1)).toBe(false);
  });
});
