import { useEffect, useRef, useState } from 'react';
import { OwnNotes, WriteOwnNotes, type Output } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { remember } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { forgetNotes, keepNotes, keptNotes, type Kept } from '../notes/kept-notes.js';
import { useMe } from '../shell/current.js';

const patience = 2_000;
const wait = 10_000;

export type Notes = Output<typeof OwnNotes>;

/** One side's own notes while they are written. */
export interface Writing {
  readonly text: string;
  /** The text that both began with. */
  readonly base: string;
  readonly type: (text: string) => void;
  readonly save: () => void;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  /** Why they could not be saved; a conflict is in `theirs` instead. */
  readonly refusal: Refusal | null;
  /** What a colleague has written meanwhile. */
  readonly theirs: Notes | null;
  /** Ends a conflict: `text` is what is to be saved over theirs. */
  readonly settle: (text: string) => void;
}

const asKept = ({ text, version }: Notes): Kept => ({ text, base: text, version });

/** Writes own notes: saved two seconds after the last key, and when the page is left; kept in the tab until then. */
export function useOwnNotes(referralId: string, notes: Notes): Writing {
  const me = useMe().person.id;
  const [{ text, base, version }, set] = useState<Kept>(() => keptNotes(me, referralId) ?? asKept(notes));
  const [theirs, setTheirs] = useState<Notes | null>(null);
  const [unread, setUnread] = useState<Refusal | null>(null);
  const sent = useRef(text);
  const isDirty = text !== base;

  const accept = (answer: Notes): void => {
    remember(OwnNotes, { referralId }, answer);
    if (keptNotes(me, referralId)?.text === sent.current) forgetNotes(me, referralId);
    set((now) => ({ text: now.text, base: sent.current, version: answer.version }));
    setUnread(null);
  };
  const write = useAction(WriteOwnNotes, accept);
  const isStale = write.refusal?.slug === 'stale';
  const refusal = unread ?? (isStale ? null : write.refusal);
  const save = (): void => {
    if (!isDirty || write.pending || theirs !== null) return;
    sent.current = text;
    void write.run({ referralId, text }, version);
  };
  const saveNow = useRef(save);
  saveNow.current = save;

  useEffect(() => {
    if (!isStale) return;
    // An answer that was lost on the way: what is there is what was typed.
    const read = (other: Notes): void => (other.text === sent.current.trim() ? accept(other) : setTheirs(other));
    void ask(OwnNotes, { referralId }).then(read, (error: unknown) => setUnread(asRefusal(error)));
  }, [write.refusal]);
  useEffect(() => {
    if (isDirty) keepNotes(me, referralId, { text, base, version });
    else forgetNotes(me, referralId);
  }, [me, referralId, isDirty, text, base, version]);
  useEffect(() => {
    if (!isDirty || write.pending || theirs !== null || (refusal !== null && !refusal.isPassing)) return undefined;
    const timer = setTimeout(() => saveNow.current(), refusal === null ? patience : wait);
    return () => clearTimeout(timer);
  }, [text, isDirty, write.pending, refusal, theirs]);
  useEffect(() => () => saveNow.current(), []);
  useEffect(() => {
    if (!isDirty && notes.version !== version) set(asKept(notes));
  }, [notes.version]);

  const type = (typed: string): void => {
    set((now) => ({ ...now, text: typed }));
    if (write.refusal !== null && !write.refusal.isPassing && !isStale) write.reset();
  };
  const settle = (settled: string): void => {
    if (theirs === null) return;
    set({ text: settled, base: theirs.text, version: theirs.version });
    setTheirs(null);
    write.reset();
  };
  return { text, base, type, save, isDirty, isSaving: write.pending, refusal, theirs, settle };
}
