import ICAL from 'ical.js';
import { methodsOf, type Method } from './methods.js';
import { tidied } from './tidied.js';
import { stretchOf, type Stretch } from './stretch.js';

/** One attendee of an iTIP message: whose address, and what it says (RFC 5545 §3.2.12, in capitals). */
export interface Attendee {
  readonly address: string;
  readonly partstat: string;
  readonly delegates: boolean;
  /** To whom (RFC 5545 §3.2.5). */
  readonly delegatedTo: readonly string[];
  readonly comment: string;
}

/** What a calendar sent, as far as it concerns us (RFC 5546 §3.2). */
export interface Itip {
  readonly method: Method;
  readonly uid: string;
  /** Null where the producer told none, which RFC 5545 §3.8.7.4 reads as 0. */
  readonly sequence: number | null;
  /** When it was made (DTSTAMP); null where the producer told none. */
  readonly stamp: Date | null;
  readonly attendees: readonly Attendee[];
  readonly comment: string;
  /** When it says that the meeting is; null where it says nothing that can be read. */
  readonly when: Stretch | null;
  /** The occurrence that it is about, where it is about one. */
  readonly occurrence: Date | null;
}

export type Reading = Itip | { readonly method: null; readonly fault: 'not a calendar' | 'no method' | 'no event' | 'several meetings' };

/** Reads what a calendar sent. `told` is the method that the mail's own header names (RFC 6047 §2.4), `zone` the one whose clocks floating times follow. Never throws. */
export function readItip(text: string, { told = '', zone }: { told?: string; zone: string }): Reading {
  const calendar = calendarIn(text);
  if (!calendar) return { method: null, fault: 'not a calendar' };
  const method = methodsOf(valueOf(calendar, 'method') || told);
  if (!method) return { method: null, fault: 'no method' };
  const events = calendar.getAllSubcomponents('vevent');
  if (events.length === 0) return { method: null, fault: 'no event' };
  const uids = new Set(events.map((event) => valueOf(event, 'uid').toLowerCase()));
  if (uids.size > 1) return { method: null, fault: 'several meetings' };
  return eventOf(calendar, { event: events[0]!, method, zone });
}

function calendarIn(text: string): ICAL.Component | null {
  try {
    const component = new ICAL.Component(ICAL.parse(tidied(text)) as unknown as object[]);
    return component.name === 'vcalendar' ? component : null;
  } catch {
    return null;
  }
}

function eventOf(calendar: ICAL.Component, { event, method, zone }: { event: ICAL.Component; method: Method; zone: string }): Itip {
  const sequence = Number.parseInt(valueOf(event, 'sequence'), 10);
  return {
    method, uid: valueOf(event, 'uid'), sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : null, stamp: stampOf(event),
    attendees: event.getAllProperties('attendee').slice(0, 500).map(attendeeOf),
    comment: event.getAllProperties('comment').map((one) => one.getFirstValue()?.toString() ?? '').filter(Boolean).join('\n'),
    when: stretchOf(calendar, event, zone), occurrence: stretchOf(calendar, event, zone, 'recurrence-id')?.startsAt ?? null,
  };
}

/** A property's first value as text; empty where there is none, or none that can be read. */
function valueOf(component: ICAL.Component, name: string): string {
  try {
    return (component.getFirstPropertyValue(name)?.toString() ?? '').trim();
  } catch {
    return '';
  }
}

/** RFC 5545 §3.8.7.2: always in UTC. */
function stampOf(event: ICAL.Component): Date | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2}):?(\d{2})/.exec(valueOf(event, 'dtstamp')) ?? [];
  const stamp = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(stamp.getTime()) ? null : stamp;
}

const withoutScheme = (address: string): string => address.replace(/^mailto:/i, '').trim();

function attendeeOf(property: ICAL.Property): Attendee {
  const parameter = (name: string): string => [property.getParameter(name) ?? ''].flat().join(' ').trim();
  const address = (property.getFirstValue()?.toString() ?? '').trim();
  return {
    address: withoutScheme(address) || parameter('email'), delegatedTo: [property.getParameter('delegated-to') ?? []].flat().map(withoutScheme), partstat: parameter('partstat').toUpperCase() || 'NEEDS-ACTION',
    delegates: parameter('delegated-to') !== '' || parameter('delegated-from') !== '', comment: parameter('x-response-comment'),
  };
}
