import type { Db, Tx } from '@knutpunkt/persistence';
import { arrivedAgain, type Arrived } from './arrived.js';
import type { DeliveryParts } from './deliver.js';
import { faultOf, isAway } from './fault.js';
import type { Listener } from './handlers.js';
import { applyKept } from './inbox.js';
import { Lanes } from './lanes.js';
import { Loop } from './loop.js';
import { pauseUntil } from './pause-until.js';

const width = 4;

interface WaitingRow {
  readonly consumer: string;
  readonly event_id: string;
  readonly aggregate_id: string;
  readonly envelope: unknown;
  readonly attempts: number;
}

/** Works off the events that wait in the inbox: each aggregate in its order, aggregates independent of each other, with backoff, until applied or dead. */
export class WaitingEvents {
  private readonly loop: Loop;
  private readonly lanes = new Lanes(width);
  private readonly listeners: ReadonlyMap<string, Listener>;

  constructor(private readonly parts: Omit<DeliveryParts, 'onWaiting'>, listeners: readonly Listener[]) {
    this.listeners = new Map(listeners.map((l) => [l.consumer.name, l]));
    this.loop = new Loop('waiting events', () => this.pass(), parts.log);
  }

  start(): void {
    this.loop.start();
  }

  ring(): void {
    this.loop.ring();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.lanes.idle();
  }

  private async pass(): Promise<number> {
    const { rows, pause } = await this.parts.db.work('waiting', (tx) => dueRows(tx, [...this.listeners.keys()]));
    const failures: unknown[] = [];
    for (const row of rows) await this.lanes.enter(`${row.consumer} ${row.aggregate_id}`, () => this.retry(row).catch((error: unknown) => void failures.push(error)));
    await this.lanes.idle();
    if (failures.length > 0) throw failures[0];
    return pause;
  }

  private async retry(row: WaitingRow): Promise<void> {
    const { db, log } = this.parts;
    const listener = this.listeners.get(row.consumer)!;
    const read = arrivedAgain(listener, row.envelope);
    if (!read.readable) return this.noteFailure(row, { reason: read.reason, last: true });
    try {
      await db.work(row.consumer, (tx) => this.applyInOrder(tx, listener, read));
    } catch (error) {
      if (isAway(error)) throw error;
      await this.noteFailure(row, { reason: faultOf(error), last: row.attempts >= this.parts.schedule.length });
      log.warn({ consumer: row.consumer, event: row.event_id, fault: faultOf(error), attempts: row.attempts + 1 }, 'a waiting event could not be handled');
    }
  }

  private async applyInOrder(tx: Tx, { consumer }: Listener, arrived: Arrived): Promise<void> {
    const { place, first, successor } = await applyKept(tx, consumer, arrived);
    if (place === 'old') return settle(tx, arrived, "state = 'done', envelope = null, next_at = null, reason = 'old'");
    if (place === 'early') return settle(tx, arrived, "next_at = null, reason = 'early'");
    if (!first) return;
    await arrived.handle(arrived.event, tx);
    if (successor) tx.afterCommit(() => this.ring());
  }

  private noteFailure({ consumer, event_id, attempts }: WaitingRow, { reason, last }: { reason: string; last: boolean }): Promise<void> {
    return noteFailure(this.parts.db, [consumer, event_id, last ? 'dead' : 'waiting', this.parts.schedule[attempts] ?? null, reason]);
  }
}

async function dueRows(tx: Tx, consumers: readonly string[]): Promise<{ rows: WaitingRow[]; pause: number }> {
  const rows = await tx.query<WaitingRow>(
    `select consumer, event_id, aggregate_id, envelope, attempts from inbox
     where state = 'waiting' and next_at <= now() and consumer = any($1) order by next_at, aggregate_version limit 64`, [consumers]);
  return { rows, pause: rows.length > 0 ? 0 : await pauseUntil(tx, "select min(next_at) as next from inbox where state = 'waiting'") };
}

async function settle(tx: Tx, { consumer, id }: Arrived, change: string): Promise<void> {
  await tx.query(`update inbox set ${change} where consumer = $1 and event_id = $2 and state = 'waiting'`, [consumer, id]);
}

async function noteFailure(db: Db, params: readonly unknown[]): Promise<void> {
  await db.work(params[0] as string, (tx) => tx.query(
    `update inbox set attempts = attempts + 1, state = $3, next_at = now() + $4 * interval '1 millisecond', reason = $5
     where consumer = $1 and event_id = $2 and state = 'waiting'`, params));
}
