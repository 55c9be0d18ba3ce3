import { describe, expect, it } from '@jest/globals';
import { noticeOf } from './notice.js';

const at = (moment: string): Date => new Date(moment);

describe('the notice of a meeting', () => {
  it('is counted in Swedish working days, the day of the meeting with them', () => {
    expect(noticeOf('GENERAL', at('2027-01-18T15:00:00Z'), at('2027-01-25T08:00:00Z'))).toEqual({ workingDays: 5, wanted: 5, late: false });
    expect(noticeOf('GENERAL', at('2027-01-19T07:00:00Z'), at('2027-01-25T08:00:00Z'))).toEqual({ workingDays: 4, wanted: 5, late: true });
    expect(noticeOf('GENERAL', at('2027-03-24T09:00:00Z'), at('2027-03-31T08:00:00Z')).workingDays).toBe(3);
    expect(noticeOf('GENERAL', at('2026-12-23T09:00:00Z'), at('2026-12-28T08:00:00Z')).workingDays).toBe(1);
  });

  it('is one working day at individual level: the day before is in time, a weekend is not', () => {
    expect(noticeOf('INDIVIDUAL', at('2027-01-18T20:00:00Z'), at('2027-01-19T08:00:00Z')).late).toBe(false);
    expect(noticeOf('INDIVIDUAL', at('2027-01-19T07:00:00Z'), at('2027-01-19T08:00:00Z')).late).toBe(true);
    expect(noticeOf('INDIVIDUAL', at('2027-01-22T07:00:00Z'), at('2027-01-23T08:00:00Z')).late).toBe(true);
  });

  it('begins on the day that the Swedish clock shows', () => {
    expect(noticeOf('INDIVIDUAL', at('2027-01-18T23:30:00Z'), at('2027-01-19T08:00:00Z')).workingDays).toBe(0);
  });

  it('is not counted beyond twenty days, however far away a meeting is, and is none of a time that has passed', () => {
    expect(noticeOf('GENERAL', at('2027-01-18T09:00:00Z'), at('9998-01-01T09:00:00Z')).workingDays).toBe(20);
    expect(noticeOf('GENERAL', at('2027-01-18T09:00:00Z'), at('2026-01-01T09:00:00Z')).workingDays).toBe(0);
  });
});
