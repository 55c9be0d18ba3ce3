import { weekOf } from './calendar-date.js';
import { dotted } from './clock-time.js';
import { wallClockAt } from './stockholm.js';

/** The languages of the interface. */
export type Language = 'sv' | 'en';

const locale = { sv: 'sv-SE', en: 'en-GB' } as const;
const written = new Map<string, Intl.DateTimeFormat>();

function inWords(date: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = `${language}${JSON.stringify(options)}`;
  const format = written.get(key) ?? new Intl.DateTimeFormat(locale[language], { ...options, timeZone: 'UTC' });
  written.set(key, format);
  return format.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

const clock = (time: string, language: Language): string => (language === 'sv' ? dotted(time) : time);

/** A date in words with its weekday and year: "tisdag 24 november 2026". Takes YYYY-MM-DD. */
export const dateInWords = (date: string, language: Language): string =>
  inWords(date, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A date in words that leaves out the year when it is this year's: "tisdag 24 november". Takes YYYY-MM-DD. */
export const nearDate = (date: string, today: string, language: Language): string =>
  inWords(date, language, { weekday: 'long', day: 'numeric', month: 'long', ...(date.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }) });

/** A short date for narrow places: "tis 24 nov.". Takes YYYY-MM-DD. */
export const shortDate = (date: string, language: Language): string => inWords(date, language, { weekday: 'short', day: 'numeric', month: 'short' });

/** The week number of a date: "v. 48" or "week 48". */
export const weekLabel = (date: string, language: Language): string => `${language === 'sv' ? 'v.' : 'week'}\u00a0${weekOf(date).week}`;

/** Start and end in Swedish wall-clock time, "13.30–15.00"; the end's date is written out when it is another day. Takes instants. */
export function timeSpan(startsAt: string, endsAt: string, language: Language): string {
  const [start, end] = [wallClockAt(startsAt), wallClockAt(endsAt)];
  const until = clock(end.time, language);
  return `${clock(start.time, language)}–${start.date === end.date ? until : `${shortDate(end.date, language)} ${until}`}`;
}

/** All of a meeting's time: "tisdag 24 november 2026, v. 48, kl. 13.30–15.00". Takes instants. */
export function wholeTime(startsAt: string, endsAt: string, language: Language): string {
  const { date } = wallClockAt(startsAt);
  return `${dateInWords(date, language)}, ${weekLabel(date, language)}, ${language === 'sv' ? 'kl. ' : ''}${timeSpan(startsAt, endsAt, language)}`;
}

/** A stretch of time: its days where it is whole days, else all of its time. Takes instants. */
export function daysOrTime(startsAt: string, endsAt: string, language: Language): string {
  const [start, end] = [wallClockAt(startsAt), wallClockAt(endsAt)];
  if (start.time !== '00:00' || end.time !== '00:00') return wholeTime(startsAt, endsAt, language);
  const last = wallClockAt(new Date(Date.parse(endsAt) - 60_000).toISOString()).date;
  return start.date === last ? dateInWords(last, language) : `${dateInWords(start.date, language)} – ${dateInWords(last, language)}`;
}

/** When something happened: "tis 24 nov. 13.31". Takes an instant. */
export function momentInWords(at: string, language: Language): string {
  const { date, time } = wallClockAt(at);
  return `${shortDate(date, language)} ${clock(time, language)}`;
}
