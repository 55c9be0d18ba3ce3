import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { Browser } from './browser.js';
import { keptSessions } from './kept-sessions.js';
import { startPlatform, type Platform } from './platform.js';

let platform: Platform;
let origin: string;
let jwk: JWK;
let key: CryptoKey;

beforeAll(async () => {
  platform = await startPlatform();
  origin = `http://localhost:${platform.config.port}`;
  jwk = (JSON.parse(readFileSync(join(platform.providerDir, 'secrets.json'), 'utf8')) as { signingKey: JWK }).signingKey;
  key = (await importJWK(jwk, 'RS256')) as CryptoKey;
}, 60_000);
afterAll(() => platform?.stop(), 30_000);

const kid = async (): Promise<string> => ((await (await fetch(`${platform.provider.issuer}/protocol/openid-connect/certs`)).json()) as { keys: { kid: string }[] }).keys[0]!.kid;
const signed = async (claims: JWTPayload, typ: string): Promise<string> => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ, kid: await kid() }).sign(key);

/** A token by the provider's own key: Eva's, with changes. */
const bearer = async (changes: Record<string, unknown> = {}): Promise<string> => signed({ ...decodeJwt(await platform.provider.tokenFor('brasam.kop')), ...changes }, 'at+jwt');
const asBearer = async (token: string): Promise<number> => (await fetch(`${origin}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status;

const logout = (changes: Record<string, unknown> = {}): JWTPayload => ({
  iss: platform.provider.issuer, aud: 'knutpunkt-web', iat: Math.floor(Date.now() / 1_000), jti: randomUUID(), sid: randomUUID(), events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...changes,
});
const toldLogout = async (token: string): Promise<number> => (await fetch(`${origin}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) })).status;

const leadsTo = async (browser: Browser, address: URL): Promise<string | null> => (await browser.ask(address.href)).headers.get('location');
/** What comes of a login whose address back is changed first. */
async function changed(name: string, value: string, browser = new Browser(origin)): Promise<string | null> {
  const address = await browser.reachCallback();
  address.searchParams.set(name, value);
  return leadsTo(browser, address);
}

async function usedCallback(): Promise<string | null> {
  const browser = new Browser(origin);
  const address = await browser.reachCallback();
  await leadsTo(browser, address);
  return leadsTo(browser, address);
}

async function usedCode(): Promise<string | null> {
  const browser = new Browser(origin);
  const used = await browser.reachCallback();
  await leadsTo(browser, used);
  return changed('code', used.searchParams.get('code')!, browser);
}

async function talkedDown(): Promise<string | null> {
  const browser = await Browser.loggedIn(origin, 'polis.kop');
  const begun = (await browser.ask('/auth/login?level=3')).headers.get('location');
  return leadsTo(browser, await browser.reachCallback('polis.kop', `${begun}&acr_values=loa2`));
}

async function usedLogoutToken(): Promise<number[]> {
  const token = await signed(logout(), 'logout+jwt');
  return [await toldLogout(token), await toldLogout(token)];
}

/** What is tried, where it fails, and what comes of it. The same against Keycloak, and assertions of SAML: tests/journeys/federation. */
const refused: [string, string, () => Promise<unknown>, unknown][] = [
  ['the address of a login that is done, once more', 'a login under way is taken out once', usedCallback, '/?login=expired'],
  ['the state of nobody\'s login', 'no login under way has it', () => changed('state', 'made-up'), '/?login=expired'],
  ['a huge state', 'no login under way has it', () => changed('state', 'x'.repeat(6_000)), '/?login=expired'],
  ['the address of another browser\'s login', 'a login is bound to the browser that began it', async () => leadsTo(new Browser(origin), await new Browser(origin).reachCallback()), '/?login=expired'],
  ['a code that was used, in a new login', 'the provider: a code counts once', usedCode, '/?login=refused'],
  ['a code of somebody else\'s login', 'the provider: PKCE binds a code to the login that asked for it', async () => changed('code', (await new Browser(origin).reachCallback('polis.kop')).searchParams.get('code')!), '/?login=refused'],
  ['an answer of another issuer', 'the issuer in the answer (RFC 9207)', () => changed('iss', 'https://evil.example'), '/?login=refused'],
  ['a lower level written into the address', 'what was pushed counts, and the level in the token', talkedDown, '/?login=level'],
  ['a logout token, once more', 'its id is remembered for as long as it would be believed', usedLogoutToken, [200, 400]],
  ['a logout token that nobody signed', 'its signature', async () => toldLogout(new UnsecuredJWT(logout()).encode()), 400],
  ['an access token as a logout token', 'its type', async () => toldLogout(await bearer({ aud: 'knutpunkt-web' })), 400],
  ['a logout token as an access token', 'its type', async () => asBearer(await signed({ ...decodeJwt(await bearer()), ...logout({ aud: 'knutpunkt-gateway' }) }, 'logout+jwt')), 401],
  ['a token of one who acts in another\'s place', 'its claims: act', async () => asBearer(await bearer({ act: { sub: 'admin' } })), 401],
  ['a token of one who acts, hidden in an empty act', 'its claims: act', async () => asBearer(await bearer({ act: {} })), 401],
  ['a token with a huge claim', 'its length', async () => asBearer(await bearer({ name: 'x'.repeat(7_000) })), 401],
  ['a token larger than headers may be', 'the HTTP server', async () => asBearer(await bearer({ name: 'x'.repeat(40_000) })), 431],
  ['a token whose id at home is too long', 'its claims: home_id', async () => asBearer(await bearer({ home_id: 'x'.repeat(256) })), 401],
  ['a token for more organisations than one', 'its claims: organization', async () => asBearer(await bearer({ organization: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`o-${n}`, { id: 'x' }])) })), 401],
  ['a token that nobody signed', 'its signature', async () => asBearer(new UnsecuredJWT(decodeJwt(await bearer())).encode()), 401],
];

describe('what is made up or used again opens nothing', () => {
  it('while the same, as it should be, does', async () => {
    expect([await asBearer(await bearer()), await toldLogout(await signed(logout(), 'logout+jwt')), await leadsTo(...await untouched())]).toEqual([200, 200, '/']);
  });

  it.each(refused)('%s: %s', async (_, __, attack, outcome) => {
    expect(await attack()).toEqual(outcome);
  });
});

async function untouched(): Promise<[Browser, URL]> {
  const browser = new Browser(origin);
  return [browser, await browser.reachCallback()];
}

describe('one sub, or one id at home, from two providers', () => {
  it('is two people: whose token it is, its provider says', async () => {
    const token = await bearer({ idp: 'polisen', organization: { polisen: { id: randomUUID() } } });
    const answer = await fetch(`${origin}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ organisation: 'polisen' });
  });

  it('has two lists of sessions', async () => {
    const eva = await Browser.loggedIn(origin);
    const { db, store } = await keptSessions(platform);
    const { caller, tokens } = (await store.find(eva.cookie!, new Date(), false))!;
    const before = ((await (await eva.get('/api/sessions')).json()) as { items: unknown[] }).items.length;
    const other = await store.begin({ caller: { ...caller, identityProvider: 'polisen', organisation: 'polisen' }, tokens }, new Date());

    expect(((await (await eva.get('/api/sessions')).json()) as { items: unknown[] }).items).toHaveLength(before);
    await eva.post('/api/sessions/end-others');
    expect(await store.find(other, new Date(), false)).not.toBeNull();
    await db.close();
  });
});
