import { setTimeout as delay } from 'node:timers/promises';

/** A server of ours that runs: its process, how it ended once it has (a signal or an exit code), and how it is stopped. */
export type Spawned = { pid: number; ended: Promise<string>; stop(): Promise<void> };

/**
 * Keeping a server running: what it is called in the log, how it is started once more on the same data and port, and who is told that it cannot be.
 * `pauses`: milliseconds before the first, second … try.
 */
export type Supervision = { name: string; again(): Promise<Spawned>; log(line: string): void; gaveUp(reason: string): void; pauses?: readonly number[] };

/** A server that is kept running. */
export type Supervised = { readonly pid: number; stop(): Promise<void> };

const PAUSES = [200, 1_000, 2_000, 5_000, 10_000, 30_000];
/** What has run this long is well again: what ends it then is a new mishap. */
const WELL_AFTER_MS = 60_000;

class Supervisor implements Supervised {
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;
  private tries = 0;

  constructor(private current: Spawned, private readonly supervision: Supervision) {
    this.watching = this.watch();
  }

  get pid(): number {
    return this.current.pid;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.current.stop();
    await this.watching;
    await this.current.stop();
  }

  private get pauses(): readonly number[] {
    return this.supervision.pauses ?? PAUSES;
  }

  private async watch(): Promise<void> {
    const { name, log, gaveUp } = this.supervision;
    while (!this.stopping.signal.aborted) {
      const since = Date.now();
      const how = await this.current.ended;
      if (this.stopping.signal.aborted) return;
      log(`${name} ended (${how}); it is started again`);
      if (Date.now() - since > WELL_AFTER_MS) this.tries = 0;
      if (await this.revive()) log(`${name} runs again`);
      else if (!this.stopping.signal.aborted) return gaveUp(`${name} ended and was started again ${this.tries} times in vain`);
    }
  }

  /** Tries until it runs. @returns whether it does; not when no try is left, or when it is to stop */
  private async revive(): Promise<boolean> {
    while (this.tries < this.pauses.length) {
      const pause = this.pauses[this.tries++]!;
      if (!(await this.passes(pause))) return false;
      try {
        this.current = await this.supervision.again();
        return true;
      } catch (error) {
        this.supervision.log(`${this.supervision.name} could not be started: ${(error as Error).message}`);
      }
    }
    return false;
  }

  private passes = (pause: number): Promise<boolean> => delay(pause, true, { signal: this.stopping.signal }).catch(() => false);
}

/** Keeps a server running: one that ends without being told to is started again, at growing intervals; when the last try was in vain, that is told. */
export const supervise = (started: Spawned, supervision: Supervision): Supervised => new Supervisor(started, supervision);
