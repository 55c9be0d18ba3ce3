import { isUtf8 } from 'node:buffer';
import { Problem, UnreadableFile, largestFile } from '@knutpunkt/contracts';

export interface Decoded { readonly text: string; readonly encoding: 'utf-8' | 'windows-1252' }

const unreadable = (detail: string): Problem => Problem.at(UnreadableFile, '/file', detail);

/** Letters of UTF-8 that were read as Windows-1252, and bytes that stand for nothing in it. */
const broken = /\u00c3[\u00a4\u00a5\u00a9\u00b6\u201e\u2026\u2013]|[\u0080-\u009f\ufffd]/;
/** A spreadsheet that was saved as something else than CSV, or as UTF-16, has these. */
const notText = /[^\P{Cc}\t\n\r]/u;

/** The text of a file, in UTF-8 (with a byte order mark or without) or, where it is not that, Windows-1252. Throws UnreadableFile for anything else, also where the two are mixed, since names would be wrong. */
export function decoded(base64: string): Decoded {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length > largestFile) throw unreadable('The file is empty, or too large.');
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const text = new TextDecoder(encoding).decode(bytes);
  if (notText.test(text) || broken.test(text)) throw unreadable('The file is not a text in UTF-8 or Windows-1252.');
  return { text: text.normalize('NFC'), encoding };
}
