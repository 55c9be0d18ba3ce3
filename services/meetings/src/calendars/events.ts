import ICAL from 'ical.js';
import type { Temporal } from 'temporal-polyfill';
import type { Stretch, Taken } from '../availability/merged.js';
import { instantAt, instantOf, wallOf, zoneOf } from './clock.js';
import type { Read } from './free-busy.js';
import { startsOf } from './occurrences.js';

/** What the events of a calendar take of somebody's time (RFC 5545 §3.6.1), with those that are repeated, moved and taken out. */
export function takenBy(calendar: ICAL.Component, window: Stretch): Read {
  const events = calendar.getAllSubcomponents('vevent');
  const moved = new Map<string, Set<number>>();
  for (const event of events) {
    const at = recurrenceOf(event);
    if (at !== null) moved.set(uidOf(event), (moved.get(uidOf(event)) ?? new Set()).add(at));
  }
  const read = events.map((event) => readEvent(event, { window, moved: recurrenceOf(event) === null ? (moved.get(uidOf(event)) ?? new Set()) : new Set() }));
  return { taken: read.flatMap((one) => one ?? []), skipped: read.filter((one) => one === null).length };
}

const textOf = (event: ICAL.Component, name: string): string => event.getFirstPropertyValue(name)?.toString().trim() ?? '';
const uidOf = (event: ICAL.Component): string => textOf(event, 'uid');
export const tzidOf = (property: ICAL.Property): string => [property.getParameter('tzid') ?? ''].flat()[0] ?? '';
const timeAt = (event: ICAL.Component, name: string): { time: ICAL.Time; tzid: string } | null => {
  const property = event.getFirstProperty(name);
  const time: unknown = property?.getFirstValue();
  return property && time instanceof ICAL.Time ? { time, tzid: tzidOf(property) } : null;
};

/** Which occurrence an event stands for (RFC 5545 §3.8.4.4); null for all of them, or what cannot be read. */
function recurrenceOf(event: ICAL.Component): number | null {
  try {
    const at = timeAt(event, 'recurrence-id');
    return at && instantOf(at.time, at.tzid);
  } catch {
    return null;
  }
}

/** Whether an event takes time for sure, perhaps, or none: what is cancelled (§3.8.1.11), shown as free (§3.8.2.7), or so in Outlook's own words. */
function stateOf(event: ICAL.Component): 'sure' | 'perhaps' | 'none' {
  const outlook = textOf(event, 'x-microsoft-cdo-busystatus').toUpperCase();
  const status = textOf(event, 'status').toUpperCase();
  if (status === 'CANCELLED' || textOf(event, 'transp').toUpperCase() === 'TRANSPARENT' || outlook === 'FREE' || outlook === 'WORKINGELSEWHERE') return 'none';
  return status === 'TENTATIVE' || outlook === 'TENTATIVE' ? 'perhaps' : 'sure';
}

/** Each of its stretches within the window; null where it cannot be understood. */
function readEvent(event: ICAL.Component, { window, moved }: { window: Stretch; moved: ReadonlySet<number> }): Taken[] | null {
  const state = stateOf(event);
  if (state === 'none') return [];
  try {
    const start = timeAt(event, 'dtstart');
    if (!start) return null;
    const zone = zoneOf(start.time, start.tzid);
    const endAfter = lengthOf(event, start);
    return startsOf(event, { start: wallOf(start.time), zone, window }).filter((wall) => !moved.has(instantAt(wall, zone))).map((wall) => ({ from: instantAt(wall, zone), to: endAfter(wall, zone), sure: state === 'sure' }));
  } catch {
    return null;
  }
}

/** When an occurrence ends: after as many days, where it is of whole days (one, where nothing is said), else after as long a time. */
function lengthOf(event: ICAL.Component, { time, tzid }: { time: ICAL.Time; tzid: string }): (start: Temporal.PlainDateTime, zone: string) => number {
  const end = timeAt(event, 'dtend');
  const lasting: unknown = event.getFirstPropertyValue('duration');
  const seconds = lasting instanceof ICAL.Duration ? lasting.toSeconds() : null;
  if (time.isDate) {
    const days = end ? wallOf(end.time).since(wallOf(time)).total('days') : seconds === null ? 1 : seconds / 86_400;
    return (start, zone) => instantAt(start.add({ days: Math.max(1, Math.round(days)) }), zone);
  }
  const ms = end ? instantOf(end.time, end.tzid) - instantOf(time, tzid) : (seconds ?? 0) * 1_000;
  if (ms < 0) throw new RangeError('it ends before it begins');
  return (start, zone) => instantAt(start, zone) + ms;
}
