import { Problem, RuleNotUnderstood, weekdays } from '@knutpunkt/contracts';

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** A RECUR value (RFC 5545 §3.3.10) that has been read: each part as it stands, lists as lists. `until` is a date, or a UTC instant. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: string;
  readonly byDay?: string[];
  readonly byMonthDay?: number[];
  readonly byMonth?: number[];
  readonly byYearDay?: number[];
  readonly byWeekNo?: number[];
  readonly bySetPos?: number[];
  readonly wkst?: string;
}

/** Throws RuleNotUnderstood at /rule. */
export function refuseRule(detail: string): never {
  throw Problem.at(RuleNotUnderstood, '/rule', detail);
}

const whole = /^[+-]?\d{1,3}$/;
const numbers = (part: string, text: string, { most, negative }: { most: number; negative: boolean }): number[] => text.split(',').map((one) => {
  const value = Number(one);
  if (!whole.test(one) || value === 0 || Math.abs(value) > most || (value < 0 && !negative)) refuseRule(`${part} takes numbers from 1 to ${most}${negative ? ', or from the end below 0' : ''}.`);
  return value;
});
const positive = (part: string, text: string, most: number): number => {
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > most) refuseRule(`${part} takes a number from 1 to ${most}.`);
  return Number(text);
};
const oneOf = (part: string, text: string, all: readonly string[]): string => (all.includes(text) ? text : refuseRule(`${part} takes ${all.join(', ')}.`));
const dayParts = (text: string): string[] => text.split(',').map((one) => {
  const [, nth = '', day] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(one) ?? [];
  if (!day || !(weekdays as readonly string[]).includes(day) || (nth !== '' && (Number(nth) === 0 || Math.abs(Number(nth)) > 52))) refuseRule('BYDAY takes weekdays, with a number before where it is told which.');
  return `${nth.replace('+', '')}${day}`;
});
const untilPart = (text: string): string => (/^\d{8}(T\d{6}Z)?$/.test(text) ? text : refuseRule('UNTIL takes a date, or a time in UTC.'));

const readers: Readonly<Record<string, (text: string) => Partial<Rule>>> = {
  FREQ: (text) => ({ freq: oneOf('FREQ', text, frequencies) as Frequency }), INTERVAL: (text) => ({ interval: positive('INTERVAL', text, 99) }),
  COUNT: (text) => ({ count: positive('COUNT', text, 9_999) }), UNTIL: (text) => ({ until: untilPart(text) }),
  BYDAY: (text) => ({ byDay: dayParts(text) }), BYMONTHDAY: (text) => ({ byMonthDay: numbers('BYMONTHDAY', text, { most: 31, negative: true }) }),
  BYMONTH: (text) => ({ byMonth: numbers('BYMONTH', text, { most: 12, negative: false }) }), BYYEARDAY: (text) => ({ byYearDay: numbers('BYYEARDAY', text, { most: 366, negative: true }) }),
  BYWEEKNO: (text) => ({ byWeekNo: numbers('BYWEEKNO', text, { most: 53, negative: true }) }), BYSETPOS: (text) => ({ bySetPos: numbers('BYSETPOS', text, { most: 366, negative: true }) }),
  WKST: (text) => ({ wkst: oneOf('WKST', text, weekdays) }),
};

/** Reads a rule that ends and gives whole days. Throws RuleNotUnderstood for what RFC 5545 §3.3.10 does not allow, for rules of hours or less, and for one without an end. */
export function ruleOf(text: string): Rule {
  const parts = text.split(';').map((part) => part.split('='));
  const names = parts.map(([name]) => name!);
  if (parts.some((part) => part.length !== 2) || new Set(names).size !== names.length) refuseRule('A rule is parts NAME=value, each once, with a semicolon between.');
  const rule = Object.assign({ interval: 1 }, ...parts.map(([name, value]) => readers[name!]?.(value!) ?? refuseRule(`${name} is not a part of a rule for meetings.`))) as Rule;
  if (!rule.freq) refuseRule('FREQ is missing.');
  requireEnd(rule);
  requireLawful(rule);
  return rule;
}

function requireEnd({ count, until }: Rule): void {
  if (count === undefined && until === undefined) refuseRule('A series ends: UNTIL or COUNT is missing.');
  if (count !== undefined && until !== undefined) refuseRule('UNTIL and COUNT do not stand together.');
}

/** Which parts may stand together (RFC 5545 §3.3.10); of what the standard allows, the library reckons BYYEARDAY beside BYDAY and a 53rd weekday of a year wrongly. */
function requireLawful({ freq, byDay, byMonthDay, byYearDay, byWeekNo, bySetPos, byMonth }: Rule): void {
  const numbered = byDay?.some((day) => day.length > 2) ?? false;
  if (numbered && freq !== 'MONTHLY' && freq !== 'YEARLY') refuseRule('BYDAY takes a number in MONTHLY and YEARLY only.');
  if (numbered && byWeekNo) refuseRule('BYDAY takes no number beside BYWEEKNO.');
  if (byMonthDay && freq === 'WEEKLY') refuseRule('BYMONTHDAY does not stand in WEEKLY.');
  if (byYearDay && byDay) refuseRule('BYYEARDAY does not stand beside BYDAY here.');
  if (byYearDay && freq !== 'YEARLY') refuseRule('BYYEARDAY stands in YEARLY only.');
  if (byWeekNo && freq !== 'YEARLY') refuseRule('BYWEEKNO stands in YEARLY only.');
  if (bySetPos && !(byDay ?? byMonthDay ?? byYearDay ?? byWeekNo ?? byMonth)) refuseRule('BYSETPOS stands beside another BY part.');
}
