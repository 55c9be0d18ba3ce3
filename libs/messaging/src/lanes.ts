/** Runs work side by side, but work of the same key one after the other. The work must not reject. */
export class Lanes {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly waiting: (() => void)[] = [];
  private under = 0;

  constructor(private readonly width: number) {}

  /** Resolves when the work is taken on, which waits while `width` others are under way. */
  async enter(key: string, work: () => Promise<void>): Promise<void> {
    while (this.under >= this.width) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.under++;
    const tail = (this.tails.get(key) ?? Promise.resolve()).then(work).finally(() => this.leave(key, tail));
    this.tails.set(key, tail);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }

  private leave(key: string, tail: Promise<void>): void {
    this.under--;
    if (this.tails.get(key) === tail) this.tails.delete(key);
    this.waiting.shift()?.();
  }
}
