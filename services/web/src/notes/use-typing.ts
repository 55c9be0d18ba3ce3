import { useEffect, useRef } from 'react';
import { AnnounceWriting, EndWriting } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { asRefusal } from '../api/refusal.js';
import { sessionEnded } from '../api/session-end.js';

const renewal = 6_000;

/** Tells the others that an item's notes are typed: `typed` at each key, `stopped` when the field is left. */
export interface Typing {
  readonly typed: () => void;
  readonly stopped: () => void;
}

// Only the end of the session matters: the rest the saving says for itself, and the others stop believing it by themselves.
const refused = (error: unknown): void => {
  if (asRefusal(error).status === 401) sessionEnded();
};

/** Tells it at most every six seconds, one telling after the other, and that it has stopped when the field or the page is left. */
export function useTyping(meetingId: string, itemId: string): Typing {
  const toldAt = useRef(0);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const tell = (op: typeof AnnounceWriting | typeof EndWriting): void => {
    last.current = last.current.then(() => ask(op, { meetingId, itemId }, { keepalive: true })).catch(refused);
  };
  const typed = (): void => {
    if (Date.now() - toldAt.current < renewal) return;
    toldAt.current = Date.now();
    tell(AnnounceWriting);
  };
  const stopped = (): void => {
    if (toldAt.current === 0) return;
    toldAt.current = 0;
    tell(EndWriting);
  };
  const leave = useRef(stopped);
  leave.current = stopped;
  useEffect(() => {
    const left = (): void => leave.current();
    addEventListener('pagehide', left);
    return () => {
      removeEventListener('pagehide', left);
      left();
    };
  }, []);
  return { typed, stopped };
}
