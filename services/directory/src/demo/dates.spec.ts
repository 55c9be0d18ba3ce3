import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { dayFrom, weeklyDates } from './dates.js';

const texts = (dates: { toString(): string }[]): string[] => dates.map(String);

describe('a weekly rule', () => {
  it('takes each such weekday from one date to another, both included', () => {
    expect(texts(weeklyDates({ weekday: 'tuesday', from: '2027-01-12', to: '2027-01-26', notInWeeks: [] }))).toEqual(['2027-01-12', '2027-01-19', '2027-01-26']);
  });

  it('begins at the first such weekday when it starts on another', () => {
    expect(texts(weeklyDates({ weekday: 'tuesday', from: '2027-01-13', to: '2027-01-20', notInWeeks: [] }))).toEqual(['2027-01-19']);
  });

  it('leaves out single weeks and spans of weeks', () => {
    const dates = texts(weeklyDates({ weekday: 'tuesday', from: '2027-02-16', to: '2027-04-06', notInWeeks: [8, '12-13'] }));

    expect(dates).toEqual(['2027-02-16', '2027-03-02', '2027-03-09', '2027-03-16', '2027-04-06']);
  });

  it('counts ISO weeks, so that 1 January 2027 lies in week 53', () => {
    expect(weeklyDates({ weekday: 'friday', from: '2027-01-01', to: '2027-01-07', notInWeeks: [53] })).toEqual([]);
  });
});

describe('a day around today', () => {
  const friday = Temporal.PlainDate.from('2026-11-27');
  const sunday = Temporal.PlainDate.from('2026-11-29');

  it.each([
    [friday, 'today', '2026-11-27'],
    [friday, '+1 workday', '2026-11-30'],
    [friday, '+3 workdays', '2026-12-02'],
    [friday, '-5 workdays', '2026-11-20'],
    [sunday, 'today', '2026-11-29'],
    [sunday, '+1 workday', '2026-11-30'],
    [sunday, '-1 workday', '2026-11-27'],
  ])('from %s is %s: %s', (today, day, expected) => {
    expect(dayFrom(today, day).toString()).toBe(expected);
  });
});
