import { describe, expect, it } from '@jest/globals';
import { whenText } from './when.js';

const stockholm = (startsAt: string, endsAt: string) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt), zone: 'Europe/Stockholm' });

describe('the time of a meeting in words', () => {
  it('has weekday, date, ISO week, start and end on Swedish clocks', () => {
    expect(whenText(stockholm('2027-01-27T12:30:00Z', '2027-01-27T14:00:00Z'), 'sv')).toBe('onsdag 27 januari 2027 (v. 4) 13.30–15.00');
    expect(whenText(stockholm('2027-01-27T12:30:00Z', '2027-01-27T14:00:00Z'), 'en')).toBe('Wednesday 27 January 2027 (week 4) 13:30–15:00');
  });

  it('follows summer time', () => {
    expect(whenText(stockholm('2027-06-10T07:00:00Z', '2027-06-10T08:00:00Z'), 'sv')).toBe('torsdag 10 juni 2027 (v. 23) 09.00–10.00');
  });

  it('counts the first days of January to the week they belong to', () => {
    expect(whenText(stockholm('2027-01-02T12:00:00Z', '2027-01-02T13:00:00Z'), 'sv')).toContain('(v. 53)');
  });

  it('tells the last day too when it ends on another day', () => {
    expect(whenText(stockholm('2027-04-30T20:00:00Z', '2027-04-30T23:00:00Z'), 'sv')).toBe('fredag 30 april 2027 (v. 17) 22.00 – lördag 1 maj 2027 01.00');
  });

  it('tells the offsets when the clocks are changed during it', () => {
    expect(whenText(stockholm('2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'), 'sv')).toBe('söndag 31 oktober 2027 (v. 43) 02.30 (UTC+02:00)–02.30 (UTC+01:00)');
  });
});
