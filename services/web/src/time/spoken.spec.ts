import { describe, expect, it } from '@jest/globals';
import { dateInWords, momentInWords, nearDate, timeSpan, weekLabel, wholeTime } from './spoken.js';
import { offsetAt, todayInStockholm, wallClockAt } from './stockholm.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('a time that is shown', () => {
  it('is Swedish wall-clock time in winter and in summer', () => {
    expect(wallClockAt('2026-11-24T12:30:00Z')).toEqual({ date: '2026-11-24', time: '13:30' });
    expect(wallClockAt('2027-06-01T22:30:00Z')).toEqual({ date: '2027-06-02', time: '00:30' });
    expect(todayInStockholm(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
  });

  it('has an offset of its own on each side of a change of the clock', () => {
    expect([offsetAt('2027-10-31T00:30:00Z'), offsetAt('2027-10-31T01:30:00Z'), offsetAt('2027-03-28T01:00:00Z')]).toEqual(['+02:00', '+01:00', '+02:00']);
  });

  it('has its start and its end', () => {
    expect(timeSpan('2026-11-24T12:30:00Z', '2026-11-24T14:00:00Z', 'sv')).toBe('13.30–15.00');
    expect(timeSpan('2026-11-24T12:30:00Z', '2026-11-24T14:00:00Z', 'en')).toBe('13:30–15:00');
  });

  it('names the day that it ends on when that is another', () => {
    expect(timeSpan('2026-11-24T21:00:00Z', '2026-11-25T01:00:00Z', 'sv')).toBe('22.00–ons 25 nov. 02.00');
  });

  it('has weekday, date and week number, also in week 53', () => {
    expect(plain(wholeTime('2026-11-24T12:30:00Z', '2026-11-24T14:00:00Z', 'sv'))).toBe('tisdag 24 november 2026, v. 48, kl. 13.30–15.00');
    expect(plain(wholeTime('2027-01-01T08:00:00Z', '2027-01-01T09:00:00Z', 'sv'))).toBe('fredag 1 januari 2027, v. 53, kl. 09.00–10.00');
    expect(plain(wholeTime('2026-11-24T12:30:00Z', '2026-11-24T14:00:00Z', 'en'))).toBe('Tuesday 24 November 2026, week 48, 13:30–15:00');
  });

  it('spans the night when summer time ends by the clock on the wall', () => {
    expect(timeSpan('2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z', 'sv')).toBe('02.30–02.30');
  });

  it('leaves out the year only when it is this one', () => {
    expect(nearDate('2026-11-24', '2026-11-22', 'sv')).toBe('tisdag 24 november');
    expect(nearDate('2027-01-12', '2026-11-22', 'sv')).toBe(dateInWords('2027-01-12', 'sv'));
    expect(plain(weekLabel('2026-12-31', 'en'))).toBe('week 53');
    expect(momentInWords('2026-11-24T12:31:00Z', 'sv')).toBe('tis 24 nov. 13.31');
  });
});
