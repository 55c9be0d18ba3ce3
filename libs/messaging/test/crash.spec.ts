import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Db } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { Outbox, OutboxRelay, listDeadLetters, type CrashPoint, type Messaging } from '../src/index.js';
import { aLog, effectsOn, notifications } from './listening.js';
import { tell } from './meetings.js';
import { Platform } from './platform.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = fileURLToPath(new URL('./crashing-service.mjs', import.meta.url));

let platform: Platform;
let meetingsDb: Db;
let db: Db;
let outbox: Outbox;
let relay: OutboxRelay | undefined;
let listening: Messaging | undefined;

/** The built service, as a process that ends without a farewell at `point`. */
function crashing(service: Extract<ServiceName, 'meetings' | 'notifications'>, point: CrashPoint): ChildProcess {
  const urls = { apiUrl: platform.url(service, 'api'), workerUrl: platform.url(service, 'worker'), relayUrl: platform.url(service, 'relay') };
  const who = JSON.stringify({ service, urls, servers: platform.server.url, seed: platform.keys[service].seed });
  return spawn(process.execPath, [program], { env: { PATH: process.env['PATH'], CRASHING_SERVICE: who, KNUTPUNKT_CRASH_AT: point }, stdio: ['ignore', 'ignore', 'inherit'] });
}

const stored = async (): Promise<number> => (await (await jetstreamManager(await platform.nats('ops'))).streams.info('MEETINGS')).state.messages;

beforeAll(async () => {
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'libs/messaging'], { cwd: root });
  platform = await Platform.start(['meetings', 'notifications']);
  [meetingsDb, db] = [await platform.db('meetings'), await platform.db('notifications')];
  outbox = new Outbox('meetings', await platform.nats('meetings'));
}, 180_000);

afterAll(async () => {
  await listening?.stopReceiving();
  await relay?.stop();
  await platform?.stop();
});

describe('a process that is killed', () => {
  it('between publishing and marking has its messages in the stream once', async () => {
    const id = randomUUID();
    await tell(meetingsDb, outbox, [id, 1, 2]);

    const [, signal] = await once(crashing('meetings', 'after-publish-before-mark'), 'exit');
    expect(signal).toBe('SIGKILL');
    expect(await stored()).toBe(2);
    relay = new OutboxRelay({ service: 'meetings', db: meetingsDb, nats: await platform.nats('meetings'), log: aLog() });
    relay.start();

    await eventually(async () => expect(await platform.asAdmin('meetings', 'select 1 from outbox where published_at is null')).toEqual([]));
    expect(await stored()).toBe(2);
  }, 60_000);

  it('between commit and acknowledgement has done its work once', async () => {
    const id = randomUUID();
    const child = crashing('notifications', 'after-commit-before-ack');
    await tell(meetingsDb, outbox, [id, 1, 2]);
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');

    listening = notifications(db, await platform.nats('notifications'));
    listening.start();
    await tell(meetingsDb, outbox, [id, 3]);

    await eventually(async () => expect(await effectsOn(db, id)).toEqual([1, 2, 3]), 30_000);
  }, 60_000);
});

describe('the command for dead letters', () => {
  const command = fileURLToPath(new URL('../dist/dead-letters-cli.js', import.meta.url));
  const run = (...args: string[]): string =>
    execFileSync(process.execPath, [command, ...args], { env: { WORKER_DATABASE_URL: platform.url('notifications', 'worker') }, stdio: ['ignore', 'pipe', 'pipe'] }).toString();

  it('lists, tries again and drops', async () => {
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids) await platform.asAdmin('notifications',
      "insert into inbox (consumer, event_id, aggregate_id, aggregate_version, type, state, envelope, attempts, reason) values ('meetings', $1, $1, 1, 't', 'dead', '{}', 6, 'Error')", [id]);

    expect(run('list').trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id).sort()).toEqual([...ids].sort());
    expect(run('drop', 'meetings', ids[0]!)).toContain(ids[0]);
    expect(run('retry', 'meetings', ids[1]!)).toContain(ids[1]);

    expect((await listDeadLetters(db)).find(({ id }) => id === ids[0])).toBeUndefined();
    expect(() => run('drop', 'meetings', ids[0]!)).toThrow(/there is no waiting or dead letter/);
    expect(() => run('bury')).toThrow(/list \| retry/);
  });
});
