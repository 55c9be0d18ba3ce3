import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { removeCluster, startPostgres } from '@knutpunkt/infra/postgres';
import type { RolePasswords } from '@knutpunkt/persistence';

/** The passwords of every service's roles in tests: roles belong to the whole cluster, which suites that run at once share. */
export const testPasswords: RolePasswords = { owner: 'owner', api: 'api', worker: 'worker', relay: 'relay' };

export interface TestDatabase {
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** What a database holds from the beginning. Contents of the same name are the same. */
export interface Contents {
  readonly name: string;
  fill(adminUrl: string): Promise<void>;
}

async function asAdmin(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const run = (url: string, statement: string): Promise<void> => asAdmin(url, (client) => client.query(statement));

/** A database with these contents, or an empty one: on the cluster that TEST_CLUSTER_URL names, which a whole run shares, else on a cluster of its own. */
export async function testDatabase(contents?: Contents): Promise<TestDatabase> {
  const shared = process.env.TEST_CLUSTER_URL;
  return shared ? onCluster(shared, contents) : onOwnCluster(contents);
}

async function onCluster(clusterUrl: string, contents?: Contents): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(clusterUrl, `create database ${name}${contents ? ` template ${await templateOf(clusterUrl, contents)}` : ''}`);
  return { adminUrl: urlOf(clusterUrl, name), drop: () => run(clusterUrl, `drop database if exists ${name} with (force)`) };
}

/** The database that those with these contents are copied from; whoever wants it first makes it. */
async function templateOf(clusterUrl: string, { name, fill }: Contents): Promise<string> {
  const template = `template_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  await asAdmin(clusterUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    if ((await client.query('select from pg_database where datname = $1', [template])).rowCount) return;
    const half = `${template}_half`;
    await client.query(`drop database if exists ${half}`);
    await client.query(`create database ${half}`);
    await fill(urlOf(clusterUrl, half));
    await client.query(`alter database ${half} rename to ${template}`);
  });
  return template;
}

function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function onOwnCluster(contents?: Contents): Promise<TestDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-test-pg-'));
  const postgres = await startPostgres({ dir: join(dir, 'pg'), durable: false });
  await contents?.fill(postgres.adminUrl);
  return {
    adminUrl: postgres.adminUrl,
    drop: async () => {
      await postgres.stop();
      removeCluster(join(dir, 'pg'));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
