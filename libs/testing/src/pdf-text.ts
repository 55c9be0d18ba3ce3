import { inflateSync } from 'node:zlib';

type Glyphs = ReadonlyMap<number, string>;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The objects of a PDF by their numbers, as they stand in the file. */
const objectsIn = (pdf: string): Map<string, string> => new Map([...pdf.matchAll(/^(\d+) 0 obj\s([^]*?)\sendobj$/gm)].map(([, id, body]) => [id!, body!]));

function streamIn(object: string): string {
  const [, length] = /\/Length (\d+)/.exec(object)!;
  const begins = object.indexOf('stream\n') + 'stream\n'.length;
  const bytes = object.slice(begins, begins + Number(length));
  return object.includes('/FlateDecode') ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes;
}

const fromUtf16 = (hex: string): string => String.fromCharCode(...hex.match(/.{4}/g)!.map((unit) => Number.parseInt(unit, 16)));

/** What each glyph of a font stands for (the CMap of PDF 32000-1, 9.10.3). */
function glyphsIn(cmap: string): Glyphs {
  const chars = [...cmap.matchAll(/beginbfchar([^]*?)endbfchar/g)].flatMap(([, lines]) => [...lines!.matchAll(/<(\w+)>\s*<(\w+)>/g)]);
  return new Map(chars.map(([, glyph, text]) => [Number.parseInt(glyph!, 16), fromUtf16(text!)]));
}

/** The bytes of a literal string. */
const bytesOf = (literal: string): string =>
  literal.replaceAll(/\\(?:([0-7]{1,3})|\r?\n|([^]))/g, (_, octal?: string, char?: string) => (octal ? String.fromCharCode(Number.parseInt(octal, 8)) : char ? (escapes[char] ?? char) : ''));

/** The glyphs of a string, two bytes each. */
const glyphsOf = (bytes: string): number[] => Array.from({ length: bytes.length / 2 }, (_, i) => bytes.charCodeAt(2 * i) * 256 + bytes.charCodeAt(2 * i + 1));

// A literal string holds parentheses as they are where they are balanced.
const nested = (depth: number): string => `(?:\\\\[^]|[^\\\\()]${depth > 0 ? `|\\(${nested(depth - 1)}\\)` : ''})*`;
const shown = new RegExp(`/(\\w+) [\\d.]+ Tf|\\((${nested(8)})\\)|<([0-9A-Fa-f]+)>|\\bET\\b`, 'g');
const properties = /<<[^]*?>>/g;

function textOf(content: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let glyphs: Glyphs = new Map();
  const parts: string[] = [];
  for (const [, font, literal, hex] of content.replaceAll(properties, '').matchAll(shown)) {
    if (font) glyphs = fonts.get(font)!;
    const string = literal === undefined ? Buffer.from(hex ?? '', 'hex').toString('latin1') : bytesOf(literal);
    parts.push(font || string === '' ? '\n' : glyphsOf(string).map((glyph) => glyphs.get(glyph) ?? '\uFFFD').join(''));
  }
  return parts.join('');
}

function textOfPage(page: string, objects: ReadonlyMap<string, string>): string {
  const stream = (id: string): string => streamIn(objects.get(id)!);
  const names = [.../\/Font\s*<<([^>]*)>>/.exec(page)![1]!.matchAll(/\/(\w+) (\d+) 0 R/g)];
  const fonts = new Map(names.map(([, name, id]) => [name!, glyphsIn(stream(/\/ToUnicode (\d+)/.exec(objects.get(id!)!)![1]!))]));
  return textOf(stream(/\/Contents (\d+)/.exec(page)![1]!), fonts);
}

/** The text of a PDF that the press has set, page by page in reading order, with one space between words. Reads what Typst writes, not every PDF; throws where it cannot. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsIn(pdf.toString('latin1'));
  const pages = [...objects.values()].filter((object) => /\/Type \/Page\b/.test(object));
  return pages.map((page) => textOfPage(page, objects)).join('\n').replaceAll(/\s+/g, ' ').trim();
}
