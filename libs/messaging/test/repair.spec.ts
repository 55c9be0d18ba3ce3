import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Db } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { Outbox, OutboxRelay, keepProvisioned, type Messaging } from '../src/index.js';
import { aLog, effectsOn, notifications } from './listening.js';
import { tell } from './meetings.js';
import { Platform } from './platform.js';

let platform: Platform;
let meetingsDb: Db;
let db: Db;
let ops: NatsConnection;
let nats: NatsConnection;
let meetingsNats: NatsConnection;
let outbox: Outbox;
let relay: OutboxRelay;
let listening: Messaging;
/** What handlers wait for. */
let held: Promise<void> = Promise.resolve();
const log = aLog();

const newRelay = async (): Promise<OutboxRelay> => new OutboxRelay({ service: 'meetings', db: meetingsDb, nats: await platform.nats('meetings'), log: aLog() });

const settled = (about: string, versions: number[]): Promise<void> => eventually(async () => expect(await effectsOn(db, about)).toEqual(versions), 25_000);

/** Every event is in the stream, at the place that its row says. */
const complete = (): Promise<void> => eventually(async () => {
  const { state } = await (await jetstreamManager(ops)).streams.info('MEETINGS');
  const [rows] = await platform.asAdmin<{ all: number; published: number; last: number }>(
    'meetings', 'select count(*)::int as all, count(distinct stream_seq)::int as published, max(stream_seq)::int as last from outbox');
  expect({ published: rows!.published, messages: state.messages, last: rows!.last }).toEqual({ published: rows!.all, messages: rows!.all, last: state.last_seq });
}, 25_000);

/** What the starter does while it runs. */
const provisioned = (): Promise<void> => eventually(async () => expect(await keepProvisioned(ops)).toEqual([]));

beforeAll(async () => {
  platform = await Platform.start(['meetings', 'notifications']);
  [meetingsDb, db] = [await platform.db('meetings'), await platform.db('notifications')];
  [ops, nats, meetingsNats] = [await platform.nats('ops'), await platform.nats('notifications'), await platform.nats('meetings')];
  outbox = new Outbox('meetings', meetingsNats);
  relay = await newRelay();
  relay.start();
  listening = notifications(db, nats, () => held, log);
  listening.start();
}, 120_000);

afterAll(async () => {
  await listening?.stopReceiving();
  await relay?.stop();
  await platform?.stop();
});

describe('what is committed', () => {
  it('while NATS is away is delivered when it is back', async () => {
    const id = randomUUID();
    await tell(meetingsDb, outbox, [id, 1]);
    await settled(id, [1]);

    await platform.server.stop();
    await tell(meetingsDb, outbox, [id, 2, 3]);
    await platform.startNats();

    await settled(id, [1, 2, 3]);
  }, 60_000);

  it('while its listener is away is delivered when it is back', async () => {
    const id = randomUUID();
    await listening.stopReceiving();

    await tell(meetingsDb, outbox, [id, 1, 2]);
    listening = notifications(db, nats, () => held, log);
    listening.start();

    await settled(id, [1, 2]);
  });

  it('has one effect while the database cuts the sessions of listener and relay again and again', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());

    for (const id of ids) {
      await tell(meetingsDb, outbox, [id, 1, 2]);
      await platform.asAdmin('notifications', "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('notifications_worker', 'meetings_relay')");
    }

    for (const id of ids) await settled(id, [1, 2]);
    await complete();
  }, 60_000);
});

describe('a stream', () => {
  it('whose store is gone is filled again by itself, and nothing happens twice', async () => {
    const id = randomUUID();
    await tell(meetingsDb, outbox, [id, 1, 2]);
    await settled(id, [1, 2]);

    await platform.server.stop();
    rmSync(join(platform.store, 'jetstream'), { recursive: true });
    await platform.startNats();
    await provisioned();
    await complete();
    await tell(meetingsDb, outbox, [id, 3]);

    await settled(id, [1, 2, 3]);
  }, 90_000);

  it('that goes when much was pulled from it is asked for anew after the first unanswered acknowledgements, not after each', async () => {
    const ids = Array.from({ length: 40 }, () => randomUUID());
    let release = (): void => undefined;
    held = new Promise((resolve) => { release = resolve; });
    for (const id of ids) await tell(meetingsDb, outbox, [id, 1]);
    await eventually(async () => expect((await (await jetstreamManager(ops)).consumers.info('MEETINGS', 'notifications-meetings')).num_ack_pending).toBeGreaterThanOrEqual(ids.length));

    await platform.server.stop();
    rmSync(join(platform.store, 'jetstream'), { recursive: true });
    await platform.startNats();
    release();
    const unanswered = (): number => log.lines.filter((line) => line.includes('not answered') && line.includes('notifications-meetings')).length;
    await eventually(() => expect(unanswered()).toBeGreaterThan(0));
    await provisioned();

    for (const id of ids) await settled(id, [1]);
    expect(unanswered()).toBeLessThanOrEqual(8);
  }, 90_000);

  it('that was rolled back is filled again by itself, and nothing happens twice', async () => {
    const [id, later] = [randomUUID(), randomUUID()];
    const [store, aside] = [join(platform.store, 'jetstream'), join(platform.dir, 'aside')];
    await tell(meetingsDb, outbox, [id, 1]);
    await complete();
    await platform.server.stop();
    platform.copyStore(store, aside);
    await platform.startNats();
    await tell(meetingsDb, outbox, [id, 2, 3]);
    await settled(id, [1, 2, 3]);

    await platform.server.stop();
    platform.copyStore(aside, store);
    await platform.startNats();
    await tell(meetingsDb, outbox, [later, 1]);

    await settled(later, [1]);
    await complete();
    expect(await effectsOn(db, id)).toEqual([1, 2, 3]);
  }, 90_000);

  it('that lost its tail delivers what was lost also to a listener that had not seen it', async () => {
    const id = randomUUID();
    const [messages, aside] = [join(platform.store, 'jetstream', '$G', 'streams', 'MEETINGS', 'msgs'), join(platform.dir, 'aside')];
    await complete();
    await platform.server.stop();
    platform.copyStore(messages, aside);
    await platform.startNats();
    await tell(meetingsDb, outbox, [id, 1, 2]);
    await settled(id, [1, 2]);

    await platform.server.stop();
    platform.copyStore(aside, messages);
    await platform.asAdmin('notifications', "delete from effects where about = $1", [id]);
    await platform.asAdmin('notifications', 'delete from inbox where aggregate_id = $1', [id]);
    await platform.asAdmin('notifications', 'delete from inbox_positions where aggregate_id = $1', [id]);
    await platform.startNats();

    await settled(id, [1, 2]);
    await complete();
  }, 90_000);
});

describe('of two relays', () => {
  it('one sends, and the other goes on when it stops', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const other = await newRelay();
    other.start();
    await tell(meetingsDb, outbox, [first, 1, 2]);
    await settled(first, [1, 2]);

    await relay.stop();
    relay = other;
    await tell(meetingsDb, outbox, [second, 1, 2]);

    await settled(second, [1, 2]);
    await complete();
  }, 60_000);
});
