import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { eventually } from '@knutpunkt/testing';
import { Client } from 'pg';
import { obtainNatsServer, startNatsServer } from './nats-server.js';
import { removeCluster, startPostgres } from './postgres.js';
import { endOf, endProcess } from './spawned.js';
import { supervise, type Spawned, type Supervised } from './supervisor.js';

const dir = mkdtempSync(join(tmpdir(), 'kept-running-'));
const given = process.env['DATABASE_URL'];
let said: string[] = [];
let running: { stop(): Promise<void> } | undefined;

const log = (line: string): void => void said.push(line);
const gaveUp = (reason: string): void => log(`gave up: ${reason}`);
const killed = (name: string) => [`${name} ended (SIGKILL); it is started again`, `${name} runs again`];

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  // The server that is killed takes its connections with it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** A process that runs until it is ended, or (`lasts` false) ends at once with code 3. */
async function program(lasts: boolean): Promise<Spawned> {
  const child = spawn(process.execPath, ['-e', lasts ? 'setInterval(() => undefined, 1000)' : 'process.exit(3)'], { stdio: 'ignore' });
  return { pid: child.pid!, ended: endOf(child), stop: () => endProcess(child.pid!, [['SIGKILL', 5_000]]) };
}

beforeEach(() => {
  delete process.env['DATABASE_URL'];
  said = [];
  chmodSync(dir, 0o711);
});
afterEach(async () => running?.stop());
afterAll(() => {
  if (given) process.env['DATABASE_URL'] = given;
  removeCluster(join(dir, 'pg'));
  rmSync(dir, { recursive: true, force: true });
});

describe('a server that is killed', () => {
  it('comes back with its data at its address: PostgreSQL, twice', async () => {
    const postgres = await startPostgres({ dir: join(dir, 'pg'), log, gaveUp });
    running = postgres;
    await ask(postgres.adminUrl, `create table kept as select 'Köping' as town`);
    for (const times of [1, 2]) {
      process.kill(postgres.pid!, 'SIGKILL');
      await eventually(async () => expect(said.filter((line) => line.endsWith('runs again'))).toHaveLength(times), 30_000);
      expect(await ask(postgres.adminUrl, 'select town from kept')).toEqual([{ town: 'Köping' }]);
    }
    expect(said.filter((line) => !line.includes('could not be started'))).toEqual([...killed('PostgreSQL'), ...killed('PostgreSQL')]);
  }, 90_000);

  it('comes back with its data at its address, and its clients find it again: NATS', async () => {
    const config = 'jetstream { sync_interval: always }\nauthorization { users: [{ user: ops, password: secret }] }\n';
    const server = await startNatsServer({ binary: await obtainNatsServer(), configPath: join(dir, 'nats.conf'), config, storeDir: join(dir, 'nats'), keep: { log, gaveUp } });
    running = server;
    const client = await connect({ servers: server.url, user: 'ops', pass: 'secret', maxReconnectAttempts: -1, reconnectTimeWait: 100 });
    const manager = await jetstreamManager(client);
    await manager.streams.add({ name: 'KEPT', subjects: ['kept.>'] });
    await jetstream(client).publish('kept.once', 'hello');
    const first = server.pid;
    process.kill(first, 'SIGKILL');
    await eventually(async () => expect(said).toEqual(killed('NATS')), 30_000);
    expect(server.pid).not.toBe(first);
    await eventually(async () => expect((await manager.streams.info('KEPT')).state.messages).toBe(1), 30_000);
    await client.close();
  }, 60_000);
});

describe('what is kept running', () => {
  const fragile = async (again: () => Promise<Spawned>, pauses: readonly number[]): Promise<Supervised> =>
    supervise(await program(false), { name: 'it', again, log, gaveUp, pauses });

  it('is given up, and told, when every try was in vain', async () => {
    running = await fragile(() => program(false), [1, 1, 1]);
    await eventually(async () => expect(said.at(-1)).toBe('gave up: it ended and was started again 3 times in vain'), 20_000);
    expect(said.filter((line) => line === 'it ended (3); it is started again')).toHaveLength(4);
  }, 30_000);

  it('is tried again when it cannot be started, and says why', async () => {
    let tries = 0;
    running = await fragile(() => (++tries < 3 ? Promise.reject(new Error('the port is taken')) : program(true)), [1, 1, 1]);
    await eventually(async () => expect(said.at(-1)).toBe('it runs again'), 20_000);
    expect(said.filter((line) => line === 'it could not be started: the port is taken')).toHaveLength(2);
  }, 30_000);

  it('is not started again once it is to stop, not even from the pause before a try', async () => {
    const kept = await fragile(() => Promise.reject(new Error('started')), [60_000]);
    await eventually(async () => expect(said).toEqual(['it ended (3); it is started again']), 20_000);
    await kept.stop();
    expect(said).toEqual(['it ended (3); it is started again']);
  }, 30_000);
});
