import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Db } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { Seal } from '@knutpunkt/service-kit';
import { SessionStore } from '../src/sessions/session-store.js';
import type { Session, Tokens } from '../src/sessions/session.js';
import { Browser } from './browser.js';
import { keptSessions } from './kept-sessions.js';
import { startPlatform, type Platform } from './platform.js';

let platform: Platform;
let origin: string;
let db: Db;
let store: SessionStore;

beforeAll(async () => {
  platform = await startPlatform();
  origin = `http://localhost:${platform.config.port}`;
  ({ db, store } = await keptSessions(platform));
}, 60_000);
afterAll(async () => {
  await db?.close();
  await platform?.stop();
});

const loggedIn = (): Promise<Browser> => Browser.loggedIn(origin);
const status = async (browser: Browser): Promise<number> => (await browser.get('/api/session')).status;
const kept = async (browser: Browser): Promise<Session> => (await store.find(browser.cookie!, new Date(), false))!;
/** Changes what a session's row holds, as time or another replica would. */
const change = async (browser: Browser, changes: Partial<Tokens>): Promise<void> => {
  await store.renew(await kept(browser), new Date(), async ({ caller, tokens }) => ({ caller, tokens: { ...tokens, ...changes } }));
};
const asWorker = async (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: platform.databaseUrl('worker') });
  await client.connect();
  return (await client.query(sql, params).finally(() => client.end())).rows;
};

describe('a session', () => {
  it('is kept by its hash, with its tokens encrypted', async () => {
    const browser = await loggedIn();
    const rows = await asWorker('select * from sessions');
    const text = JSON.stringify(rows.map((row) => Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : value))));

    expect(rows.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/brasam|eyJ/);
    expect(text).not.toContain(browser.cookie);
  });

  it('is out of reach for every role but the worker', async () => {
    for (const role of ['owner', 'api', 'relay'] as const) {
      const client = new Client({ connectionString: platform.databaseUrl(role) });
      await client.connect();
      const seen = await client.query('select * from sessions').then(({ rowCount }) => rowCount, (error: { code: string }) => error.code).finally(() => client.end());
      expect([role, seen]).toEqual([role, role === 'owner' ? 0 : '42501']);
    }
  });

  it('is over when the key that sealed it is no longer used', async () => {
    const browser = await loggedIn();
    const rotated = new SessionStore(db, new Seal(Buffer.alloc(32, 7)));
    expect(await rotated.find(browser.cookie!, new Date(), true)).toBeNull();
    expect(await status(browser)).toBe(200);
  });

  it('ends after half an hour without the person', async () => {
    const browser = await loggedIn();
    const { idHash } = await kept(browser);
    await asWorker("update sessions set last_seen_at = now() - interval '29 minutes' where id_hash = $1", [idHash]);
    expect(await status(browser)).toBe(200);
    await asWorker("update sessions set last_seen_at = now() - interval '30 minutes 1 second' where id_hash = $1", [idHash]);
    await eventually(async () => expect(await status(browser)).toBe(401), 2_000);
  });

  it('is kept alive by being used', async () => {
    const browser = await loggedIn();
    await asWorker("update sessions set last_seen_at = now() - interval '29 minutes' where id_hash = $1", [(await kept(browser)).idHash]);
    await browser.get('/api/session');

    const [row] = await asWorker("select last_seen_at > now() - interval '1 minute' as seen from sessions where id_hash = $1", [(await kept(browser)).idHash]);
    expect(row).toEqual({ seen: true });
  });

  it('ends after ten hours, whatever is done in it', async () => {
    const browser = await loggedIn();
    const session = await kept(browser);
    expect(Math.round((session.endsAt.getTime() - Date.now()) / 60_000)).toBe(600);
    await asWorker('update sessions set ends_at = now() where id_hash = $1', [session.idHash]);
    expect(await status(browser)).toBe(401);
  });
});

describe('an access token that has ended', () => {
  it('is renewed once, however many requests need it', async () => {
    const browser = await loggedIn();
    await change(browser, { accessEnds: Date.now() - 1_000 });
    const before = await kept(browser);
    const answers = await Promise.all(Array.from({ length: 12 }, () => status(browser)));

    const after = await kept(browser);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(after.version).toBe(before.version + 1);
    expect(after.tokens.access).not.toBe(before.tokens.access);
  });

  it('is renewed once by two gateways', async () => {
    const browser = await loggedIn();
    await change(browser, { accessEnds: Date.now() - 1_000 });
    const before = await kept(browser);
    let asked = 0;
    const renewed = (): Promise<Session | null> => store.renew(before, new Date(), async (session) => ((asked += 1), { ...session, tokens: { ...session.tokens, accessEnds: Date.now() + 300_000 } }));
    const [one, other] = await Promise.all([renewed(), renewed()]);

    expect([asked, one?.version, other?.version]).toEqual([1, before.version + 1, before.version + 1]);
  });

  it('is renewed beside the request while it is still good', async () => {
    const browser = await loggedIn();
    await change(browser, { accessEnds: Date.now() + 30_000 });
    const before = await kept(browser);
    expect(await status(browser)).toBe(200);

    await eventually(async () => expect((await kept(browser)).version).toBe(before.version + 1));
  });

  it('ends the session when the provider refuses to renew it', async () => {
    const browser = await loggedIn();
    await change(browser, { accessEnds: Date.now() - 1_000, refresh: 'made-up' });

    expect(await status(browser)).toBe(401);
    expect(await kept(browser)).toBeNull();
  });
});

describe('logging out', () => {
  it('ends the session here, and says where to end it at the provider', async () => {
    const browser = await loggedIn();
    const secret = browser.cookie!;
    const { location } = (await (await browser.post('/auth/logout')).json()) as { location: string };

    expect(new URL(location).origin).toBe(new URL(platform.provider.issuer).origin);
    expect(new URL(location).searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`);
    expect([browser.cookie, await store.find(secret, new Date(), false)]).toEqual([undefined, null]);
  });

  it('is not done by another site', async () => {
    const browser = await loggedIn();
    expect((await browser.post('/auth/logout', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.ask('/auth/logout')).status).toBe(404);
    expect(await status(browser)).toBe(200);
  });

  it('without a session leads to the start page', async () => {
    const answer = await new Browser(origin).post('/auth/logout');
    expect([answer.status, await answer.json()]).toEqual([200, { location: `${origin}/` }]);
  });
});

describe('an identity provider that is away', () => {
  it('stops nobody whose token is good; others are told to wait, and keep their session', async () => {
    const [good, due, ended] = [await loggedIn(), await loggedIn(), await loggedIn()];
    await change(due, { accessEnds: Date.now() + 30_000 });
    await change(ended, { accessEnds: Date.now() - 1_000 });
    await platform.provider.stop();

    expect([await status(good), await status(due), await status(ended)]).toEqual([200, 200, 503]);
    expect(await kept(ended)).not.toBeNull();
    const login = await new Browser(origin).ask('/auth/login');
    expect([login.status, login.headers.get('location')]).toEqual([303, '/?login=away']);
  });
});
