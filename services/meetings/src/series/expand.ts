import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { Problem, SeriesTooLong, seriesLimits } from '@knutpunkt/contracts';
import { refuseRule, type Rule } from './rule.js';
import { daysOfWeeks, isOfWeeks } from './weeks.js';

/** The days of a rule from `firstDay` on, at `time` (hh:mm) on the clock of `zone`. */
export interface Expansion {
  readonly firstDay: string;
  readonly time: string;
  readonly zone: string;
}

/** Twice as many days as a series has meetings, since some are skipped, and one that tells that there are more. */
const most = seriesLimits.meetings * 2 + 1;
/** More steps than this from day to day, or month to month, lead past every series that may be. */
const longestSearch = 4_000;

/**
 * The days (YYYY-MM-DD) that a rule gives, in order. The library is asked on a clock that is never moved, so that each day is one of the wall clock and none is lost in the night when the
 * clocks are: RFC 5545 §3.3.10 has such a time read as §3.3.5 says. The first day counts only where the rule gives it.
 * Throws RuleNotUnderstood where UNTIL is no date, SeriesTooLong where it is too far away.
 */
export function daysOf(rule: Rule, { firstDay, time, zone }: Expansion): string[] {
  const { until, wkst, count, ...parts } = rule;
  const last = until === undefined ? undefined : lastOf(until, { firstDay, zone });
  if (isOfWeeks(rule)) return daysOfWeeks(rule, firstDay, last ? { lastDay: lastWith(time, last) } : { count: Math.min(count!, most) });
  const end = last ? { until: onStillClock(last) } : { count: Math.min(count!, most) };
  const dtstart = onStillClock(Temporal.PlainDate.from(firstDay).toPlainDateTime(time));
  const expanded = new RRuleTemporal({ ...parts, ...end, ...(wkst ? { wkst } : {}), dtstart, tzid: 'UTC', cache: false, maxIterations: longestSearch });
  return found(() => expanded.all()).map(({ epochMilliseconds }) => new Date(epochMilliseconds).toISOString().slice(0, 10));
}

const onStillClock = (local: Temporal.PlainDateTime): Temporal.ZonedDateTime => local.toZonedDateTime('UTC');

/** A rule that gives no day, such as 31 February, is looked for until the library gives up. */
function found<T>(search: () => T[]): T[] {
  try {
    return search();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Maximum')) return [];
    throw error;
  }
}

/** UNTIL includes what it names: a whole day, or the wall-clock time of an instant in UTC. */
function lastOf(until: string, { firstDay, zone }: Omit<Expansion, 'time'>): Temporal.PlainDateTime {
  const last = wallClockOf(until, zone);
  const { years } = seriesLimits;
  if (Temporal.PlainDate.compare(last.toPlainDate(), Temporal.PlainDate.from(firstDay).add({ years })) > 0) throw Problem.at(SeriesTooLong, '/rule', `A series goes on for at most ${years} years.`);
  return last;
}

/** The last day on which a time of the day is not past UNTIL. */
function lastWith(time: string, last: Temporal.PlainDateTime): string {
  const day = last.toPlainDate();
  return (Temporal.PlainTime.compare(Temporal.PlainTime.from(time), last.toPlainTime()) <= 0 ? day : day.subtract({ days: 1 })).toString();
}

function wallClockOf(until: string, zone: string): Temporal.PlainDateTime {
  try {
    const day = Temporal.PlainDate.from(until.slice(0, 8));
    return until.length === 8 ? day.toPlainDateTime('23:59:59') : Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainDateTime();
  } catch (error) {
    if (error instanceof RangeError) return refuseRule('UNTIL is not a date that exists.');
    throw error;
  }
}
