import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { zoneNamed } from './windows-zones.js';

export interface Stretch {
  readonly startsAt: Date;
  /** As long as it says, or until the same moment where it says nothing. */
  readonly endsAt: Date;
}

type Name = 'dtstart' | 'recurrence-id';

/** When an event is (RFC 5545 §3.8.2.2, §3.8.2.4, §3.8.2.5): floating times are on the clocks of `zone`; null where that cannot be read. */
export function stretchOf(calendar: ICAL.Component, event: ICAL.Component, zone: string, name: Name = 'dtstart'): Stretch | null {
  try {
    const startsAt = instantIn(calendar, event.getFirstProperty(name), zone);
    return startsAt && { startsAt, endsAt: (name === 'dtstart' ? endOf(calendar, event, zone) : null) ?? startsAt };
  } catch {
    return null;
  }
}

function endOf(calendar: ICAL.Component, event: ICAL.Component, zone: string): Date | null {
  const told = instantIn(calendar, event.getFirstProperty('dtend'), zone);
  if (told) return told;
  const lasting = event.getFirstPropertyValue('duration');
  const startsAt = instantIn(calendar, event.getFirstProperty('dtstart'), zone);
  return lasting instanceof ICAL.Duration && startsAt ? new Date(startsAt.getTime() + lasting.toSeconds() * 1_000) : null;
}

function instantIn(calendar: ICAL.Component, property: ICAL.Property | null, zone: string): Date | null {
  const time = property?.getFirstValue();
  if (!(time instanceof ICAL.Time)) return null;
  const { year, month, day, hour, minute, second } = time;
  if (time.zone === ICAL.Timezone.utcTimezone || time.zone?.tzid === 'UTC') return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const tzid = [property!.getParameter('tzid') ?? ''].flat()[0] ?? '';
  return byItsOwnZone(calendar, time, tzid) ?? onClocks(time, zoneNamed(tzid) ?? zone);
}

/** A zone that we do not know by name is as its producer describes it (VTIMEZONE, RFC 5545 §3.6.5). */
function byItsOwnZone(calendar: ICAL.Component, time: ICAL.Time, tzid: string): Date | null {
  if (tzid === '' || zoneNamed(tzid)) return null;
  const described = calendar.getAllSubcomponents('vtimezone').find((zone) => zone.getFirstPropertyValue('tzid') === tzid);
  if (!described) return null;
  const copy = time.clone();
  copy.zone = new ICAL.Timezone(described);
  return copy.toJSDate();
}

function onClocks({ year, month, day, hour, minute, second }: ICAL.Time, zone: string): Date {
  return new Date(Temporal.ZonedDateTime.from({ timeZone: zone, year, month, day, hour, minute, second: Math.min(second, 59) }).epochMilliseconds);
}
