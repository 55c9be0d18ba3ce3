const listeners = new Set<() => void>();
let ended = false;

/** Tells that an answer was 401: whoever was logged in no longer is. */
export function sessionEnded(): void {
  ended = true;
  listeners.forEach((listener) => listener());
}

/** True once the session has ended; for React's useSyncExternalStore. */
export const hasSessionEnded = (): boolean => ended;

/** Calls back when the session ends. Gives the function that stops it. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
