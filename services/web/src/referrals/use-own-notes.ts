import { useEffect, useRef, useState } from 'react';
import { OwnNotes, WriteOwnNotes, type Output } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { remember } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { forgetIfStill, keptNotes, ownNotesName } from '../notes/kept-notes.js';
import { begunWith, savedAs } from '../notes/standing.js';
import { typedIn } from '../notes/typed-lines.js';
import { useKept } from '../notes/use-kept.js';
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

/** Saves after a while without a key (`after`, in ms; null: not now), and when the page is left. */
function useAutosave(save: () => void, text: string, after: number | null): void {
  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    if (after === null) return undefined;
    const timer = setTimeout(() => saveNow.current(), after);
    return () => clearTimeout(timer);
  }, [text, after]);
  useEffect(() => () => saveNow.current(), []);
}

interface Colliding {
  /** What a colleague had saved before this began. */
  readonly earlier: Notes | null;
  readonly isMine: (other: Notes) => boolean;
  readonly accept: (mine: Notes) => void;
}

interface Collision {
  readonly theirs: Notes | null;
  readonly end: () => void;
  /** Why what stands there now could not be read. */
  readonly unread: Refusal | null;
}

/** Reads what stands there when a save came second; what is mine is accepted instead. */
function useCollision(referralId: string, refusal: Refusal | null, { earlier, isMine, accept }: Colliding): Collision {
  const [theirs, setTheirs] = useState(earlier);
  const [unread, setUnread] = useState<Refusal | null>(null);
  useEffect(() => {
    setUnread(null);
    if (refusal?.slug !== 'stale') return;
    const read = (other: Notes): void => (isMine(other) ? accept(other) : setTheirs(other));
    void ask(OwnNotes, { referralId }).then(read, (error: unknown) => setUnread(asRefusal(error)));
  }, [refusal]);
  return { theirs, unread, end: () => setTheirs(null) };
}

/** When to save next, if at all: soon after the last key, later when the hub could not be reached. */
function waitOf(isIdle: boolean, refusal: Refusal | null): number | null {
  if (!isIdle) return null;
  if (refusal === null) return patience;
  return refusal.isPassing ? wait : null;
}

/** Writes own notes: saved two seconds after the last key, and when the page is left; kept in the tab until then. */
export function useOwnNotes(referralId: string, notes: Notes): Writing {
  const me = useMe().person.id;
  const [start] = useState(() => begunWith(keptNotes(me, ownNotesName(referralId)), notes));
  const [now, set] = useState(start.now);
  const { text, base, known, version } = now;
  const sent = useRef(text);
  const isDirty = text !== base;
  const accept = (answer: Notes): void => {
    remember(OwnNotes, { referralId }, answer);
    forgetIfStill(me, ownNotesName(referralId), typedIn(sent.current, { text: known, version }));
    set((typed) => ({ text: typed.text, base: sent.current, known: answer.text, version: answer.version }));
  };
  const write = useAction(WriteOwnNotes, accept);
  // An answer that was lost on the way is no collision: what is there is what was typed.
  const isMine = (other: Notes): boolean => other.text === sent.current.trim();
  const collision = useCollision(referralId, write.refusal, { earlier: start.theirs, isMine, accept });
  const { theirs } = collision;
  const refusal = write.refusal?.slug === 'stale' ? collision.unread : write.refusal;
  const isIdle = isDirty && !write.pending && theirs === null;
  const save = (): void => {
    if (!isIdle) return;
    sent.current = text;
    void write.run({ referralId, text }, version);
  };
  useKept(ownNotesName(referralId), now);
  useAutosave(save, text, waitOf(isIdle, refusal));
  useEffect(() => {
    if (!isDirty && notes.version !== version) set(savedAs(notes));
  }, [notes.version]);
  const type = (typed: string): void => {
    set((before) => ({ ...before, text: typed }));
    if (refusal !== null && !refusal.isPassing) write.reset();
  };
  const settle = (settled: string): void => {
    if (theirs === null) return;
    set({ ...savedAs(theirs), text: settled });
    collision.end();
    write.reset();
  };
  return { text, base, type, save, isDirty, isSaving: write.pending, refusal, theirs, settle };
}
