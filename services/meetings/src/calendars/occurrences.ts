import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Stretch } from '../availability/merged.js';
import { ruleOf } from '../series/rule.js';
import { instantAt, instantOf } from './clock.js';

interface Series { readonly start: Temporal.PlainDateTime; readonly zone: string; readonly window: Stretch }

/** An occurrence that began before the window may last into it. */
const longestEvent = 40 * 86_400_000;
const longestSearch = 20_000;
const most = 5_000;

/** When an event begins, and each of its occurrences within the window (RFC 5545 §3.8.5): by its rule, and the dates that are added and taken out, on the clocks of its zone. Throws for a rule that is not understood, and one of too many occurrences. */
export function startsOf(event: ICAL.Component, series: Series): Temporal.PlainDateTime[] {
  const rules = event.getAllProperties('rrule').map((one) => String(one.getFirstValue()));
  const { start, zone, window: [, end] } = series;
  const added = datesOf(event, 'rdate').map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime());
  const out = new Set(datesOf(event, 'exdate'));
  const all = [start, ...rules.flatMap((rule) => byRule(rule, series)), ...added];
  const seen = new Map(all.map((wall) => [instantAt(wall, zone), wall]));
  const left = [...seen].filter(([at]) => !out.has(at) && at < end);
  if (left.length > most) throw new RangeError('it is repeated too often');
  return left.map(([, wall]) => wall);
}

/** Instants of a list of dates; a whole day is that at its midnight. What is a period begins with it. */
function datesOf(event: ICAL.Component, name: 'rdate' | 'exdate'): number[] {
  return event.getAllProperties(name).flatMap((property) => {
    const tzid = [property.getParameter('tzid') ?? ''].flat()[0] ?? '';
    return property.getValues().map((value: unknown) => instantOf(value instanceof ICAL.Period ? value.start : (value as ICAL.Time), tzid));
  });
}

const basic = (wall: Temporal.PlainDateTime): string => wall.toPlainDate().toString().replaceAll('-', '');

/** The library is asked on a clock that is never moved, as for series of the hub's own, so that no occurrence is lost in the night when the clocks are. */
function byRule(text: string, { start, zone, window: [begin, end] }: Series): Temporal.PlainDateTime[] {
  const wallAt = (at: number): Temporal.PlainDateTime => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  const bounded = inUtc(/(^|;)(UNTIL|COUNT)=/i.test(text) ? text : `${text};UNTIL=${basic(wallAt(end))}`, zone);
  const { until, wkst, count, ...parts } = ruleOf(bounded);
  const last = until === undefined ? {} : { until: lastOf(until, zone).toZonedDateTime('UTC') };
  const rule = new RRuleTemporal({ ...parts, ...last, ...(count === undefined ? {} : { count }), ...(wkst ? { wkst } : {}), dtstart: start.toZonedDateTime('UTC'), tzid: 'UTC', cache: false, maxIterations: longestSearch });
  const [from, to] = [begin - longestEvent, end].map((at) => new Date(wallAt(at).toZonedDateTime('UTC').epochMilliseconds));
  return rule.between(from!, to!, true).map((one) => one.toPlainDateTime());
}

/** A rule as it is read here: UNTIL without marks, and in UTC also where it floats as its start does (§3.3.10), or where a producer forgets that it must be UTC. */
function inUtc(text: string, zone: string): string {
  const plain = text.toUpperCase().replaceAll(/[-:](?=\d\d)/g, (mark, at: number, whole: string) => (/UNTIL=[^;]*$/.test(whole.slice(0, at)) ? '' : mark));
  return plain.replace(/UNTIL=(\d{8}T\d{6})(?=;|$)/, (_, wall: string) => `UNTIL=${new Date(instantAt(Temporal.PlainDateTime.from(wall), zone)).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
}

/** UNTIL includes what it names: a whole day, or an instant. */
function lastOf(until: string, zone: string): Temporal.PlainDateTime {
  if (until.length === 8) return Temporal.PlainDate.from(until).toPlainDateTime('23:59:59');
  return Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainDateTime();
}
