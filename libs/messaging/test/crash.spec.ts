import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Db } from '@knutpunkt/persistence';
import { Outbox, OutboxRelay, type CrashPoint, type Messaging } from '../src/index.js';
import { eventually } from './eventually.js';
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
