import type { Db, Tx } from '@knutpunkt/persistence';
import { crashAt } from './crash-point.js';
import { faultOf, isAway } from './fault.js';
import { timersHere } from './due.js';
import type { DueHandler } from './handlers.js';
import { Lanes } from './lanes.js';
import type { Log } from './log.js';
import { Loop } from './loop.js';
import { pauseUntil } from './pause-until.js';
import type { RetrySchedule } from './retry-schedule.js';

const width = 4;

export interface TimerParts {
  readonly db: Db;
  readonly log: Log;
  readonly schedule: RetrySchedule;
}

interface DueRow {
  readonly seq: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly at: Date;
  readonly attempts: number;
}

/** Works off what is due, by the database's clock, each in its own transaction and once; several replicas share the work. */
export class Timers {
  private readonly loop: Loop;
  private readonly lanes = new Lanes(width);
  private readonly wake = (): void => this.loop.ring();

  constructor(private readonly parts: TimerParts, private readonly handlers: ReadonlyMap<string, DueHandler>) {
    this.loop = new Loop('timers', () => this.pass(), parts.log);
  }

  start(): void {
    timersHere.add(this.wake);
    this.loop.start();
  }

  async stop(): Promise<void> {
    timersHere.delete(this.wake);
    await this.loop.stop();
    await this.lanes.idle();
  }

  private async pass(): Promise<number> {
    const { rows, pause } = await this.parts.db.work('timers', dueNow);
    const failures: unknown[] = [];
    for (const row of rows) await this.lanes.enter(row.seq, () => this.ring(row).catch((error: unknown) => void failures.push(error)));
    await this.lanes.idle();
    if (failures.length > 0) throw failures[0];
    return pause;
  }

  private async ring(row: DueRow): Promise<void> {
    const { db, log, schedule } = this.parts;
    try {
      await db.work(`due:${row.kind}`, (tx) => this.handle(tx, row));
    } catch (error) {
      if (isAway(error)) throw error;
      await db.work(`due:${row.kind}`, (tx) => noteFailure(tx, row, { reason: faultOf(error), delay: schedule[row.attempts] ?? null }));
      log.warn({ kind: row.kind, due: row.seq, fault: faultOf(error), attempts: row.attempts + 1 }, 'something due could not be done');
    }
  }

  private async handle(tx: Tx, { seq, kind, subject_id: subjectId, at, attempts }: DueRow): Promise<void> {
    const [taken] = await tx.query<{ replaced: boolean }>(taking, [seq, attempts]);
    if (!taken || taken.replaced) return;
    const handler = this.handlers.get(kind);
    if (!handler) throw new NoHandlerOfKind(kind);
    await handler({ kind, subjectId, at }, tx);
    crashAt('after-timer-before-commit');
  }
}

/** Nobody in this service takes timers of this kind. */
export class NoHandlerOfKind extends Error {
  override readonly name = 'NoHandlerOfKind';
}

/** A row that a replica has tried since it was listed is left for the time that it planned. */
const taking = `
  update due set state = 'done', reason = null where seq = (select seq from due where seq = $1 and attempts = $2 and state = 'pending' for update skip locked)
  returning exists (select from due newer where newer.kind = due.kind and newer.subject_id = due.subject_id and newer.seq > due.seq) as replaced`;

async function dueNow(tx: Tx): Promise<{ rows: DueRow[]; pause: number }> {
  const rows = await tx.query<DueRow>(
    "select seq, kind, subject_id, at, attempts from due where state = 'pending' and coalesce(retry_at, at) <= now() order by coalesce(retry_at, at) limit 64");
  return { rows, pause: rows.length > 0 ? 0 : await pauseUntil(tx, "select min(coalesce(retry_at, at)) as next from due where state = 'pending'") };
}

async function noteFailure(tx: Tx, { seq, attempts }: DueRow, { reason, delay }: { reason: string; delay: number | null }): Promise<void> {
  await tx.query(
    `update due set attempts = attempts + 1, reason = $2, state = case when $3::float8 is null then 'dead' else 'pending' end, retry_at = now() + $3 * interval '1 millisecond'
     where seq = $1 and attempts = $4 and state = 'pending'`, [seq, reason, delay, attempts]);
}
