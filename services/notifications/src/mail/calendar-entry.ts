import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { mailableName, type MailKind, type MatterFacts } from './matter-facts.js';
import { onTheClock, type Locale } from './when.js';
import { filled, replyWords, wordingOf } from './wording.js';

// The library does not count the space that begins a folded line: 74 gives the standard's 75 octets.
ICAL.foldLength = 74;

export interface Entry {
  readonly facts: MatterFacts;
  readonly kind: MailKind;
  readonly locale: Locale;
  /** Who gets it: the only address in it besides the hub's own. */
  readonly recipient: string;
  /** The hub's neutral address. */
  readonly sender: string;
  /** The recipient's own address for answers, which the calendar takes for the organiser; null where no calendar is listened to. */
  readonly answersTo: string | null;
  readonly url: string | null;
  /** When the fact was queued, so that the same mail is the same bytes if it is sent again. */
  readonly stamp: Date;
}

export type Method = 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER' | 'PUBLISH';

/** RFC 5546: a cancelled meeting and one that is no longer yours leave the calendar the same way. */
export function methodOf(kind: MailKind): Exclude<Method, 'PUBLISH'> {
  if (kind === 'proposal-declined') return 'DECLINECOUNTER';
  return kind === 'cancelled' || kind === 'removed' ? 'CANCEL' : 'REQUEST';
}

export const uidOf = (matterId: string): string => `${matterId}@knutpunkt`;

/**
 * The calendar entry of a meeting for one person (RFC 5545, 5546): lines folded at 75 octets, times on the zone's clocks with its VTIMEZONE.
 * Where answers are listened to, RSVP is TRUE and the organiser is the address that they are to come to, so that Outlook and Gmail show their buttons; else RSVP is FALSE, and the mail says that the hub takes answers.
 */
export const calendarEntry = (entry: Entry): string => calendarOf(methodOf(entry.kind), [entry]);

/**
 * Many meetings of one person in one file (RFC 5546 §3.2.1), in order of time, each zone's VTIMEZONE once: the entries that their own mails would have carried, under the same UIDs, so that a later mail about one of them finds its entry.
 * A published entry has no attendee and asks for no answer; its text says that the hub takes it.
 */
export const calendarFile = (entries: readonly Entry[]): string => calendarOf('PUBLISH', entries.toSorted(inTime));

const inTime = ({ facts: a }: Entry, { facts: b }: Entry): number => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1);

function calendarOf(method: Method, entries: readonly Entry[]): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Knutpunkt//Knutpunkt 1.0//SV');
  calendar.addPropertyWithValue('method', method);
  for (const zone of new Set(entries.map(({ facts }) => facts.zone))) calendar.addSubcomponent(timezoneOf(zone));
  for (const entry of entries) calendar.addSubcomponent(eventOf(entry, method));
  return `${calendar.toString()}\r\n`;
}

/** The library answers with the zone that an alias stands for; our times name the alias. */
function timezoneOf(zone: string): ICAL.Component {
  const [block] = tzlib_get_ical_block(zone);
  const timezone = ICAL.Component.fromString(block!);
  timezone.updatePropertyWithValue('tzid', zone);
  timezone.removeProperty('x-lic-location');
  return timezone;
}

function eventOf({ facts, kind, locale, recipient, sender, answersTo, url, stamp }: Entry, method: Method): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const words = wordingOf(locale);
  event.addPropertyWithValue('uid', uidOf(facts.id));
  event.addPropertyWithValue('sequence', facts.sequence);
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(stamp, true));
  addTime(event, 'dtstart', facts.startsAt, facts.zone);
  addTime(event, 'dtend', facts.endsAt, facts.zone);
  event.addPropertyWithValue('summary', mailableName(facts, kind) ?? words.matter.neutral);
  if (facts.place && kind !== 'removed') event.addPropertyWithValue('location', facts.place);
  if (url) {
    event.addPropertyWithValue('description', `${filled(words.open, { url })}\n${replyWords(words, { answersTo: method === 'PUBLISH' ? null : answersTo, facts })}`);
    event.addPropertyWithValue('url', url);
  }
  event.addPropertyWithValue('status', method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED');
  event.addPropertyWithValue('class', facts.level === 'INDIVIDUAL' ? 'PRIVATE' : 'PUBLIC');
  event.addPropertyWithValue('transp', 'OPAQUE');
  event.addPropertyWithValue('organizer', `mailto:${answersTo ?? sender}`).setParameter('cn', 'Knutpunkt');
  if (method !== 'PUBLISH') addAttendee(event, { recipient, asks: answersTo !== null && method === 'REQUEST' });
  return event;
}

function addTime(event: ICAL.Component, name: 'dtstart' | 'dtend', instant: Date, zone: string): void {
  const clock = onTheClock(instant, zone).toPlainDateTime().toString({ smallestUnit: 'second' });
  const property = event.addPropertyWithValue(name, ICAL.Time.fromDateTimeString(clock));
  property.setParameter('tzid', zone);
}

function addAttendee(event: ICAL.Component, { recipient, asks }: { recipient: string; asks: boolean }): void {
  const attendee = event.addPropertyWithValue('attendee', `mailto:${recipient}`);
  for (const [name, value] of [['cutype', 'INDIVIDUAL'], ['role', 'REQ-PARTICIPANT'], ['partstat', 'NEEDS-ACTION'], ['rsvp', asks ? 'TRUE' : 'FALSE']] as const) attendee.setParameter(name, value);
}
