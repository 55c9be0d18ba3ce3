import { Temporal } from 'temporal-polyfill';
import { weekdays, type Weekday } from '@knutpunkt/contracts';
import { ruleOf } from './rule.js';

/** One day of the week that a rule gives: in every week that it has, or, where `nth` is told, so many times into the month (from its end below 0). */
export interface OnWeekday {
  readonly weekday: Weekday;
  readonly nth: number | null;
  /** The day that its weeks begin on. */
  readonly weekBegins: Weekday;
}

const dayOf = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day);
/** Which day of the week a date (YYYY-MM-DD) is. */
export const weekdayOn = (day: string): Weekday => weekdays[dayOf(day).dayOfWeek - 1]!;

/** The one day of the week that a rule gives, from `firstDay` on; null for a rule of several, or of none. */
export function onWeekday(rule: string, firstDay: string): OnWeekday | null {
  const { freq, byDay = freq === 'WEEKLY' ? [weekdayOn(firstDay)] : [], byMonthDay, byMonth, bySetPos, byWeekNo, wkst = 'MO' } = ruleOf(rule);
  const [only = '', second] = byDay;
  if (second !== undefined || byMonthDay || bySetPos || byWeekNo) return null;
  const [nth, weekday, weekBegins] = [only.slice(0, -2), only.slice(-2) as Weekday, wkst as Weekday];
  if (freq === 'WEEKLY') return { weekday, nth: null, weekBegins };
  const isOfMonths = freq === 'MONTHLY' || (freq === 'YEARLY' && byMonth !== undefined);
  return isOfMonths && nth !== '' && Math.abs(Number(nth)) <= 5 ? { weekday, nth: Number(nth), weekBegins } : null;
}

/** A date's place in its month among those of its weekday, from 1, or from the end from -1. */
const isNth = (date: Temporal.PlainDate, nth: number): boolean => (nth > 0 ? Math.ceil(date.day / 7) === nth : -Math.ceil((date.daysInMonth - date.day + 1) / 7) === nth);

/**
 * The date that a day of the rule becomes on another weekday: the same one of its month where it was that (the second Tuesday, the second Thursday), or else that of the same week.
 * Undefined where the month has none, as a fifth Thursday.
 */
export function onOtherWeekday(day: string, { nth, weekBegins }: OnWeekday, weekday: Weekday): string | undefined {
  const date = dayOf(day);
  const wanted = weekdays.indexOf(weekday) + 1;
  if (nth !== null && isNth(date, nth)) {
    const inMonth = Array.from({ length: date.daysInMonth }, (_, n) => date.with({ day: n + 1 }));
    return inMonth.find((one) => one.dayOfWeek === wanted && isNth(one, nth))?.toString();
  }
  const first = weekdays.indexOf(weekBegins) + 1;
  return date.subtract({ days: (date.dayOfWeek - first + 7) % 7 }).add({ days: (wanted - first + 7) % 7 }).toString();
}

/** The rule on another weekday. Where it goes on until a day, it goes on until `lastDay` where that is later, since the last meeting may have been moved past it. */
export function ruleOnWeekday(rule: string, on: Pick<OnWeekday, 'nth'>, { weekday, lastDay }: { weekday: Weekday; lastDay: string }): string {
  const last = lastDay.replaceAll('-', '');
  const parts = rule.split(';').filter((part) => !part.startsWith('BYDAY=')).map((part) => (part.startsWith('UNTIL=') && part.slice(6, 14) < last ? `UNTIL=${last}` : part));
  const end = parts.findIndex((part) => /^(UNTIL|COUNT)=/.test(part));
  return parts.toSpliced(end, 0, `BYDAY=${on.nth ?? ''}${weekday}`).join(';');
}
