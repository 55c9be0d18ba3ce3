import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Db } from '@knutpunkt/persistence';
import { NotAuthenticated, Problem, Unavailable } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { Browser } from './browser.js';
import { neighbour, type Neighbour } from './neighbour.js';
import { startPlatform, type Platform } from './platform.js';

const eva = '0199c0de-0000-7000-8000-0000000000e0';
const object = '0199c0de-0000-7000-8000-0000000000ee';

let platform: Platform;
let notifications: Neighbour;
let browser: Browser;
/** What the service has for the person, and how far it has come: the sequence is her own. */
let told: { sequence: number; type: string; id: string }[];
let hidden: number;

const numberOf = (place: string): number => Number(place.split('-')[1]);

beforeAll(async () => {
  platform = await startPlatform({ limits: { streamsPerPerson: 3 } });
  notifications = await neighbour(platform, 'notifications');
}, 60_000);
afterAll(async () => {
  await notifications?.stop();
  await platform?.stop();
}, 30_000);
beforeEach(async () => {
  told = [];
  hidden = 0;
  notifications.asked.length = 0;
  notifications.answer = ({ request }) => {
    const after = request.input['after'] as string | null;
    const latest = `2-${(told.at(-1)?.sequence ?? 40) + hidden}`;
    const events = told.filter(({ sequence }) => after !== null && sequence > numberOf(after)).map(({ sequence, ...event }) => ({ ...event, place: `2-${sequence}` }));
    return { status: 200, body: { personId: eva, latest, resync: after === '2-1', events } };
  };
  browser = new Browser(`http://localhost:${platform.config.port}`);
  await browser.logIn('brasam.kop');
});

interface Stream { readonly response: Response; text: string; ended: boolean; close(): void }

async function listen(headers: Record<string, string> = {}): Promise<Stream> {
  const abort = new AbortController();
  const response = await browser.ask('/api/stream', { signal: abort.signal, headers: { 'sec-fetch-site': 'same-origin', accept: 'text/event-stream', ...headers } });
  const stream: Stream = { response, text: '', ended: false, close: () => abort.abort() };
  const decoder = new TextDecoder();
  const read = async (): Promise<void> => { for await (const part of response.body!) stream.text += decoder.decode(part as Uint8Array, { stream: true }); };
  void read().catch(() => undefined).finally(() => (stream.ended = true));
  return stream;
}

const happens = (sequence: number, type = 'meeting'): void => {
  told.push({ sequence, type, id: object });
  notifications.nats.publish(`live.${eva}`);
};

describe('the live stream', () => {
  it('tells what happens, as it happens, by ids alone', async () => {
    const stream = await listen();
    expect([stream.response.status, stream.response.headers.get('content-type'), stream.response.headers.get('x-accel-buffering'), stream.response.headers.get('cache-control')]).toEqual([200, 'text/event-stream; charset=utf-8', 'no', 'no-store']);
    happens(41);

    await eventually(() => expect(stream.text).toContain(`id: 2-41\nevent: meeting\ndata: {"type":"meeting","id":"${object}"}\n\n`));
    stream.close();
  });

  it('is asked for in the person\'s own name', async () => {
    const stream = await listen();
    const [asked] = notifications.asked;
    expect(asked!.subject).toBe('op.notifications.live-events');
    expect(JSON.parse(Buffer.from(asked!.token!.split('.')[1]!, 'base64url').toString())).toMatchObject({ home_id: 'brasam.kop' });
    stream.close();
  });

  it('goes on after what the browser saw last', async () => {
    told = [{ sequence: 41, type: 'meeting', id: object }, { sequence: 42, type: 'group', id: object }];
    const stream = await listen({ 'last-event-id': '2-41' });

    await eventually(() => expect(stream.text).toContain('id: 2-42\nevent: group\n'));
    expect(stream.text).not.toContain('id: 2-41\n');
    stream.close();
  });

  it('says so when that place is no longer kept', async () => {
    const stream = await listen({ 'last-event-id': '2-1' });
    await eventually(() => expect(stream.text).toContain('id: 2-40\nevent: resync\ndata: {}\n\n'));
    stream.close();
  });

  it('tells each thing once, however often the bell rings', async () => {
    const stream = await listen();
    await eventually(() => expect(notifications.asked.length).toBeGreaterThanOrEqual(2));
    for (let sequence = 41; sequence < 91; sequence += 1) happens(sequence);

    await eventually(() => expect(stream.text).toContain('id: 2-90\n'));
    const ids = [...stream.text.matchAll(/^id: 2-(\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: 50 }, (_, n) => 41 + n));
    stream.close();
  });

  it('says nothing while there is nothing that this session may hear', async () => {
    const stream = await listen();
    hidden = 1;
    await eventually(() => {
      notifications.nats.publish(`live.${eva}`);
      expect(notifications.asked.at(-1)!.request.input['after']).toBe('2-41');
    });
    hidden = 0;
    happens(42);

    await eventually(() => expect(stream.text).toContain('id: 2-42\n'));
    expect(stream.text).toBe(`retry: 3000\n\nid: 2-42\nevent: meeting\ndata: {"type":"meeting","id":"${object}"}\n\n`);
    stream.close();
  });

  it('asks one question at a time', async () => {
    let [running, most] = [0, 0];
    const { answer } = notifications;
    notifications.answer = async (asked) => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return answer(asked);
    };
    const stream = await listen();
    for (let sequence = 41; sequence < 61; sequence += 1) happens(sequence);

    await eventually(() => expect(stream.text).toContain('id: 2-60\n'));
    expect(most).toBe(1);
    stream.close();
  });

  it('asks again for what could not be answered', async () => {
    const stream = await listen();
    const { answer } = notifications;
    await eventually(() => expect(notifications.asked.length).toBeGreaterThanOrEqual(2));
    let refusals = 1;
    notifications.answer = (asked) => (refusals-- > 0 ? { problem: new Problem(Unavailable).body } : answer(asked));
    happens(41);

    await eventually(() => expect(stream.text).toContain('id: 2-41\n'));
    stream.close();
  });

  it('ends when the person may no longer listen', async () => {
    const stream = await listen();
    notifications.answer = () => ({ problem: new Problem(NotAuthenticated).body });
    notifications.nats.publish(`live.${eva}`);

    await eventually(() => expect(stream.ended).toBe(true));
  });

  it('ends with the session', async () => {
    const stream = await listen();
    await browser.post('/auth/logout');
    notifications.nats.publish(`live.${eva}`);

    await eventually(() => expect(stream.ended).toBe(true));
  });

  it('does not keep the session from idling away', async () => {
    const db = new Db(platform.config.database);
    await db.connect();
    await db.work('sessions', (tx) => tx.query("update sessions set last_seen_at = now() - interval '20 minutes'"));
    const stream = await listen();
    await db.work('sessions', (tx) => tx.query("update sessions set last_seen_at = now() - interval '20 minutes'"));
    happens(41);
    await eventually(() => expect(stream.text).toContain('id: 2-41\n'));

    const [row] = await db.work('sessions', (tx) => tx.query("select bool_or(last_seen_at > now() - interval '19 minutes') as seen from sessions"));
    expect(row).toEqual({ seen: false });
    stream.close();
    await db.close();
  });

  it('has room for so many at once, and again when one has closed', async () => {
    const streams = [await listen(), await listen(), await listen()];
    const fourth = await listen();
    expect([fourth.response.status, fourth.response.headers.get('retry-after')]).toEqual([429, '30']);

    streams[0]!.close();
    await eventually(async () => {
      const again = await listen();
      expect(again.response.status).toBe(200);
      again.close();
    });
    streams.forEach((stream) => stream.close());
  });

  it('keeps no room for those who left before it had begun', async () => {
    let answerNow = (): void => undefined;
    const { answer } = notifications;
    const answering = new Promise<void>((resolve) => { answerNow = resolve; });
    notifications.answer = async (asked) => { await answering; return answer(asked); };
    const leaving = new AbortController();
    const left = Array.from({ length: 3 }, () => browser.ask('/api/stream', { signal: leaving.signal, headers: { 'sec-fetch-site': 'same-origin' } }).catch((error: Error) => error.name));
    await eventually(() => expect(notifications.asked.filter(({ request }) => request.input['after'] === null)).toHaveLength(3));
    leaving.abort();
    expect(await Promise.all(left)).toEqual(['AbortError', 'AbortError', 'AbortError']);
    // A whole round, in which the gateway hears that they have gone.
    expect((await browser.get('/auth/nowhere')).status).toBe(404);
    answerNow();

    const streams = [await listen(), await listen(), await listen()];
    expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    streams.forEach((stream) => stream.close());
  });
});

describe('the live stream is refused', () => {
  it('to one who is not logged in', async () => {
    const response = await fetch(`${browser.origin}/api/stream`);
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  });

  it('to a bearer', async () => {
    const response = await fetch(`${browser.origin}/api/stream`, { headers: { authorization: `Bearer ${await platform.provider.tokenFor('brasam.kop')}` } });
    expect(response.status).toBe(401);
  });

  it('to another site', async () => {
    expect((await listen({ 'sec-fetch-site': 'cross-site' })).response.status).toBe(403);
  });

  it('to a question for its headers alone', async () => {
    expect((await browser.ask('/api/stream', { method: 'HEAD' })).status).toBe(404);
  });

  it('as the service refuses it', async () => {
    notifications.answer = () => ({ problem: { type: 'urn:knutpunkt:problem:no-access', title: 'You are logged in, but have no access to the hub', status: 403 } });
    expect((await listen()).response.status).toBe(403);
  });
});
