import * as z from 'zod';

// Tab, newline and carriage return are control characters that people do type.
const hidden = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;
const visible = (text: string): boolean => !hidden.test(text) && text.isWellFormed();

/** A single line of text as people type it: trimmed, normalised (NFC), no control or direction-changing characters. */
export const line = (max: number) => z.string().refine(visible, 'contains characters that cannot be shown').transform((s) => s.normalize('NFC').trim()).pipe(z.string().min(1).max(max).regex(/^[^\r\n]*$/, 'must be one line'));

/** Text of several lines; may be empty. */
export const prose = (max: number) => z.string().refine(visible, 'contains characters that cannot be shown').transform((s) => s.normalize('NFC').replace(/\r\n?/g, '\n').trim()).pipe(z.string().max(max));

/** What people type to find something, trimmed and normalised as stored texts are; empty finds all. */
export const searchText = z.string().refine(visible, 'contains characters that cannot be shown').transform((s) => s.normalize('NFC').trim()).pipe(z.string().max(100)).default('');

/** A UTC instant, RFC 3339 with Z, to the microsecond at most: PostgreSQL rounds what is finer, and the last moment of the year 9999 would come to be in the next. */
export const Instant = z.iso.datetime().refine((instant) => instant.length <= '9999-12-31T23:59:59.999999Z'.length, 'is finer than a microsecond');

/** What a person types as a time: a wall-clock time in the given zone, with an offset only where the clock shows it twice. */
export const WallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}([+-]\d{2}:\d{2})?$/, 'must be YYYY-MM-DDThh:mm');

/** IANA zone; only Swedish wall-clock time is met so far. */
export const Zone = z.enum(['Europe/Stockholm']).default('Europe/Stockholm');

export const Id = z.uuid();

/** A place in a list, given by the answer before; opaque. */
export const Cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/);
