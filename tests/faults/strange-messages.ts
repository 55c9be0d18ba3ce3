import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import type { Envelope, ServiceName } from '@knutpunkt/contracts';
import { publishers } from '@knutpunkt/messaging';
import { eventually } from '@knutpunkt/testing';
import { Client } from 'pg';
import type { Platform } from './platform.js';
import { hearers, heardMost, tellers } from './tried.js';

const gathering = 2_000;

/** Publishes as a service does, which alone may. */
async function publish(platform: Platform, service: ServiceName, messages: readonly (readonly [string, string])[]): Promise<void> {
  const nats = await platform.connect(service);
  const js = jetstream(nats);
  // A store that was just wiped is on its way back.
  for (const [to, body] of messages) await eventually(() => js.publish(to, body, { msgID: randomUUID() }));
}

/** Every message that was sent comes once more, as one that JetStream does not know. */
export async function everythingAgain(platform: Platform): Promise<void> {
  for (const service of publishers) {
    const rows = await platform.see<{ subject: string; envelope: Envelope }>(`select subject, envelope from ${service}.outbox where published_at is not null order by seq desc limit 300`);
    await publish(platform, service, rows.map((row) => [row.subject, JSON.stringify(row.envelope)]));
  }
}

/**
 * What waits to be sent is sent the other way round: the place of who sends is taken for a while, in which nothing else is sent, and what has gathered is published last first.
 * Who sends finds it known afterwards.
 */
export async function inAnotherOrder(platform: Platform): Promise<void> {
  const client = new Client({ connectionString: platform.adminUrl });
  await client.connect();
  try {
    for (const service of tellers) {
      await leadInstead(client, service);
      await pause(gathering);
      const { rows } = await client.query<{ id: string; subject: string; message: string }>(`select id, subject, envelope::text as message from ${service}.outbox where published_at is null order by seq desc`);
      const js = jetstream(await platform.connect(service));
      for (const { id, subject: to, message } of rows) await eventually(() => js.publish(to, message, { msgID: id }));
      await client.query('commit');
    }
  } finally {
    await client.end();
  }
}

/** Ends the session of who sends until its place is free. */
async function leadInstead(client: Client, service: string): Promise<void> {
  await client.query('begin');
  await eventually(async () => {
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 || '_relay'", [service]);
    const { rows: [lock] } = await client.query<{ leads: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as leads', [`knutpunkt relay ${service}`]);
    if (!lock!.leads) throw new Error('another one sends');
  });
}

export const unreadable = "'not an event', 'unknown type', 'data not of its type'";

const deadLetters = async (platform: Platform): Promise<number> =>
  (await platform.see(hearers.map((service) => `select from ${service}.inbox where state = 'dead' and reason in (${unreadable})`).join(' union all '))).length;

const envelope = (source: ServiceName, type: string): string => JSON.stringify({
  specversion: '1.0', id: randomUUID(), source: `/${source}`, type, subject: randomUUID(), time: new Date().toISOString(), datacontenttype: 'application/json', aggregateversion: 1, actorkind: 'worker', actorid: 'x', data: { [source]: 7 },
});

/** Messages that nobody can read, of each service that tells: not JSON, of a type that is not declared, with data that is not of its type. Resolves when each is a dead letter of each who listens. */
export async function poison(platform: Platform): Promise<void> {
  const before = await deadLetters(platform);
  for (const { type: { service, subject, type } } of heardMost) {
    await publish(platform, service, [[subject, `not JSON ${randomUUID()}`], [subject, envelope(service, `se.knutpunkt.${service}.thing.dissolved.v1`)], [subject, envelope(service, type)]]);
  }
  const expected = heardMost.reduce((sum, { listeners }) => sum + 3 * listeners, before);
  await eventually(async () => {
    if ((await deadLetters(platform)) < expected) throw new Error('what cannot be read is no dead letter');
  }, 120_000);
}
