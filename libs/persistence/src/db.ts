import { DataSource } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { NoAccess, NotFound, Problem } from '@knutpunkt/contracts';
import type { Actor, Caller, Provisioner } from './actor.js';
import { refusalOf } from './refusal.js';
import { ask, forgetStatements } from './together.js';

/** One open transaction. `query` prepares each statement once per connection; what is asked in one turn, not waiting for each other's answers, travels together. */
export interface Tx {
  query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<R[]>;
  /** Runs after the commit and never otherwise; for doorbells, not for effects. */
  afterCommit(ring: () => void): void;
  /** Sends the commit together with what is asked in this turn: whatever is asked after it is refused, and what is thrown after it undoes nothing. It fails where one of those fails. */
  commitAlong(): Promise<void>;
}

export interface ActorTx extends Tx {
  readonly actor: Actor;
}

export interface ProvisionerTx extends Tx {
  readonly provisioner: Provisioner;
}

export interface DatabaseConfig {
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly relayUrl: string;
  readonly poolSize?: number;
}

/**
 * Planning the policies costs more than most statements themselves, so a prepared statement is planned once. It may be planned while its tables are all but empty, and run when they are
 * large: so the planner is kept from reading whole tables, and from collecting and sorting all that an index has where the first few are asked for, which it prefers while they are small.
 * Nor does it start processes to share the work of a statement: for the few rows that are asked for here, that takes a hundred times as long as reading them.
 */
const planOnce = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off -c max_parallel_workers_per_gather=0';
/** A statement that PostgreSQL has not answered when it would have ended it itself is one whose connection is lost: nobody may wait for it for ever. */
const unanswered = 12_000;
const limits = { query_timeout: unanswered, connectionTimeoutMillis: 3_000, statement_timeout: 10_000, idle_in_transaction_session_timeout: 10_000 };

const pool = (url: string, max: number, options = planOnce): DataSource =>
  new DataSource({ type: 'postgres', url, poolSize: max, extra: { ...limits, pipeline: true, options }, poolErrorHandler: () => undefined });

/**
 * Opens a pool whose connections may be cut at any moment, also between two questions: whoever asks next is told by the answer, and the pool lets the connection go.
 * Without a listener of its own an error event would end the process.
 */
async function opened(source: DataSource): Promise<void> {
  await source.initialize();
  const heard = new WeakSet<PoolClient>();
  const { master } = source.driver as unknown as { master: Pool };
  master.on('acquire', (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    client.on('error', () => undefined);
  });
}

/** The only way to a service's database. */
export class Db {
  private readonly api: DataSource;
  private readonly worker: DataSource;
  private readonly relaying: DataSource;

  constructor(config: DatabaseConfig) {
    this.api = pool(config.apiUrl, config.poolSize ?? 8);
    this.worker = pool(config.workerUrl, config.poolSize ?? 8);
    this.relaying = pool(config.relayUrl, 2, `${planOnce} -c synchronous_commit=off`);
  }

  /** Opens the pools; throws when the database is not reachable. */
  async connect(): Promise<void> {
    await Promise.all([this.api, this.worker, this.relaying].filter((source) => !source.isInitialized).map(opened));
  }

  async close(): Promise<void> {
    await Promise.all([this.api, this.worker, this.relaying].filter((source) => source.isInitialized).map((source) => source.destroy()));
  }

  /** A transaction for somebody: sees and writes what row-level security allows this caller now. Throws NoAccess for one whom the directory does not know. */
  as<T>(caller: Caller, work: (tx: ActorTx) => Promise<T>): Promise<T> {
    return this.asking(caller, () => Promise.resolve(), work);
  }

  /** The same, where `ahead` asks what does not depend on who the actor turns out to be: it is sent together with the opening. The policies tell a stranger nothing, and what a stranger asked is undone. */
  asking<A, T>(caller: Caller, ahead: (tx: Tx) => Promise<A>, work: (tx: ActorTx, found: A) => Promise<T>): Promise<T> {
    const opening = { text: 'select enter($1::jsonb) as actor', params: [JSON.stringify(caller)] };
    return this.run(this.api, opening, async (tx, opened) => {
      const [entered, found] = await Promise.allSettled([opened, ahead(tx)]);
      const actor = rowOf(entered)?.['actor'] as Actor | null | undefined;
      if (!actor) throw new Problem(NoAccess);
      const asked = found.status === 'fulfilled' ? work({ ...tx, actor }, found.value) : Promise.reject(found.reason);
      return asked.catch((error: unknown) => { throw actor.couldStepUp ? withOffer(error) : error; });
    });
  }

  /** A transaction for an organisation's machine: it sees and writes its own organisation's people. Throws NoAccess for one whose organisation is not active here. */
  provisioning<T>(caller: Caller, work: (tx: ProvisionerTx) => Promise<T>): Promise<T> {
    const opening = { text: 'select enter_as_client($1::jsonb) as provisioner', params: [JSON.stringify(caller)] };
    return this.run(this.api, opening, async (tx, opened) => {
      const provisioner = (await opened)[0]?.['provisioner'] as Provisioner | null | undefined;
      if (!provisioner) throw new Problem(NoAccess);
      return work({ ...tx, provisioner });
    });
  }

  /** A transaction for events and timers, named by the consumer. */
  work<T>(consumer: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(this.worker, { text: "select set_config('knutpunkt.consumer', $1, true)", params: [consumer] }, alongside(work));
  }

  /**
   * A transaction for the outbox relay alone. Its commits do not wait for the disk: a note of what was sent that is lost with the machine is made again, and what is
   * sent again for the lack of it is known by its id.
   */
  relay<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(this.relaying, null, alongside(work));
  }

  private async run<T>(source: DataSource, opening: Opening | null, work: Opened<T>): Promise<T> {
    const rings: (() => void)[] = [];
    const runner = source.createQueryRunner();
    let over = false;
    try {
      const client = (await runner.connect()) as PoolClient;
      const query = async <R>(text: string, params: readonly unknown[] = []): Promise<R[]> => {
        // What a failed sibling left running would be asked in whoever's transaction comes next on this connection.
        if (over) throw new Error('the transaction is over');
        return (await ask(client, text, params)).rows as R[];
      };
      const result = await inTransaction(client, opening, (commit, opened) =>
        work({ query, afterCommit: (ring) => rings.push(ring), commitAlong: () => { over = true; return commit(); } }, opened).finally(() => { over = true; }));
      rings.forEach((ring) => ring());
      return result;
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await runner.release();
    }
  }
}

/** The first statement of a transaction, sent together with its beginning. */
interface Opening { readonly text: string; readonly params: readonly unknown[] }
type Rows = Record<string, unknown>[];
type Opened<T> = (tx: Tx, opened: Promise<Rows>) => Promise<T>;

/** Work that does not need the opening's answer is sent together with it. */
const alongside = <T>(work: (tx: Tx) => Promise<T>): Opened<T> => async (tx, opened) => (await Promise.all([work(tx), opened]))[0];

function rowOf(entered: PromiseSettledResult<Rows>): Record<string, unknown> | undefined {
  if (entered.status === 'rejected') throw entered.reason;
  return entered.value[0];
}

/** Who has any membership above the session's level is offered to step up with every 404 alike, so that the offer tells nothing. */
const withOffer = (error: unknown): unknown => (error instanceof Problem && error.body.status === 404 ? new Problem(NotFound, { stepUp: true }) : error);

async function inTransaction<T>(client: PoolClient, opening: Opening | null, work: (commit: () => Promise<void>, opened: Promise<Rows>) => Promise<T>): Promise<T> {
  let committed: Promise<void> | undefined;
  const commit = (): Promise<void> => (committed ??= committing(client));
  try {
    const opened = Promise.all([ask(client, 'begin'), opening && ask(client, opening.text, opening.params)]).then(([, answer]) => (answer?.rows ?? []) as Rows);
    const result = await work(commit, opened);
    await commit();
    return result;
  } catch (error) {
    await rollback(client, error);
    throw error;
  }
}

async function committing(client: PoolClient): Promise<void> {
  const { command } = await ask(client, 'commit');
  if (command !== 'COMMIT') throw new Error('a statement had failed, so the commit rolled back');
}

/** "cached plan must not change result type": a release has changed the table since. */
const preparedTooEarly = '0A000';

async function rollback(client: PoolClient, cause: unknown): Promise<void> {
  try {
    await ask(client, 'rollback');
    if ((cause as { code?: string } | null)?.code === preparedTooEarly) await forgetStatements(client);
  } catch (error) {
    throw new AggregateError([cause, error], 'the transaction failed, and so did its rollback');
  }
}
