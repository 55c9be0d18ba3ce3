import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@knutpunkt/persistence';
import type { SessionStore } from '../src/sessions/session-store.js';
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

describe('logging in', () => {
  it('leads through the identity provider and back to where one was', async () => {
    const browser = new Browser(origin);
    const back = await browser.logIn('brasam.kop', '/moten?vecka=48');

    expect([back.status, back.headers.get('location')]).toEqual([303, '/moten?vecka=48']);
    const session = await browser.get('/api/session');
    expect([session.status, await session.json()]).toEqual([200, { authenticated: true, organisation: 'koping', assuranceLevel: 3 }]);
  });

  it('gives an opaque cookie that scripts and other sites do not get', async () => {
    const back = await new Browser(origin).logIn('brasam.kop');

    const line = back.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-knutpunkt='));
    expect(line).toMatch(/^__Host-knutpunkt=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });

  it('is begun with PKCE, state and nonce', async () => {
    const begun = await new Browser(origin).ask('/auth/login');
    const to = new URL(begun.headers.get('location')!);
    const pushed = to.searchParams.has('request_uri');
    expect([to.searchParams.get('client_id'), pushed || to.searchParams.get('code_challenge_method')]).toEqual(['knutpunkt-web', pushed || 'S256']);
  });

  it('gives a new session id, and ends the one before', async () => {
    const browser = await loggedIn();
    const before = browser.cookie!;
    await browser.logIn('brasam.kop');

    expect(browser.cookie).not.toBe(before);
    expect(await store.find(before, new Date(), false)).toBeNull();
  });

  it('leads nowhere else than to our own pages', async () => {
    const back = await new Browser(origin).logIn('brasam.kop', '//evil.example/');
    expect(back.headers.get('location')).toBe('/');
  });
});

describe('a login that must reach a level', () => {
  const level = async (browser: Browser): Promise<unknown> => ((await (await browser.get('/api/session')).json()) as { assuranceLevel: number }).assuranceLevel;
  const lower = { form: { level: 'loa2' } };
  const higher = { asks: '&level=3' };

  it('raises a session to it, under a new id', async () => {
    const browser = new Browser(origin);
    await browser.logIn('brasam.kop', '/', lower);
    const before = browser.cookie;
    expect(await level(browser)).toBe(2);
    expect((await browser.logIn('brasam.kop', '/grupper', higher)).headers.get('location')).toBe('/grupper');

    expect([await level(browser), browser.cookie === before]).toEqual([3, false]);
  });

  it('is refused when the provider vouches for less, and the session goes on as it was', async () => {
    const browser = await Browser.loggedIn(origin, 'polis.kop');
    const before = browser.cookie;
    expect((await browser.logIn('polis.kop', '/', higher)).headers.get('location')).toBe('/?login=level');

    expect([await level(browser), browser.cookie]).toEqual([2, before]);
  });

  it('asks for nothing when the level does not exist', async () => {
    expect((await new Browser(origin).logIn('polis.kop', '/', { asks: '&level=9' })).headers.get('location')).toBe('/');
  });

  it('is not talked down by what is added to the address', async () => {
    const browser = await Browser.loggedIn(origin, 'polis.kop');
    const to = (await browser.ask('/auth/login?level=3')).headers.get('location')!;
    const asked = await browser.ask(`${to}&acr_values=loa2`);
    expect([asked.status, new URL(asked.headers.get('location')!, to).pathname]).toEqual([303, expect.stringMatching(/\/login\//)]);
  });
});

describe('a callback', () => {
  const outcome = async (browser: Browser, address: URL): Promise<unknown[]> => {
    const response = await browser.ask(address.href);
    return [response.status, response.headers.get('location'), browser.cookie];
  };

  it('of another browser is refused', async () => {
    const address = await new Browser(origin).reachCallback();
    expect(await outcome(new Browser(origin), address)).toEqual([303, '/?login=expired', undefined]);
  });

  it('with another state is refused', async () => {
    const browser = new Browser(origin);
    const address = await browser.reachCallback();
    address.searchParams.set('state', 'made-up');
    expect(await outcome(browser, address)).toEqual([303, '/?login=expired', undefined]);
  });

  it('from another issuer is refused', async () => {
    const browser = new Browser(origin);
    const address = await browser.reachCallback();
    address.searchParams.set('iss', 'https://evil.example');
    expect(await outcome(browser, address)).toEqual([303, '/?login=refused', undefined]);
  });

  it('with a made-up code is refused', async () => {
    const browser = new Browser(origin);
    const address = await browser.reachCallback();
    address.searchParams.set('code', 'made-up');
    expect(await outcome(browser, address)).toEqual([303, '/?login=refused', undefined]);
  });

  it('of one who changed their mind is refused', async () => {
    const browser = new Browser(origin);
    const address = await browser.reachCallback();
    address.searchParams.delete('code');
    address.searchParams.set('error', 'access_denied');
    expect(await outcome(browser, address)).toEqual([303, '/?login=refused', undefined]);
  });

  it('works once', async () => {
    const browser = new Browser(origin);
    const address = await browser.reachCallback();
    await browser.ask(address.href);
    expect((await browser.ask(address.href)).headers.get('location')).toBe('/?login=expired');
  });

  it('belongs to its own login when two were begun side by side', async () => {
    const browser = new Browser(origin);
    const first = await browser.reachCallback();
    await browser.ask('/auth/login');
    expect((await browser.ask(first.href)).headers.get('location')).toBe('/');
  });
});
