import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { absenceOf, requireOrder } from './own-hours.js';

const now = new Date('2027-03-01T08:00:00Z');
const zone = 'Europe/Stockholm';
const refused = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof Problem ? (error.body.errors ?? []).flatMap(({ code, pointer }) => [code, pointer]) : error;
  }
};
const away = (starts: string, ends: string): unknown => refused(() => absenceOf({ starts, ends, zone }, now));
const hours = (...all: [number, string, string][]): unknown => refused(() => requireOrder(all.map(([weekday, opens, closes]) => ({ weekday, opens, closes }))));

describe('an absence', () => {
  it('is on the Swedish clock, over a change of it too', () => {
    expect(away('2027-03-27T00:00', '2027-03-29T00:00')).toEqual({ startsAt: new Date('2027-03-26T23:00:00Z'), endsAt: new Date('2027-03-28T22:00:00Z') });
  });

  it.each([
    ['ends before it starts', '2027-03-10T10:00', '2027-03-10T10:00', ['ends-before-start', '/ends']],
    ['is over', '2027-02-01T00:00', '2027-02-02T00:00', ['absence-has-passed', '/ends']],
    ['lasts for more than two years', '2027-03-10T10:00', '2030-03-10T10:00', ['absence-too-long', '/ends']],
    ['is on a day that is not', '2027-02-30T10:00', '2027-03-10T10:00', ['no-such-date', '/starts']],
    ['begins in the hour that the clocks skip', '2027-03-28T02:30', '2027-03-29T10:00', ['local-time-does-not-exist', '/starts']],
    ['ends in the hour that the clocks show twice', '2027-10-30T10:00', '2027-10-31T02:30', ['local-time-is-ambiguous', '/ends']],
  ])('is refused when it %s', (_, starts, ends, fault) => {
    expect(away(starts, ends)).toEqual(fault);
  });

  it('may have begun already', () => {
    expect(away('2027-02-01T00:00', '2027-03-02T00:00')).toMatchObject({ endsAt: new Date('2027-03-01T23:00:00Z') });
  });
});

describe('office hours', () => {
  it('end after they begin, and stand once for each weekday', () => {
    expect(hours([1, '08:00', '17:00'], [2, '08:00', '12:00'])).toBeUndefined();
    expect(hours([1, '08:00', '17:00'], [2, '12:00', '12:00'])).toEqual(['hours-not-in-order', '/hours/1/closes']);
    expect(hours([1, '08:00', '12:00'], [1, '13:00', '17:00'])).toEqual(['hours-not-in-order', '/hours/1/weekday']);
  });
});
