interface Read<T> { readonly value: Promise<T>; readonly until: number }

/** Remembers what was read for a short time, so that a page's many requests read it once. Holds at most `limit`. */
export class Recent<T> {
  private readonly reads = new Map<string, Read<T>>();

  constructor(private readonly milliseconds: number, private readonly limit: number) {}

  /** What was read for `key` a moment ago, or is being read, else what `read` gives. A read that fails is not remembered. */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const now = Date.now();
    const found = this.reads.get(key);
    if (found && now < found.until) return found.value;
    this.sweep(now);
    const value = read();
    this.reads.delete(key);
    this.reads.set(key, { value, until: now + this.milliseconds });
    value.catch(() => { if (this.reads.get(key)?.value === value) this.reads.delete(key); });
    return value;
  }

  forget(key: string): void {
    this.reads.delete(key);
  }

  /** The oldest come first: those that are over go, and one more where there is no room. */
  private sweep(now: number): void {
    for (const [key, { until }] of this.reads) {
      if (now < until && this.reads.size < this.limit) return;
      this.reads.delete(key);
    }
  }
}
