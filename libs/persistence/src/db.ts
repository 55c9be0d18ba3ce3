import { createHash } from 'node:crypto';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import { NoAccess, NotFound, Problem } from '@knutpunkt/contracts';
import type { Actor, Caller } from './actor.js';
import { refusalOf } from './refusal.js';

/** One open transaction. `query` prepares each statement once per connection; `manager` is TypeORM's, for cold paths. */
export interface Tx {
  query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<R[]>;
  readonly manager: EntityManager;
  /** Runs after the commit and never otherwise; for doorbells, not for effects. */
  afterCommit(ring: () => void): void;
}

export interface ActorTx extends Tx {
  readonly actor: Actor;
}

export interface DatabaseConfig {
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly relayUrl: string;
  readonly poolSize?: number;
}

const nameOf = (text: string): string => createHash('sha1').update(text).digest('base64url');
const names = new Map<string, string>();
const preparedName = (text: string): string => names.get(text) ?? (names.set(text, nameOf(text)), names.get(text)!);

const pool = (url: string, max: number): DataSource =>
  new DataSource({ type: 'postgres', url, poolSize: max, extra: { connectionTimeoutMillis: 3_000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 15_000 }, poolErrorHandler: () => undefined });

/** The only way to a service's database. */
export class Db {
  private readonly api: DataSource;
  private readonly worker: DataSource;
  private readonly relaying: DataSource;

  constructor(config: DatabaseConfig) {
    this.api = pool(config.apiUrl, config.poolSize ?? 8);
    this.worker = pool(config.workerUrl, config.poolSize ?? 8);
    this.relaying = pool(config.relayUrl, 2);
  }

  /** Opens the pools; throws when the database is not reachable. */
  async connect(): Promise<void> {
    await Promise.all([this.api, this.worker, this.relaying].filter((source) => !source.isInitialized).map((source) => source.initialize()));
  }

  async close(): Promise<void> {
    await Promise.all([this.api, this.worker, this.relaying].filter((source) => source.isInitialized).map((source) => source.destroy()));
  }

  /** A transaction for somebody: sees and writes what row-level security allows this caller now. Throws NoAccess for one whom the directory does not know. */
  as<T>(caller: Caller, work: (tx: ActorTx) => Promise<T>): Promise<T> {
    return this.run(this.api, async (tx) => {
      const [entered] = await tx.query<{ actor: Actor | null }>('select enter($1::jsonb) as actor', [JSON.stringify(caller)]);
      const actor = entered?.actor;
      if (!actor) throw new Problem(NoAccess);
      return work({ ...tx, actor }).catch((error: unknown) => { throw actor.couldStepUp ? withOffer(error) : error; });
    });
  }

  /** A transaction for events and timers, named by the consumer. */
  work<T>(consumer: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(this.worker, async (tx) => {
      await tx.query("select set_config('knutpunkt.consumer', $1, true)", [consumer]);
      return work(tx);
    });
  }

  /** A transaction for the outbox relay alone. */
  relay<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(this.relaying, work);
  }

  private async run<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
    const rings: (() => void)[] = [];
    const runner = source.createQueryRunner();
    try {
      const result = await inTransaction(runner, rings, work);
      rings.forEach((ring) => ring());
      return result;
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await runner.release();
    }
  }
}

/** Who has any membership above the session's level is offered to step up with every 404 alike, so that the offer tells nothing. */
const withOffer = (error: unknown): unknown => (error instanceof Problem && error.body.status === 404 ? new Problem(NotFound, { stepUp: true }) : error);

async function inTransaction<T>(runner: QueryRunner, rings: (() => void)[], work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = (await runner.connect()) as PoolClient;
  await runner.startTransaction();
  try {
    const result = await work({
      query: async (text, params = []) => (await client.query({ name: preparedName(text), text, values: [...params] })).rows,
      manager: runner.manager,
      afterCommit: (ring) => rings.push(ring),
    });
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await rollback(runner, error);
    throw error;
  }
}

async function rollback(runner: QueryRunner, cause: unknown): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch (error) {
    throw new AggregateError([cause, error], 'the transaction failed, and so did its rollback');
  }
}
