import { createHash } from 'node:crypto';
import { Query, Result, type Connection, type FieldDef, type PoolClient, type QueryResult } from 'pg';
import values from 'pg/lib/utils.js';

/** A statement on its way, by the name under which a connection knows it. */
interface Asking {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  readonly resolve: (result: QueryResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What of pg's connection is not in its types: the statements that the server has confirmed as prepared. */
type Wire = Connection & { readonly stream: { cork(): void; uncork(): void }; readonly parsedStatements: Record<string, string | undefined> };
interface Complete { readonly text: string }

const names = new Map<string, string>();
const nameOf = (text: string): string => createHash('sha1').update(text).digest('base64url');
const preparedName = (text: string): string => names.get(text) ?? (names.set(text, nameOf(text)), names.get(text)!);

const turns = new WeakMap<PoolClient, Asking[]>();

/**
 * Asks a statement, prepared once per connection under a name made of its text. What is asked in one turn, not waiting for each other's answers, is sent together, and PostgreSQL writes
 * its answers to it together: on both sides a write to a socket costs as much as a small statement. After one that fails, the
 * others of the turn fail with it.
 */
export function ask(client: PoolClient, text: string, params: readonly unknown[] = []): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    const turn = turns.get(client) ?? beginTurn(client);
    turn.push({ name: preparedName(text), text, values: params.map((value) => values.prepareValue(value)), resolve, reject });
  });
}

/** Has the connection prepare its statements anew: those whose table has changed since would fail on it for ever. */
export async function forgetStatements(client: PoolClient): Promise<void> {
  await client.query('deallocate all');
  const { parsedStatements } = client.connection as Wire;
  for (const name of Object.keys(parsedStatements)) delete parsedStatements[name];
}

function beginTurn(client: PoolClient): Asking[] {
  const turn: Asking[] = [];
  turns.set(client, turn);
  process.nextTick(() => {
    turns.delete(client);
    send(client, turn);
  });
  return turn;
}

/** A statement that the connection does not know yet is prepared by itself: were it behind one that fails, nobody could tell whether it is known. */
function send(client: PoolClient, turn: readonly Asking[]): void {
  const { stream, parsedStatements } = client.connection as Wire;
  stream.cork();
  let known: Asking[] = [];
  for (const asking of turn) {
    if (parsedStatements[asking.name]) known.push(asking);
    else {
      sendKnown(client, known);
      known = [];
      client.query({ name: asking.name, text: asking.text, values: [...asking.values] }).then(asking.resolve, asking.reject);
    }
  }
  sendKnown(client, known);
  stream.uncork();
}

const sendKnown = (client: PoolClient, known: readonly Asking[]): void => {
  if (known.length > 0) client.query(new Together(known));
};

/** Several prepared statements with one Sync at their end, so that the server answers to them in one write. */
class Together extends Query {
  private done = 0;
  private result = new Result('', undefined as never) as Result & Receiving;

  constructor(private readonly askings: readonly Asking[]) {
    super('');
  }

  override submit = (connection: Connection): void => {
    const wire = connection as unknown as Sending;
    for (const { name, values: given } of this.askings) {
      wire.bind({ portal: '', statement: name, values: given });
      wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '' });
    }
    wire.sync();
  };

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.result.addFields(fields);
  }

  handleDataRow({ fields }: { fields: string[] }): void {
    this.result.rows.push(this.result.parseRow(fields));
  }

  handleCommandComplete(complete: Complete): void {
    this.result.addCommandComplete(complete);
    this.askings[this.done++]!.resolve(this.result);
    this.result = new Result('', undefined as never) as Result & Receiving;
  }

  handleError(error: unknown): void {
    // Nobody waits for its end any more: the client's clock for it is stopped.
    (this as Answered).callback?.();
    this.askings.slice(this.done).forEach((asking) => asking.reject(error));
    this.done = this.askings.length;
  }

  handleReadyForQuery(): void {
    this.handleError(new Error('the server did not answer every statement'));
  }
}

/** What pg's client puts on a query that it sends. */
interface Answered { readonly callback?: () => void }
interface Receiving { addFields(fields: FieldDef[]): void; parseRow(fields: string[]): Record<string, unknown>; addCommandComplete(complete: Complete): void }
interface Sending {
  bind(what: { portal: string; statement: string; values: readonly unknown[] }): void;
  describe(what: { type: 'P'; name: string }): void;
  execute(what: { portal: string }): void;
  sync(): void;
}
