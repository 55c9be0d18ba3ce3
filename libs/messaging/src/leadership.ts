import type { Db, Tx } from '@knutpunkt/persistence';

const pingAfter = 2_000;

/**
 * Of a service's replicas, one leads: it holds an advisory lock in a transaction of its own, kept alive by pings. A leader that dies, hangs or is cut off
 * loses it when its session ends, at the latest by the pool's idle_in_transaction_session_timeout.
 */
export class Leadership {
  private held: { tx: Tx; release: () => void; over: Promise<void>; pinged: number } | undefined;

  constructor(private readonly db: Db, private readonly lock: string) {}

  /** True where this process led when it last looked. */
  get leads(): boolean {
    return this.held !== undefined;
  }

  /** True while this process leads; takes the lead where nobody has it. Throws when the database is away, and then no longer leads. */
  async hold(): Promise<boolean> {
    if (!this.held) return this.seek();
    if (Date.now() - this.held.pinged > pingAfter) await this.ping(this.held);
    return true;
  }

  /** Lets another replica lead. */
  async release(): Promise<void> {
    const held = this.held;
    this.held = undefined;
    held?.release();
    await held?.over;
  }

  private async ping(held: NonNullable<Leadership['held']>): Promise<void> {
    try {
      await held.tx.query('select');
      held.pinged = Date.now();
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  private seek(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const over: Promise<void> = this.db.relay(async (tx) => {
        const [row] = await tx.query<{ leads: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as leads', [this.lock]);
        if (!row?.leads) return resolve(false);
        await new Promise<void>((release) => {
          this.held = { tx, release, over, pinged: Date.now() };
          resolve(true);
        });
      }).catch(reject);
    });
  }
}
