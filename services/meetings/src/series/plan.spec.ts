import { describe, expect, it } from '@jest/globals';
import { Problem, Recurrence, type SeriesPlan } from '@knutpunkt/contracts';
import { planOf } from './plan.js';

const plan = (changes: Partial<Recurrence>): SeriesPlan => planOf(Recurrence.parse({ firstDay: '2027-01-12', time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4', ...changes }));
const days = (changes: Partial<Recurrence>): string => plan(changes).meetings.map(({ day }) => day).join(' ');
const whys = (changes: Partial<Recurrence>): string[] => plan(changes).skipped.map(({ day, why, holiday }) => [day, why, ...(holiday ? [holiday.sv] : [])].join(' '));
const refusal = (changes: Partial<Recurrence>): string => {
  try {
    return days(changes);
  } catch (error) {
    if (error instanceof Problem) return `${error.name} ${error.body.errors?.[0]?.pointer}`;
    throw error;
  }
};

const night = (firstDay: string, changes: Partial<Recurrence> = {}): SeriesPlan['meetings'][number] => plan({ firstDay, time: '02:30', minutes: 60, rule: 'FREQ=DAILY;COUNT=1', skipHolidays: false, ...changes }).meetings[0]!;

describe('what a series is on the clock', () => {
  it.each([
    ['§3.3.5 and 3.3.10: 08.30 in winter', '2027-01-12', '08:30', '07:30', '08:15', null], ['08.30 in summer', '2027-06-08', '08:30', '06:30', '07:15', null],
    ['the evening before the clocks go forward', '2027-03-27', '20:00', '19:00', '19:45', null], ['the morning that they have', '2027-03-28', '08:30', '06:30', '07:15', null],
    ['§3.3.5: a time that is skipped is counted with the offset before', '2027-03-28', '02:30', '01:30', '02:15', 'skipped'], ['the first minute that is skipped', '2027-03-28', '02:00', '01:00', '01:45', 'skipped'],
    ['the last minute before', '2027-03-28', '01:59', '00:59', '01:44', null], ['the first minute after', '2027-03-28', '03:00', '01:00', '01:45', null],
    ['the evening before the clocks go back', '2027-10-30', '20:00', '18:00', '18:45', null], ['the morning that they have', '2027-10-31', '08:30', '07:30', '08:15', null],
    ['§3.3.5: of a time that is shown twice, the first is meant', '2027-10-31', '02:30', '00:30', '01:15', 'twice'], ['the first minute that is shown twice', '2027-10-31', '02:00', '00:00', '00:45', 'twice'],
    ['the last minute before', '2027-10-31', '01:59', '23:59', '00:44', null], ['the first minute that is shown once again', '2027-10-31', '03:00', '02:00', '02:45', null],
  ])('%s (%s %s)', (_, day, time, starts, ends, clock) => {
    const { startsAt, endsAt, clock: told } = night(day, { time, minutes: 45 });

    expect([startsAt.slice(11, 16), endsAt.slice(11, 16), told]).toEqual([starts, ends, clock]);
  });

  it.each([['forward', '2027-03-28', '01:00'], ['back', '2027-10-31', '01:00']])('lasts as long as the others when the clocks go %s (§3.8.2.5: the same exact duration)', (_, day, time) => {
    const { startsAt, endsAt } = night(day, { time, minutes: 180 });

    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(180 * 60_000);
  });

  it.each([['spring', '2027-03-23', ['07:30', '06:30', '06:30']], ['autumn', '2027-10-26', ['06:30', '07:30', '07:30']]])('stays 08.30 on the wall over the change in %s (§3.3.10)', (_, firstDay, utc) => {
    expect(plan({ firstDay, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' }).meetings.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(utc);
  });

  it('comes on the night after a skipped time at its own time again (§3.3.10)', () => {
    expect(plan({ firstDay: '2027-03-27', time: '02:30', rule: 'FREQ=DAILY;COUNT=3', skipHolidays: false }).meetings.map(({ startsAt }) => startsAt)).toEqual(['2027-03-27T01:30:00.000Z', '2027-03-28T01:30:00.000Z', '2027-03-29T00:30:00.000Z']);
  });
});

describe('what is taken out of a series and put in', () => {
  it.each<[string, Partial<Recurrence>, string]>([
    ['§3.8.5.1 EXDATE takes a day out', { skipDays: ['2027-01-19'] }, '2027-01-12 2027-01-26 2027-02-02'], ['EXDATE of a day that the rule does not give takes nothing', { skipDays: ['2027-01-20'] }, '2027-01-12 2027-01-19 2027-01-26 2027-02-02'],
    ['§3.3.10 COUNT counts what is taken out', { skipDays: ['2027-01-12', '2027-01-19'] }, '2027-01-26 2027-02-02'], ['§3.8.5.2 RDATE puts a day in', { extraDays: ['2027-01-14'] }, '2027-01-12 2027-01-14 2027-01-19 2027-01-26 2027-02-02'],
    ['RDATE after the end', { extraDays: ['2027-12-15'] }, '2027-01-12 2027-01-19 2027-01-26 2027-02-02 2027-12-15'], ['§3.8.5.2 a day that the rule and RDATE give is one meeting', { extraDays: ['2027-01-19'] }, '2027-01-12 2027-01-19 2027-01-26 2027-02-02'],
    ['§3.8.5.1 EXDATE wins over RDATE', { extraDays: ['2027-01-14'], skipDays: ['2027-01-14'] }, '2027-01-12 2027-01-19 2027-01-26 2027-02-02'], ['RDATE before the first day', { extraDays: ['2027-01-05'] }, '2027-01-05 2027-01-12 2027-01-19 2027-01-26 2027-02-02'],
    ['a week of ISO 8601', { skipWeeks: ['2027-W03'] }, '2027-01-12 2027-01-26 2027-02-02'], ['week 53 of 2026 ends in 2027', { firstDay: '2026-12-22', rule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=3', skipHolidays: false, skipWeeks: ['2026-W53'] }, '2026-12-25 2027-01-08'],
    ['week 53 of a year without one is no week', { skipWeeks: ['2027-W53'] }, '2027-01-12 2027-01-19 2027-01-26 2027-02-02'], ['the same week of another year stays', { skipWeeks: ['2028-W03'] }, '2027-01-12 2027-01-19 2027-01-26 2027-02-02'],
    ['a meeting asked for in a week that is left out', { skipWeeks: ['2027-W03'], extraDays: ['2027-01-21'] }, '2027-01-12 2027-01-21 2027-01-26 2027-02-02'],
    ['holidays (1989:253): Wednesdays without Epiphany', { firstDay: '2027-01-06', rule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=2' }, '2027-01-13'], ['holidays when they are not skipped', { firstDay: '2027-01-06', rule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=2', skipHolidays: false }, '2027-01-06 2027-01-13'],
    ['a holiday that is asked for by itself', { firstDay: '2027-01-06', rule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=2', extraDays: ['2027-01-06'] }, '2027-01-06 2027-01-13'],
  ])('%s', (_, changes, expected) => {
    expect(days(changes)).toBe(expected);
  });

  it('is told with why, and which holiday', () => {
    expect(whys({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4', skipDays: ['2027-01-19'], skipWeeks: ['2027-W04'] })).toEqual(['2027-01-19 chosen', '2027-01-26 week']);
    expect(whys({ firstDay: '2027-05-06', rule: 'FREQ=DAILY;COUNT=2' })).toEqual(['2027-05-06 holiday Kristi himmelsfärdsdag']);
    expect(plan({ firstDay: '2027-05-06', rule: 'FREQ=DAILY;COUNT=2' }).skipped[0]?.holiday?.en).toBe('Ascension Day');
  });

  it('knows the holidays of 2027 and the three eves', () => {
    const skipped = plan({ firstDay: '2027-01-01', rule: 'FREQ=YEARLY;BYMONTH=1,3,5,6,11,12;BYMONTHDAY=1,6,24,25,26,28,29,31;UNTIL=20271231' }).skipped.map(({ day }) => day.slice(5));

    expect(skipped).toEqual(['01-01', '01-06', '03-26', '03-28', '03-29', '05-01', '05-06', '06-06', '06-25', '06-26', '11-06', '12-24', '12-25', '12-26', '12-31']);
  });
});

describe('a series that may not be', () => {
  it.each<[string, Partial<Recurrence>, string]>([
    ['has no date left', { skipWeeks: ['2027-W02', '2027-W03', '2027-W04', '2027-W05'] }, 'series-without-meetings /rule'], ['never has one', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3' }, 'series-without-meetings /rule'],
    ['has more than 160 meetings', { rule: 'FREQ=DAILY;COUNT=181', skipHolidays: false }, 'series-too-long /rule'], ['goes on for more than three years', { rule: 'FREQ=MONTHLY;BYDAY=2TU;UNTIL=20300131' }, 'series-too-long /rule'],
    ['has a day in more than three years', { extraDays: ['2030-01-13'] }, 'series-too-long /rule'], ['is before there were meetings', { firstDay: '1799-01-01' }, 'no-such-date /firstDay'], ['goes on for ever', { rule: 'FREQ=DAILY;UNTIL=99991231' }, 'series-too-long /rule'],
  ])('%s', (_, changes, expected) => {
    expect(refusal(changes)).toBe(expected);
  });

  it('has 160 meetings at most', () => {
    expect(plan({ rule: 'FREQ=DAILY;COUNT=160', skipHolidays: false }).meetings).toHaveLength(160);
  });
});

it('500 series are expanded for a year, and how long that takes is said (100 ms is the aim)', () => {
  const took: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const before = performance.now();
    let meetings = 0;
    for (let nth = 0; nth < 500; nth += 1) meetings += plan({ firstDay: `2027-01-${String(4 + (nth % 7)).padStart(2, '0')}`, rule: 'FREQ=WEEKLY;UNTIL=20271231' }).meetings.length;
    took.push(performance.now() - before);
    expect(meetings).toBeGreaterThan(500 * 48);
  }
  console.info(`500 weekly series for a year: ${Math.round(took.toSorted((a, b) => a - b)[1]!)} ms in the median`);
}, 280_000);
