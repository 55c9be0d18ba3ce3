import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { removeCluster, startPostgres, type Postgres } from './postgres.js';
import { isAlive } from './spawned.js';

const dir = join(mkdtempSync(join(tmpdir(), 'knut punkt ')), 'with a space');
const given = process.env['DATABASE_URL'];
let running: Postgres | undefined;

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  delete process.env['DATABASE_URL'];
  chmodSync(join(dir, '..'), 0o711);
});
afterEach(async () => running?.stop());
afterAll(() => {
  if (given) process.env['DATABASE_URL'] = given;
  removeCluster(dir);
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('makes a cluster at first start and keeps what was written, from a path with spaces', async () => {
    running = await startPostgres({ dir });
    await ask(running.adminUrl, `create table kept as select 'Köping' as town`);
    await running.stop();
    running = await startPostgres({ dir });
    expect(await ask(running.adminUrl, `select upper(town) as town from kept`)).toEqual([{ town: 'KÖPING' }]);
    expect(await ask(running.adminUrl, 'show fsync')).toEqual([{ fsync: 'on' }]);
  }, 60_000);

  it('keeps the password in a file that only we read, and lets nobody in without it', async () => {
    running = await startPostgres({ dir });
    expect(statSync(join(dir, 'postgres.password')).mode & 0o777).toBe(0o600);
    const { port } = new URL(running.adminUrl);
    await expect(ask(`postgres://postgres:wrong@127.0.0.1:${port}/knutpunkt`, 'select 1')).rejects.toThrow('password authentication failed');
  }, 30_000);

  it('stops a server that a killed run left behind, with its data whole', async () => {
    const orphan = await startPostgres({ dir });
    running = await startPostgres({ dir });
    expect(isAlive(orphan.pid!)).toBe(false);
    expect(await ask(running.adminUrl, 'select count(*)::int as n from kept')).toEqual([{ n: 1 }]);
  }, 30_000);

  it('refuses a folder that another living process uses', async () => {
    const other = spawn(process.execPath, ['--input-type=module', '-e', `
      import { writeFileSync, readFileSync } from 'node:fs';
      const stat = readFileSync('/proc/self/stat', 'utf8');
      writeFileSync(process.argv[1], process.pid + '\\n' + stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] + '\\n');
      process.stdout.write('ready'); setInterval(() => {}, 1000);`, join(dir, 'in-use-by')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => other.stdout.once('data', resolve));
    try {
      await expect(startPostgres({ dir })).rejects.toThrow(`in use by process ${other.pid}`);
    } finally {
      other.kill();
      rmSync(join(dir, 'in-use-by'));
    }
  }, 30_000);

  (process.getuid?.() === 0 ? it : it.skip)('puts the data where its account can reach it when we are root in a home that others may not enter', async () => {
    const home = mkdtempSync(join(tmpdir(), 'closed-home-'));
    running = await startPostgres({ dir: home });
    const place = readFileSync(join(home, 'postgres.place'), 'utf8').trim();
    expect(existsSync(join(place, 'postgres', 'PG_VERSION'))).toBe(true);
    await running.stop();
    removeCluster(home);
    expect([existsSync(place), existsSync(join(home, 'postgres.place'))]).toEqual([false, false]);
    rmSync(home, { recursive: true });
  }, 30_000);

  it('writes neither statements nor values into its log', async () => {
    running = await startPostgres({ dir });
    await expect(ask(running.adminUrl, `select 'canary-19121212-1212'::int`)).rejects.toThrow();
    await ask(running.adminUrl, 'create table once (name text primary key)');
    await ask(running.adminUrl, `insert into once values ('canary-duplicate')`);
    await expect(ask(running.adminUrl, `insert into once values ('canary-duplicate')`)).rejects.toThrow('duplicate key');
    expect(readFileSync(join(dir, 'postgres.log'), 'utf8')).not.toContain('canary');
  }, 30_000);
});

describe('a given DATABASE_URL', () => {
  afterEach(() => void delete process.env['DATABASE_URL']);

  it('is used as it is when its account may create roles and schemas, and named what it lacks when not', async () => {
    running = await startPostgres({ dir });
    await ask(running.adminUrl, `create role weak login password 'weak'`);
    await ask(running.adminUrl, `create role able login createrole password 'able'; grant create on database knutpunkt to able`);
    const as = (name: string) => running!.adminUrl.replace(/\/\/.*@/, `//${name}:${name}@`);
    process.env['DATABASE_URL'] = as('able');
    await expect(startPostgres({ dir })).resolves.toMatchObject({ kind: 'given', adminUrl: as('able') });
    process.env['DATABASE_URL'] = as('weak');
    await expect(startPostgres({ dir })).rejects.toThrow(/CREATEROLE.*CREATE on the database/);
  }, 30_000);
});
