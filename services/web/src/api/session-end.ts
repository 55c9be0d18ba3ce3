import { tabBelongsTo } from './kept.js';

const listeners = new Set<() => void>();
let ended = false;
let holder: string | undefined;

const say = (now: boolean): void => {
  ended = now;
  listeners.forEach((listener) => listener());
};

/** Tells that an answer was 401: whoever was logged in no longer is. Nothing more is sent from this page until the same person is again. */
export const sessionEnded = (): void => say(true);

/** Tells whose session it is. What one person has on the page is never sent as another: when somebody else has logged in in this browser, the page begins anew. */
export function sessionIsOf(personId: string): void {
  if (holder !== undefined && holder !== personId) {
    sessionEnded();
    location.reload();
    return;
  }
  holder = personId;
  tabBelongsTo(personId);
  say(false);
}

/** True once the session has ended; for React's useSyncExternalStore. */
export const hasSessionEnded = (): boolean => ended;

/** Calls back when the session ends, or goes on. Gives the function that stops it. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
