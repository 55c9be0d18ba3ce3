import { AccessNotFresh, Problem } from '@knutpunkt/contracts';

const behindLimit = 5_000;
const silenceLimit = 60_000;

/** What is known at one beat of the directory's pulse. `newest` and `applied` are places among all the directory's events. */
export interface Beat {
  /** The newest event that the directory has told. */
  readonly newest: number;
  /** The newest that this service's database holds, whichever replica applied it. */
  readonly applied: number;
  /** Directory events that are not yet delivered to this service, or not yet acknowledged by it. */
  readonly outstanding: number;
  /** True while an event that came could not be applied. */
  readonly stuck: boolean;
}

/** How far this service's copy of the directory is behind the directory, told by its pulse every second. Times are milliseconds since the epoch. */
export class Freshness {
  private behindSince: number | null = null;
  private heard: number | null = null;
  private stuck = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** The directory was heard, and this is how the copy stands to it. */
  beat({ newest, applied, outstanding, stuck }: Beat): void {
    this.heard = this.now();
    this.stuck = stuck;
    if (applied >= newest && outstanding === 0) this.behindSince = null;
    else this.behindSince ??= this.now();
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
}
