import { useEffect } from 'react';
import { useMe } from '../shell/current.js';
import { forgetNotes, keepNotes } from './kept-notes.js';
import type { Standing } from './standing.js';
import { typedIn } from './typed-lines.js';

/** Keeps what is typed and not saved in the tab, under a name. */
export function useKept(name: string, { text, base, known, version }: Standing): void {
  const me = useMe().person.id;
  useEffect(() => {
    if (text === base) forgetNotes(me, name);
    else keepNotes(me, name, typedIn(text, { text: known, version }));
  }, [me, name, text, base, known, version]);
}
