/** Tells those who wait for it that a session has ended in this process. */
export class Endings {
  private readonly waiting = new Map<string, Set<() => void>>();

  /** Calls `then` when the session of this key ends. Gives the function that stops waiting. */
  when(key: string, then: () => void): () => void {
    const waiting = this.waiting.get(key) ?? new Set();
    this.waiting.set(key, waiting.add(then));
    return () => {
      waiting.delete(then);
      if (waiting.size === 0 && this.waiting.get(key) === waiting) this.waiting.delete(key);
    };
  }

  /** The session of this key has ended. */
  tell(key: string): void {
    const waiting = this.waiting.get(key);
    this.waiting.delete(key);
    waiting?.forEach((then) => then());
  }
}
