import { Temporal } from 'temporal-polyfill';

export type Locale = 'sv' | 'en';

/** A stretch of time: two instants, and the IANA zone whose clocks people read. */
export interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly zone: string;
}

/** What the clocks of a zone show at an instant. */
export const onTheClock = (instant: Date, zone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

const wording = { sv: { tag: 'sv-SE', colon: '.', many: 'ar', week: (n: number) => `v. ${n}` }, en: { tag: 'en-GB', colon: ':', many: 's', week: (n: number) => `week ${n}` } };

/** `onsdag 27 januari 2027`, `Wednesday 27 January 2027`. */
export function dateText(moment: Temporal.ZonedDateTime, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(wording[locale].tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: moment.timeZoneId }).formatToParts(moment.epochMilliseconds);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** `onsdagar`, `Wednesdays`. */
export const weekdayText = (moment: Temporal.ZonedDateTime, locale: Locale): string =>
  `${new Intl.DateTimeFormat(wording[locale].tag, { weekday: 'long', timeZone: moment.timeZoneId }).format(moment.epochMilliseconds)}${wording[locale].many}`;

/** `27 januari 2027 (v. 4)`. */
export function dayText(moment: Temporal.ZonedDateTime, locale: Locale): string {
  const [, ...day] = dateText(moment, locale).split(' ');
  return `${day.join(' ')} (${wording[locale].week(moment.weekOfYear ?? 0)})`;
}

/** Start and end as the zone's clocks show them: `13.30–15.00`. */
export const spanText = ({ startsAt, endsAt, zone }: Period, locale: Locale): string => `${clockText(onTheClock(startsAt, zone), locale)}–${clockText(onTheClock(endsAt, zone), locale)}`;

const two = (n: number): string => String(n).padStart(2, '0');
const clockText = (moment: Temporal.ZonedDateTime, locale: Locale): string => `${two(moment.hour)}${wording[locale].colon}${two(moment.minute)}`;

/** Date with weekday, ISO week, start and end as the zone's clocks show them; the offset is told where start and end differ in it. */
export function whenText({ startsAt, endsAt, zone }: Period, locale: Locale): string {
  const starts = onTheClock(startsAt, zone);
  const ends = onTheClock(endsAt, zone);
  const day = `${dateText(starts, locale)} (${wording[locale].week(starts.weekOfYear ?? 0)})`;
  const offset = (moment: Temporal.ZonedDateTime): string => (starts.offset === ends.offset ? '' : ` (UTC${moment.offset})`);
  const from = clockText(starts, locale) + offset(starts);
  const to = clockText(ends, locale) + offset(ends);
  return starts.toPlainDate().equals(ends.toPlainDate()) ? `${day} ${from}–${to}` : `${day} ${from} – ${dateText(ends, locale)} ${to}`;
}
