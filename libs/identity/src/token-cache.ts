import type { Caller } from '@knutpunkt/persistence';

interface Verified {
  readonly caller: Caller;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Remembers verified tokens until they expire; the oldest gives way, so that it never grows past `limit`. */
export class TokenCache {
  private readonly verified = new Map<string, Verified>();

  constructor(private readonly limit: number) {}

  get(token: string, now: number): Caller | undefined {
    const found = this.verified.get(token);
    if (!found) return undefined;
    if (now < found.until) return found.caller;
    this.verified.delete(token);
    return undefined;
  }

  keep(token: string, verified: Verified): void {
    if (this.verified.size >= this.limit) this.verified.delete(this.verified.keys().next().value!);
    this.verified.set(token, verified);
  }
}
