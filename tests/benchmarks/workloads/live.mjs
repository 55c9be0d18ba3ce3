import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { quantile, sort } from '../figures.mjs';
import { logIn } from '../log-in.mjs';
import { meetingBody } from './meetings.mjs';

/** Opens somebody's live stream; `seen` holds when each object was first told. */
async function openStream(origin, username) {
  const headers = { cookie: await logIn(origin, username), 'sec-fetch-site': 'same-origin' };
  const seen = new Map();
  const request = get(`${origin}/api/stream`, { headers }, (answer) => {
    answer.setEncoding('utf8').on('data', (text) => {
      const at = performance.now();
      for (const [, id] of text.matchAll(/"type":"meeting","id":"([^"]+)"/g)) if (!seen.has(id)) seen.set(id, at);
    });
  });
  await new Promise((resolve, reject) => request.once('response', resolve).once('error', reject));
  return { seen, close: () => request.destroy() };
}

async function call({ origin, token, groupId }) {
  const asked = performance.now();
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/meetings`, { method: 'POST', headers, body: meetingBody(groupId) });
  const { id } = await answer.json();
  return { id, asked, answered: performance.now() };
}

/** Calls meetings at a rate per second; gives, in milliseconds, what passes from the answer (and from the question) until another member's browser is told. */
export async function liveLatency(target, username, { perSecond, seconds }) {
  const stream = await openStream(target.origin, username);
  const calls = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await delay(Math.max(0, began + (n * 1_000) / perSecond - performance.now()));
    calls.push(call(target));
  }
  const called = await Promise.all(calls);
  const deadline = performance.now() + 10_000;
  while (called.some(({ id }) => !stream.seen.has(id)) && performance.now() < deadline) await delay(20);
  stream.close();
  const told = called.filter(({ id }) => stream.seen.has(id));
  const of = (since) => { const all = sort(told.map((one) => stream.seen.get(one.id) - one[since])); return { p50: quantile(all, 0.5), p99: quantile(all, 0.99) }; };
  return { perSecond, called: called.length, late: called.length - told.length, afterAnswer: of('answered'), afterQuestion: of('asked') };
}

const fill = `insert into meetings.outbox (envelope)
  select jsonb_build_object('specversion', '1.0', 'id', gen_random_uuid(), 'source', '/meetings', 'type', 'se.knutpunkt.meetings.meeting.scheduled.v1', 'subject', gen_random_uuid(), 'aggregateversion', 1,
    'time', now(), 'datacontenttype', 'application/json', 'actorkind', 'worker', 'actorid', 'benchmark', 'data', jsonb_build_object('filling', repeat('x', 1200))) from generate_series(1, $1)`;

/** Rows per second that a relay works off when it comes back to a full outbox, and messages per second that JetStream takes without an outbox, as many on their way. */
export async function relayDrain(hub, rows) {
  await hub.admin.query(fill, [rows]);
  const service = await hub.run('meetings');
  const left = async () => Number((await hub.admin.query('select count(*) from meetings.outbox where published_at is null')).rows[0].count);
  while ((await left()) > 0) await delay(200);
  const { rows: [drained] } = await hub.admin.query(`select count(*)::int as sent, extract(epoch from max(published_at) - min(published_at))::float as seconds from
    (select published_at, min(published_at) over () as first from meetings.outbox where envelope->>'actorid' = 'benchmark') r where published_at > first`);
  const raw = await rawPublish(hub, rows);
  return { service, product: drained.sent / drained.seconds, floor: raw };
}

async function rawPublish(hub, messages) {
  const js = jetstream(await hub.connect('meetings'));
  const body = JSON.stringify({ data: 'x'.repeat(1_600) });
  const began = performance.now();
  let sent = 0;
  const work = async () => { while (sent++ < messages) await js.publish('evt.meetings.meeting.scheduled.v1', body, { msgID: crypto.randomUUID() }); };
  await Promise.all(Array.from({ length: 500 }, work));
  return messages / ((performance.now() - began) / 1_000);
}
