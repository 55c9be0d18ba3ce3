import { typedOver, type Typed } from './typed-lines.js';

interface SavedText {
  readonly text: string;
  readonly version: string;
}

/** Notes while they are written. */
export interface Standing {
  readonly text: string;
  /** The text that what is typed differs from. */
  readonly base: string;
  /** That text as the hub has it, which trims what it is sent. */
  readonly known: string;
  readonly version: string;
}

/** Notes as they were saved, with nothing typed in them. */
export const savedAs = ({ text, version }: SavedText): Standing => ({ text, base: text, known: text, version });

/** The notes to begin with: as they were saved, with what was typed and not saved, if anything. `theirs` where somebody else has saved since that was typed. */
export function begunWith<Notes extends SavedText>(typed: Typed | undefined, notes: Notes): { readonly now: Standing; readonly theirs: Notes | null } {
  if (typed === undefined) return { now: savedAs(notes), theirs: null };
  const text = typedOver(typed, notes);
  return { now: { ...savedAs(notes), text }, theirs: typed.version === notes.version || text === notes.text ? null : notes };
}
