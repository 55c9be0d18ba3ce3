import { describe, expect, it } from '@jest/globals';
import { endOf, morningAfter, workingDaysAfter } from './working-days.js';

const noon = (date: string): Date => new Date(`${date}T11:00:00Z`);

describe('working days', () => {
  it('leave out weekends, and do not count the day itself', () => {
    expect(workingDaysAfter(noon('2027-01-20'), 1)).toBe('2027-01-21');
    expect(workingDaysAfter(noon('2027-01-22'), 1)).toBe('2027-01-25');
    expect(workingDaysAfter(noon('2027-01-23'), 1)).toBe('2027-01-25');
  });

  it('leave out Christmas Eve to New Year\'s Day, and Epiphany', () => {
    expect(workingDaysAfter(noon('2026-12-22'), 2)).toBe('2026-12-28');
    expect(workingDaysAfter(noon('2026-12-29'), 2)).toBe('2027-01-04');
    expect(workingDaysAfter(noon('2027-01-05'), 1)).toBe('2027-01-07');
  });

  it('leave out Midsummer Eve, which moves', () => {
    expect(workingDaysAfter(noon('2027-06-23'), 2)).toBe('2027-06-28');
    expect(workingDaysAfter(noon('2026-06-18'), 1)).toBe('2026-06-22');
  });

  it('leave out Easter and Ascension Day, and keep days that are only kept by custom', () => {
    expect(workingDaysAfter(noon('2027-03-25'), 1)).toBe('2027-03-30');
    expect(workingDaysAfter(noon('2027-05-05'), 1)).toBe('2027-05-07');
    expect(workingDaysAfter(noon('2027-04-29'), 1)).toBe('2027-04-30');
  });

  it('follow the date in Sweden, not in UTC', () => {
    expect(workingDaysAfter(new Date('2027-01-20T23:30:00Z'), 1)).toBe('2027-01-22');
    expect(workingDaysAfter(new Date('2027-06-30T22:30:00Z'), 1)).toBe('2027-07-02');
  });
});

describe('a day', () => {
  it('ends at midnight by the Swedish clock, on both sides of a change of the clocks', () => {
    expect(endOf('2027-03-26').toISOString()).toBe('2027-03-26T23:00:00.000Z');
    expect(endOf('2027-03-28').toISOString()).toBe('2027-03-28T22:00:00.000Z');
    expect(endOf('2027-10-31').toISOString()).toBe('2027-10-31T23:00:00.000Z');
  });

  it('is followed by a morning when somebody is there', () => {
    expect(morningAfter('2027-03-24').toISOString()).toBe('2027-03-25T07:00:00.000Z');
    expect(morningAfter('2027-03-25').toISOString()).toBe('2027-03-30T06:00:00.000Z');
  });
});
