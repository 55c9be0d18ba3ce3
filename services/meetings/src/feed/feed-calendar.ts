import ICAL from 'ical.js';
import type { InFeed } from './in-feed.js';

// The library does not count the space that begins a folded line: 74 gives the standard's 75 octets.
ICAL.foldLength = 74;

const words = {
  sv: { name: 'Knutpunkt', neutral: 'Möte i Knutpunkt', online: 'På distans. Länken till mötet finns i Knutpunkt.', open: (url: string) => `Öppna och svara här: ${url}` },
  en: { name: 'Knutpunkt', neutral: 'Meeting in Knutpunkt', online: 'Online. The link to the meeting is in Knutpunkt.', open: (url: string) => `Open and answer here: ${url}` },
};

interface Reading { readonly locale: 'sv' | 'en'; readonly hub: string }
/** RFC 5545 §3.3.11. */
const escaped = (text: string): string => (/[\\;,\n]/.test(text) ? text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n') : text);
/** The library folds what is longer than 75 octets (RFC 5545 §3.1); most lines are not. */
const folded = (line: string): string => (Buffer.byteLength(line) > 75 ? ICAL.helpers.foldline(line) : line);

/** One meeting, each line with its end. Written as text and not by the library, which takes ten times as long over two thousand; only lines that can be long are measured. Times are UTC, which every calendar shows on its own clocks. */
function eventOf(row: InFeed, { locale, hub }: Reading): string {
  const url = `${hub}/moten/${row.id}`;
  const where = row.place || (row.online ? words[locale].online : '');
  const cancelled = row.status === 'cancelled';
  return `BEGIN:VEVENT\r\nUID:${row.id}@knutpunkt\r\nDTSTAMP:${row.called}\r\nDTSTART:${row.starts}\r\nDTEND:${row.ends}\r\nSEQUENCE:${row.sequence}\r\n`
    + `${folded(`SUMMARY:${escaped(row.group_name ?? words[locale].neutral)}`)}\r\n${where ? `${folded(`LOCATION:${escaped(where)}`)}\r\n` : ''}`
    + `${folded(`DESCRIPTION:${escaped(words[locale].open(url))}`)}\r\n${folded(`URL:${url}`)}\r\n`
    + `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}\r\nCLASS:${row.individual ? 'PRIVATE' : 'PUBLIC'}\r\nTRANSP:${cancelled ? 'TRANSPARENT' : 'OPAQUE'}\r\nEND:VEVENT\r\n`;
}

/** The calendar that is subscribed to (RFC 5545, RFC 7986), the same bytes for the same meetings. */
export function calendarOf(rows: readonly InFeed[], reading: Reading): string {
  const { name } = words[reading.locale];
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Knutpunkt//Knutpunkt 1.0//SV', 'METHOD:PUBLISH', `NAME:${name}`, `X-WR-CALNAME:${name}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT15M', 'X-PUBLISHED-TTL:PT15M'];
  return `${head.join('\r\n')}\r\n${rows.map((row) => eventOf(row, reading)).join('')}END:VCALENDAR\r\n`;
}
