import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { OwnSession } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import type * as z from 'zod';
import { Browser } from './browser.js';
import { keptSessions } from './kept-sessions.js';
import { neighbour, type Neighbour } from './neighbour.js';
import { startPlatform, type Platform } from './platform.js';

type Own = z.infer<typeof OwnSession>;

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const nobodys = '0199c0de-0000-7000-8000-0000000000ff';

let platform: Platform;
let notifications: Neighbour;
let origin: string;
let [here, phone]: Browser[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  notifications = await neighbour(platform, 'notifications');
  notifications.answer = () => ({ status: 200, body: { personId: nobodys, latest: '2-1', resync: false, events: [] } });
  origin = `http://localhost:${platform.config.port}`;
}, 60_000);
afterAll(async () => {
  await notifications?.stop();
  await platform?.stop();
}, 30_000);
beforeEach(async () => {
  await asWorker('delete from sessions');
  [here, phone] = [await Browser.loggedIn(origin, 'brasam.kop', firefox), await Browser.loggedIn(origin, 'brasam.kop', safari)];
});

const asWorker = async (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: platform.databaseUrl('worker') });
  await client.connect();
  return (await client.query(sql, params).finally(() => client.end())).rows;
};
const listed = async (browser: Browser): Promise<Own[]> => ((await (await browser.get('/api/sessions')).json()) as { items: Own[] }).items;
const currentOf = async (browser: Browser): Promise<Own> => (await listed(browser)).find(({ isCurrent }) => isCurrent)!;
const status = async (browser: Browser): Promise<number> => (await browser.get('/api/session')).status;
const answer = async (response: Response): Promise<unknown[]> => [response.status, await response.json()];
const end = (browser: Browser, id: string, headers: Record<string, string> = {}): Promise<Response> => browser.post(`/api/sessions/${id}/end`, {}, headers);

describe('my sessions', () => {
  it('are those of every browser in which I am logged in, the one that asks first, and of nobody else', async () => {
    await Browser.loggedIn(origin, 'polis.kop', firefox);
    const items = await listed(here!);

    expect(items.map(({ isCurrent, browser, system, identityProvider, assuranceLevel }) => [isCurrent, browser, system, identityProvider, assuranceLevel])).toEqual([
      [true, 'Firefox', 'Windows', 'koping', 3], [false, 'Safari', 'iPhone', 'koping', 3],
    ]);
    expect(Math.round((Date.parse(items[0]!.endsAt) - Date.parse(items[0]!.since)) / 60_000)).toBe(600);
    expect((await listed(phone!)).map(({ id }) => id)).toEqual(items.map(({ id }) => id).toReversed());
  });

  it('tell of a browser nothing but its name and its system, and what is kept of it is sealed', async () => {
    expect(Object.keys((await currentOf(here!))).toSorted()).toEqual(['assuranceLevel', 'browser', 'endsAt', 'id', 'identityProvider', 'isCurrent', 'lastUsed', 'since', 'system']);
    const rows = await asWorker('select * from sessions');
    const text = JSON.stringify(rows.map((row) => Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : value))));
    expect(text).not.toMatch(/Firefox|Safari|iPhone|Mozilla|127\.0\.0\.1|brasam/);
  });

  it('have one less for each that has idled away, and one that was begun before they could be listed once its tokens are renewed', async () => {
    const { id } = await currentOf(phone!);
    await asWorker("update sessions set last_seen_at = now() - interval '31 minutes' where id = $1", [id]);
    expect(await listed(here!)).toHaveLength(1);
    expect((await end(here!, id)).status).toBe(404);

    await asWorker('update sessions set owner_hash = null, last_seen_at = now() where id = $1', [id]);
    expect(await listed(here!)).toHaveLength(1);
    const { db, store } = await keptSessions(platform);
    const session = (await store.find(phone!.cookie!, new Date(), false))!;
    await store.renew(session, new Date(), async ({ caller, tokens }) => ({ caller, tokens }));
    await db.close();
    expect((await listed(here!)).map(({ browser }) => browser)).toEqual(['Firefox', 'Safari']);
  });
});

describe('ending one of my sessions', () => {
  it('logs that browser out with its next request and closes its stream, and no other', async () => {
    const [closing, staying] = [await phone!.get('/api/stream'), await here!.get('/api/stream')];
    expect(await answer(await end(here!, (await currentOf(phone!)).id))).toEqual([200, { ended: 1 }]);

    expect([await status(phone!), await status(here!)]).toEqual([401, 200]);
    await closing.text();
    expect(await Promise.race([staying.text(), status(here!)])).toBe(200);
    expect(await listed(here!)).toHaveLength(1);
    await staying.body?.cancel().catch(() => undefined);
  });

  it('ends it at the identity provider as well, which asks there anew who it is', async () => {
    const leadsBack = async (): Promise<boolean> => {
      const to = (await phone!.ask('/auth/login')).headers.get('location')!;
      return new URL((await phone!.ask(to)).headers.get('location')!, to).pathname === '/auth/callback';
    };
    expect(await leadsBack()).toBe(true);
    await end(here!, (await currentOf(phone!)).id);

    await eventually(async () => expect(await leadsBack()).toBe(false));
  });

  it('may be the one that asks', async () => {
    expect((await end(here!, (await currentOf(here!)).id)).status).toBe(200);
    expect([await status(here!), await status(phone!)]).toEqual([401, 200]);
  });

  it('does not know another person\'s, which answers as one that never was and as one that is over', async () => {
    const ali = await Browser.loggedIn(origin, 'polis.kop');
    const over = (await currentOf(phone!)).id;
    await end(here!, over);
    const answers = await Promise.all([(await currentOf(ali)).id, nobodys, over].map(async (id) => answer(await end(here!, id))));

    expect(answers).toEqual(Array(3).fill([404, { type: 'urn:knutpunkt:problem:not-found', title: 'It does not exist, or you have no access to it', status: 404 }]));
    expect(await status(ali)).toBe(200);
  });

  it('that are all but this one leaves this one alone', async () => {
    const [third, ali] = [await Browser.loggedIn(origin), await Browser.loggedIn(origin, 'polis.kop')];
    expect(await answer(await here!.post('/api/sessions/end-others'))).toEqual([200, { ended: 2 }]);
    expect(await Promise.all([here!, phone!, third, ali].map(status))).toEqual([200, 401, 401, 200]);
    expect(await answer(await here!.post('/api/sessions/end-others'))).toEqual([200, { ended: 0 }]);
  });
});

describe('what is asked of sessions is refused', () => {
  const paths = ['/api/sessions/end-others', `/api/sessions/${nobodys}/end`];

  it.each(paths)('to another site, and to a page without our header: %s', async (path) => {
    const refused = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { 'x-knutpunkt': '' }].map(async (headers) => (await here!.post(path, {}, headers as never)).status);
    expect(await Promise.all(refused)).toEqual([403, 403, 403]);
    expect(await status(phone!)).toBe(200);
  });

  it('to nobody, and to a bearer, which has no session', async () => {
    const bearer = { authorization: `Bearer ${await platform.provider.tokenFor('brasam.kop')}`, 'content-type': 'application/json', 'idempotency-key': 'k' };
    const stranger = new Browser(origin);
    for (const headers of [{}, bearer] as Record<string, string>[]) {
      expect((await stranger.get('/api/sessions', headers)).status).toBe(401);
      for (const path of paths) expect((await stranger.post(path, {}, headers)).status).toBe(401);
    }
  });

  it.each([
    ['an id that is none', '/api/sessions/1/end', {}, {}], ['an unknown field', paths[0]!, { all: true }, {}], ['no Idempotency-Key', paths[0]!, {}, { 'idempotency-key': '' }],
  ])('for %s', async (_, path, body, headers) => {
    expect((await here!.post(path, body, headers as never)).status).toBe(400);
  });

  it('for a question with a parameter', async () => {
    expect((await here!.get('/api/sessions?person=polis.kop')).status).toBe(400);
  });
});
