import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Migration } from '@knutpunkt/persistence';
import { baseMigrations } from '@knutpunkt/service-kit';
import { removeCluster, startPostgres, type Postgres } from '../postgres.js';
import { databaseOf, prepareDatabase } from './database.js';
import { keptKeys } from './keys.js';

const dir = mkdtempSync(join(tmpdir(), 'database-'));
const keys = keptKeys(dir);
const migrations = { meetings: baseMigrations } as unknown as Record<ServiceName, readonly Migration[]>;
let postgres: Postgres;

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

beforeAll(async () => void (postgres = await startPostgres({ dir: join(dir, 'pg'), durable: false })), 60_000);
afterAll(async () => {
  await postgres.stop();
  removeCluster(join(dir, 'pg'));
  rmSync(dir, { recursive: true, force: true });
});

describe('the schemas', () => {
  it('are made with no more than the privileges that a given database must offer, and again', async () => {
    await ask(postgres.adminUrl, `create role able login createrole password 'able'; grant create on database knutpunkt to able`);
    const able = postgres.adminUrl.replace(/\/\/.*@/, '//able:able@');
    await prepareDatabase(able, keys, migrations);
    await prepareDatabase(able, keys, migrations);
    const { apiUrl, workerUrl } = databaseOf(able, keys, 'meetings');
    expect(await ask(apiUrl, 'select current_user as who')).toEqual([{ who: 'meetings_api' }]);
    expect(await ask(workerUrl, 'select count(*)::int as n from outbox').catch((error: Error) => error.message)).not.toContain('does not exist');
  }, 60_000);
});
