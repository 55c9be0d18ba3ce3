import { describe, expect, it } from '@jest/globals';
import { Recurrence } from '@knutpunkt/contracts';
import { weekOf } from './clock.js';
import { planOf } from './plan.js';

const inYear = (changes: Partial<Recurrence>) => planOf(Recurrence.parse({ firstDay: '2027-01-01', time: '09:00', minutes: 150, rule: '', ...changes }));
/** As the calendar of the year is written: month-day, with the week. */
const dates = (changes: Partial<Recurrence>): string => inYear(changes).meetings.map(({ day }) => `${day.slice(5)} v.${Number(weekOf(day).slice(6))}`).join(', ');
const weeks = (...numbers: number[]): string[] => numbers.map((n) => `2027-W${String(n).padStart(2, '0')}`);
const onTheWall = (iso: string): string => new Date(iso).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });

describe('the year 2027 of a county, entered as series', () => {
  it('EST: Tuesdays 08.30–09.15 from week 2, not weeks 8, 12, 13 and 26–32', () => {
    const est: Partial<Recurrence> = { firstDay: '2027-01-12', time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20271221', skipWeeks: weeks(8, 12, 13, 26, 27, 28, 29, 30, 31, 32) };
    const { meetings, skipped } = inYear(est);

    expect(meetings.map(({ day }) => Number(weekOf(day).slice(6)))).toEqual([2, 3, 4, 5, 6, 7, 9, 10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, ...Array.from({ length: 19 }, (_, nth) => 33 + nth)]);
    expect(skipped.map(({ day, why }) => `${day} ${why}`)).toEqual(['02-23', '03-23', '03-30', '06-29', '07-06', '07-13', '07-20', '07-27', '08-03', '08-10'].map((day) => `2027-${day} week`));
    expect(new Set(meetings.map(({ startsAt, endsAt }) => `${onTheWall(startsAt)}–${onTheWall(endsAt)}`))).toEqual(new Set(['08:30–09:15']));
  });

  it('Unggruppen: the last Wednesday 13.30–15.00, not in June and July, and 15 December', () => {
    const group: Partial<Recurrence> = { time: '13:30', minutes: 90, rule: 'FREQ=MONTHLY;BYDAY=-1WE;BYMONTH=1,2,3,4,5,8,9,10,11;UNTIL=20271231', extraDays: ['2027-12-15'] };

    expect(dates(group)).toBe('01-27 v.4, 02-24 v.8, 03-31 v.13, 04-28 v.17, 05-26 v.21, 08-25 v.34, 09-29 v.39, 10-27 v.43, 11-24 v.47, 12-15 v.50');
    expect(new Set(inYear(group).meetings.map(({ startsAt, endsAt }) => `${onTheWall(startsAt)}–${onTheWall(endsAt)}`))).toEqual(new Set(['13:30–15:00']));
  });

  it('Strategiskt Brå: the third Thursday of January, April and September, and 25 November', () => {
    expect(dates({ rule: 'FREQ=MONTHLY;BYDAY=3TH;BYMONTH=1,4,9;UNTIL=20271231', extraDays: ['2027-11-25'] })).toBe('01-21 v.3, 04-15 v.15, 09-16 v.37, 11-25 v.47');
  });

  it('LänsBrå: four Thursdays 13.00–15.30', () => {
    expect(dates({ time: '13:00', rule: 'FREQ=YEARLY;BYMONTH=2;BYDAY=2TH;COUNT=1', extraDays: ['2027-05-20', '2027-09-30', '2027-12-02'] })).toBe('02-11 v.6, 05-20 v.20, 09-30 v.39, 12-02 v.48');
  });

  it('training, the report to the council and its decision are days of their own', () => {
    expect(dates({ time: '08:30', minutes: 450, rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=3TH;COUNT=1', extraDays: ['2027-10-07'] })).toBe('03-18 v.11, 10-07 v.40');
    expect(dates({ rule: 'FREQ=YEARLY;BYMONTH=6;BYDAY=2TH;COUNT=1' })).toBe('06-10 v.23');
    expect(dates({ time: '18:00', rule: 'FREQ=YEARLY;BYMONTH=12;BYDAY=3MO;COUNT=1' })).toBe('12-20 v.51');
  });

  it('a follow-up at 3, 6 and 12 weeks is a series of its own', () => {
    expect(dates({ firstDay: '2027-04-06', rule: 'FREQ=WEEKLY;INTERVAL=3;COUNT=5', skipDays: ['2027-06-08'] })).toBe('04-06 v.14, 04-27 v.17, 05-18 v.20, 06-29 v.26');
  });
});
