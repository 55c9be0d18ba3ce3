import ICAL from 'ical.js';
import { tidied } from '../by-mail/tidied.js';

const mostEntries = 20_000;

interface Parsed {
  readonly calendars: readonly ICAL.Component[];
  /** Entries that could not be parsed. */
  readonly skipped: number;
}

/** The calendars of a text. Where one entry makes the parser give up all of it, each is parsed by itself. Null for what is none, or of which nothing can be parsed, or too large. Never throws. */
export function calendarsIn(text: string): Parsed | null {
  const blocks = blocksOf(text);
  if (blocks.length > mostEntries) return null;
  const read = blocks.map(calendarIn);
  const known = read.filter((one) => one !== null);
  const calendars = known.flatMap((one) => one.calendars);
  const entries = calendars.reduce((sum, one) => sum + one.getAllSubcomponents().length, 0);
  if (known.length === 0 || entries > mostEntries) return null;
  return { calendars, skipped: known.reduce((sum, one) => sum + one.skipped, read.length - known.length) };
}

/** A file or a feed may hold several calendars, one after another (RFC 5545 §3.4). */
function blocksOf(text: string): string[] {
  const blocks = text.replaceAll(/[\0\uFEFF]/g, '').replaceAll(/\r\n?/g, '\n').split(/^(?=BEGIN:VCALENDAR[ \t]*$)/im);
  return blocks.length === 1 ? blocks : blocks.filter((one) => /^BEGIN:VCALENDAR/i.test(one));
}

function calendarIn(block: string): Parsed | null {
  const plain = tidied(block);
  const whole = parsed(plain);
  return whole ? { calendars: whole, skipped: 0 } : pieces(plain);
}

function parsed(text: string): ICAL.Component[] | null {
  try {
    const tree = ICAL.parse(text) as unknown as unknown[];
    const all = (Array.isArray(tree[0]) ? tree : [tree]).map((one) => new ICAL.Component(one as object[]));
    return all.every(({ name }) => name === 'vcalendar') ? all : null;
  } catch {
    return null;
  }
}

const entry = /^BEGIN:(VEVENT|VFREEBUSY)\r\n[^]*?^END:\1$/gim;

function pieces(text: string): Parsed | null {
  const all = text.match(entry) ?? [];
  if (all.length === 0 || all.length > mostEntries) return null;
  const read = all.map((one) => parsed(`BEGIN:VCALENDAR\r\n${one}\r\nEND:VCALENDAR`));
  const calendar = new ICAL.Component('vcalendar');
  for (const one of read.flatMap((known) => known ?? [])) for (const inner of one.getAllSubcomponents()) calendar.addSubcomponent(inner);
  const skipped = read.filter((one) => one === null).length;
  return skipped < all.length ? { calendars: [calendar], skipped } : null;
}
