import { describe, expect, it } from '@jest/globals';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { Problem } from '@knutpunkt/contracts';
import { daysOf } from './expand.js';
import { ruleCases } from './rule-cases.js';
import { ruleOf } from './rule.js';

const refusedWith = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return `${error.name} ${error.body.errors?.[0]?.pointer} ${error.body.detail}`;
    throw error;
  }
  return 'taken';
};

describe('a rule (RFC 5545 §3.3.10)', () => {
  it.each(ruleCases)('%s: %s', (_, __, firstDay, rule, days) => {
    expect(daysOf(ruleOf(rule), { firstDay, time: '08:30', zone: 'Europe/Stockholm' }).join(' ')).toBe(days);
  });
});

const byRruleTemporal = (rule: string, firstDay: string): string[] => {
  const { interval, byDay, wkst = 'MO', count } = ruleOf(rule);
  const dtstart = Temporal.PlainDate.from(firstDay).toPlainDateTime('08:30').toZonedDateTime('UTC');
  return new RRuleTemporal({ freq: 'WEEKLY', interval, count: count!, wkst, ...(byDay ? { byDay } : {}), dtstart, tzid: 'UTC' }).all().map((one) => one.toPlainDate().toString());
};

describe('days of the week, every so many weeks', () => {
  it.each(['MO', 'WE', 'SU'])('are those that the library gives, weeks from %s', (wkst) => {
    for (const firstDay of ['2026-12-27', '2026-12-28', '2026-12-29', '2027-02-24', '2027-03-27', '2028-02-29', '2027-10-31'])
      for (const interval of [1, 2, 3, 5])
        for (const days of ['', ';BYDAY=TU', ';BYDAY=SU', ';BYDAY=FR,MO', ';BYDAY=SA,SU,MO', ';BYDAY=MO,TU,WE,TH,FR,SA,SU']) {
          const rule = `FREQ=WEEKLY;INTERVAL=${interval}${days};WKST=${wkst};COUNT=9`;
          expect([rule, firstDay, ...daysOf(ruleOf(rule), { firstDay, time: '08:30', zone: 'Europe/Stockholm' })]).toEqual([rule, firstDay, ...byRruleTemporal(rule, firstDay)]);
        }
  });

  it.each([['the meeting itself', '20270126T073000Z', 3], ['a minute before it', '20270126T072900Z', 2], ['its day', '20270126', 3], ['the day before', '20270125', 2]])('end at UNTIL: %s', (_, until, count) => {
    expect(daysOf(ruleOf(`FREQ=WEEKLY;BYDAY=TU;UNTIL=${until}`), { firstDay: '2027-01-12', time: '08:30', zone: 'Europe/Stockholm' })).toHaveLength(count);
  });
});

/** What is no rule, or none of a series of meetings: the part of §3.3.10 that says so, or why, and the rule. */
const refused: readonly [string, string][] = [
  ['FREQ is required', 'COUNT=3'], ['FREQ is one of those named', 'FREQ=FORTNIGHTLY;COUNT=3'], ['a part is given once', 'FREQ=DAILY;FREQ=WEEKLY;COUNT=3'], ['a part has a value', 'FREQ=DAILY;COUNT'], ['parts are separated', 'FREQ=DAILY;;COUNT=3'],
  ['UNTIL and COUNT do not stand together', 'FREQ=DAILY;COUNT=3;UNTIL=20270301'], ['it ends: here a series must', 'FREQ=DAILY'], ['UNTIL is a date or a time in UTC', 'FREQ=DAILY;UNTIL=20270301T083000'], ['UNTIL is written without hyphens', 'FREQ=DAILY;UNTIL=2027-03-01'], ['UNTIL exists', 'FREQ=DAILY;UNTIL=20270230'],
  ['COUNT is positive', 'FREQ=DAILY;COUNT=0'], ['COUNT is a number', 'FREQ=DAILY;COUNT=-3'], ['INTERVAL is positive', 'FREQ=DAILY;INTERVAL=0;COUNT=3'], ['INTERVAL is whole', 'FREQ=DAILY;INTERVAL=1.5;COUNT=3'],
  ['BYDAY takes weekdays', 'FREQ=WEEKLY;BYDAY=TI;COUNT=3'], ['BYDAY takes no number 0', 'FREQ=MONTHLY;BYDAY=0MO;COUNT=3'], ['BYDAY takes numbers to 53, and here to 52', 'FREQ=YEARLY;BYDAY=53MO;COUNT=3'], ['BYYEARDAY may stand beside BYDAY, and may not here', 'FREQ=YEARLY;BYYEARDAY=4,5,6;BYDAY=MO;COUNT=2'], ['BYDAY takes no number in WEEKLY', 'FREQ=WEEKLY;BYDAY=1TU;COUNT=3'],
  ['BYDAY takes no number in DAILY', 'FREQ=DAILY;BYDAY=-1TU;COUNT=3'], ['BYDAY takes no number beside BYWEEKNO', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO;COUNT=3'],
  ['BYMONTHDAY does not stand in WEEKLY', 'FREQ=WEEKLY;BYMONTHDAY=1;COUNT=3'], ['BYMONTHDAY goes to 31', 'FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3'], ['BYMONTHDAY is not 0', 'FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3'], ['BYMONTH goes to 12', 'FREQ=YEARLY;BYMONTH=13;COUNT=3'], ['BYMONTH is not counted from the end', 'FREQ=YEARLY;BYMONTH=-1;COUNT=3'],
  ['BYYEARDAY does not stand in MONTHLY', 'FREQ=MONTHLY;BYYEARDAY=1;COUNT=3'], ['BYYEARDAY does not stand in WEEKLY', 'FREQ=WEEKLY;BYYEARDAY=1;COUNT=3'], ['BYYEARDAY goes to 366', 'FREQ=YEARLY;BYYEARDAY=-367;COUNT=3'], ['BYWEEKNO stands in YEARLY only', 'FREQ=MONTHLY;BYWEEKNO=20;COUNT=3'], ['BYWEEKNO goes to 53', 'FREQ=YEARLY;BYWEEKNO=54;COUNT=3'],
  ['BYSETPOS stands beside another BY part', 'FREQ=MONTHLY;BYSETPOS=1;COUNT=3'], ['BYSETPOS is not 0', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0;COUNT=3'], ['WKST is a weekday', 'FREQ=WEEKLY;WKST=1;COUNT=3'],
  ['hours: a meeting is repeated by days', 'FREQ=HOURLY;COUNT=3'], ['minutes: a meeting has one time of the day', 'FREQ=DAILY;BYMINUTE=0,30;COUNT=3'], ['hours of the day: a meeting has one', 'FREQ=DAILY;BYHOUR=8,10;COUNT=3'], ['seconds: no meeting begins by the second', 'FREQ=SECONDLY;COUNT=3'], ['parts that are not in the standard', 'FREQ=DAILY;X-NOTE=1;COUNT=3'],
];

describe('what is no rule of a series (RFC 5545 §3.3.10)', () => {
  it.each(refused)('is refused at its field, with why: %s', (_, rule) => {
    expect(refusedWith(() => daysOf(ruleOf(rule), { firstDay: '2027-01-12', time: '08:30', zone: 'Europe/Stockholm' }))).toMatch(/^rule-not-understood \/rule .+\.$/);
  });
});
