import { describe, expect, it } from '@jest/globals';
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
