import * as z from 'zod';
import { mergeTexts } from './merge-texts.js';

/** A text as it was saved. */
interface SavedText {
  readonly text: string;
  readonly version: string;
}

/** What was typed over a saved version: a line that was written or changed as it stands, any other by its place in that version. So it holds nobody else's lines. */
export const Typed = z.object({ version: z.string(), lines: z.array(z.union([z.string(), z.int().nonnegative()])) });
export type Typed = z.infer<typeof Typed>;

/** Takes out of a text what was typed over the saved one. */
export function typedIn(text: string, saved: SavedText): Typed {
  const places = new Map(saved.text.split('\n').map((line, at) => [line, at] as const));
  return { version: saved.version, lines: text.split('\n').map((line) => (line === '' ? line : (places.get(line) ?? line))) };
}

/** Gives the text again over the version it was typed over; when another has been saved meanwhile, that one, and what was typed after it. */
export function typedOver(typed: Typed, saved: SavedText): string {
  if (typed.version !== saved.version) return mergeTexts({ base: '', theirs: saved.text, mine: typed.lines.filter((line) => typeof line === 'string').join('\n') });
  const lines = saved.text.split('\n');
  return typed.lines.map((line) => (typeof line === 'string' ? line : (lines[line] ?? ''))).join('\n');
}
