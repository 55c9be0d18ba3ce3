import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { zoneNamed } from '../by-mail/windows-zones.js';

/** On whose clocks floating times and whole days are. */
const here = 'Europe/Stockholm';

export const isUtc = (time: ICAL.Time): boolean => time.zone === ICAL.Timezone.utcTimezone || time.zone?.tzid === 'UTC';
/** The zone that a time is told in: its own name, a Windows name, or ours where it is floating or nobody knows it. */
export const zoneOf = (time: ICAL.Time, tzid: string): string => (isUtc(time) ? 'UTC' : (zoneNamed(tzid) ?? here));
/** What the clock shows. Throws for a time that is none. */
export const wallOf = ({ year, month, day, hour, minute, second, isDate }: ICAL.Time): Temporal.PlainDateTime =>
  Temporal.PlainDateTime.from(isDate ? { year, month, day } : { year, month, day, hour, minute, second: Math.min(second, 59) }, { overflow: 'reject' });
export const instantAt = (wall: Temporal.PlainDateTime, zone: string): number => wall.toZonedDateTime(zone).epochMilliseconds;
/** Milliseconds since the epoch (RFC 5545 §3.3.5). Throws for a time that is none. */
export const instantOf = (time: ICAL.Time, tzid: string): number => instantAt(wallOf(time), zoneOf(time, tzid));
