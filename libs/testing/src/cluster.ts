import { randomBytes } from 'node:crypto';
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

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database: on the cluster that TEST_CLUSTER_URL names, which a whole run shares, else on a cluster of its own. */
export async function testDatabase(): Promise<TestDatabase> {
  const shared = process.env.TEST_CLUSTER_URL;
  return shared ? onCluster(shared) : onOwnCluster();
}

async function onCluster(clusterUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(clusterUrl, `create database ${name}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return { adminUrl: url.href, drop: () => asAdmin(clusterUrl, `drop database if exists ${name} with (force)`) };
}

async function onOwnCluster(): Promise<TestDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-test-pg-'));
  const postgres = await startPostgres({ dir: join(dir, 'pg'), durable: false });
  return {
    adminUrl: postgres.adminUrl,
    drop: async () => {
      await postgres.stop();
      removeCluster(join(dir, 'pg'));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
