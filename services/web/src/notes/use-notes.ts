import { useEffect, useRef, useState } from 'react';
import { NotesView, WriteNotes } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { attemptOf, type Attempt } from '../api/attempt.js';
import { isOutdated } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { sessionEnded } from '../api/session-end.js';
import { useMe } from '../shell/current.js';
import { forgetIfStill, keptNotes, notesName } from './kept-notes.js';
import { begunWith, savedAs } from './standing.js';
import { typedIn } from './typed-lines.js';
import { useKept } from './use-kept.js';

const patience = 2_000;
const wait = 10_000;

/** An item's notes while they are written. */
export interface Writing {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly save: () => void;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  /** Why it could not be saved; a conflict is in `theirs` instead. */
  readonly refusal: Refusal | null;
  /** What somebody else has written meanwhile. */
  readonly theirs: NotesView | null;
  /** The text that both began with. */
  readonly base: string;
  /** Ends a conflict: `text` is what is to be saved over theirs. */
  readonly settle: (text: string) => void;
}

interface Begun {
  readonly meetingId: string;
  readonly itemId: string;
  readonly notes: NotesView;
  /** False where nothing can be written any more: what was typed is kept as it is. */
  readonly canWrite: boolean;
}

const theirsIn = (refusal: Refusal): NotesView | undefined => (refusal.slug === 'stale' ? NotesView.safeParse(refusal.facts['theirs']).data : undefined);

/** Writes an item's notes: saved two seconds after the last key, and when the field or the page is left; kept in the tab until then. */
export function useNotes({ meetingId, itemId, notes, canWrite }: Begun): Writing {
  const me = useMe().person.id;
  const name = notesName(meetingId, itemId);
  const [start] = useState(() => begunWith(keptNotes(me, name), notes));
  const [now, set] = useState(start.now);
  const { text, base, known, version } = now;
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [theirs, setTheirs] = useState(start.theirs);
  const attempt = useRef<Attempt | undefined>(undefined);
  const isDirty = text !== base;

  const saved = (answer: NotesView): void => {
    attempt.current = undefined;
    setRefusal(null);
    forgetIfStill(me, name, typedIn(text, { text: known, version }));
    set((typed) => ({ text: typed.text, base: text, known: answer.text, version: answer.version }));
    isOutdated('meeting', meetingId);
  };
  const refused = (error: unknown): void => {
    const why = asRefusal(error);
    if (why.status === 401) sessionEnded();
    if (!why.isPassing) attempt.current = undefined;
    const other = theirsIn(why);
    // An answer that was lost on the way: what is there is what was typed.
    if (other?.text === text.trim()) return saved(other);
    setTheirs(other ?? null);
    setRefusal(other ? null : why);
    if (!why.isPassing) isOutdated('meeting', meetingId);
  };
  const save = (): void => {
    if (!isDirty || isSaving || !canWrite || theirs !== null) return;
    setSaving(true);
    attempt.current = attemptOf(attempt.current, JSON.stringify([text, version]), () => crypto.randomUUID());
    void ask(WriteNotes, { meetingId, itemId, text }, { version, idempotencyKey: attempt.current.key })
      .then(saved, refused)
      .finally(() => setSaving(false));
  };
  const saveNow = useRef(save);
  saveNow.current = save;

  useKept(name, now);
  useEffect(() => {
    if (!isDirty || isSaving || theirs !== null || (refusal !== null && !refusal.isPassing)) return undefined;
    const timer = setTimeout(() => saveNow.current(), refusal === null ? patience : wait);
    return () => clearTimeout(timer);
  }, [text, isDirty, isSaving, refusal, theirs]);
  useEffect(() => () => saveNow.current(), []);
  useEffect(() => {
    if (!isDirty && notes.version !== version) set(savedAs(notes));
  }, [notes.version]);

  const type = (typed: string): void => {
    set((before) => ({ ...before, text: typed }));
    if (refusal !== null && !refusal.isPassing) setRefusal(null);
  };
  const settle = (settled: string): void => {
    if (theirs === null) return;
    set({ ...savedAs(theirs), text: settled });
    setTheirs(null);
  };
  return { text, type, save, isDirty, isSaving, refusal, theirs, base, settle };
}
