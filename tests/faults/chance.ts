/** Chances that come again with the same seed (mulberry32). */
export class Chance {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A day to come, YYYY-MM-DD, from the day after tomorrow on. */
  dayAhead(): string {
    return new Date(Date.now() + this.between(2, 300) * 86_400_000).toISOString().slice(0, 10);
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items.map((item) => [this.next(), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}
