import { AccessNotFresh, Problem } from '@knutpunkt/contracts';

const behindLimit = 5_000;
const silenceLimit = 60_000;

/**
 * How far this service's copy of the directory is behind the directory, told by its pulse every second.
 * `at` is a directory event's place among all its events; times are milliseconds since the epoch.
 */
export class Freshness {
  private appliedAt = 0;
  private newest = 0;
  private behindSince: number | null = null;
  private heard: number | null = null;
  private stuck = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** A directory event is applied. */
  applied(at: number): void {
    this.appliedAt = Math.max(this.appliedAt, at);
    this.settle();
  }

  /** The directory tells its newest place. */
  pulse(newest: number): void {
    this.newest = newest;
    this.heard = this.now();
    this.settle();
  }

  /** Whether a directory event has come that could not be applied. */
  unapplied(any: boolean): void {
    this.stuck = any;
  }

  /** Why individual-level content cannot be shown, or null when it can: never heard of the directory, silent for a minute, holding an unapplied event, or behind for five seconds. */
  staleness(): 'unheard' | 'silent' | 'unapplied' | 'behind' | null {
    if (this.heard === null) return 'unheard';
    if (this.now() - this.heard > silenceLimit) return 'silent';
    if (this.stuck) return 'unapplied';
    return this.behindSince !== null && this.now() - this.behindSince > behindLimit ? 'behind' : null;
  }

  /** Throws AccessNotFresh (503) where it cannot be told for certain who may see what. */
  require(): void {
    if (this.staleness()) throw new Problem(AccessNotFresh, { retryAfter: 5 });
  }

  private settle(): void {
    if (this.appliedAt >= this.newest) this.behindSince = null;
    else this.behindSince ??= this.now();
  }
}
