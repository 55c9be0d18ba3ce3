import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { verifier } from '@knutpunkt/identity';
import { AUDIENCES } from '@knutpunkt/infra/keycloak';
import { freePort } from './free-port.js';
import { startIdentityProvider, tokenFor, type Account, type IdentityProvider } from './identity-provider.js';
import { CookieBrowser } from './testing/cookie-browser.js';

const dir = mkdtempSync(join(tmpdir(), 'identity provider '));
const webPort = await freePort();
const WEB = `http://localhost:${webPort}`;
const anna: Account = { username: 'brasam.kop', name: 'Anna <Brå>', email: 'brasam@koping.example', title: 'Brå-samordnare', acr: 'loa2', organisation: { alias: 'kop', identityProvider: 'koping', id: '0198a000-0000-7000-8000-000000000001', name: 'Köpings kommun' } };
const erik: Account = { username: 'kommunpolis.kop', name: 'Erik Polis', email: 'erik@polisen.example', acr: 'loa3', organisation: { alias: 'polisen', id: '0198a000-0000-7000-8000-000000000002', name: 'Polisen' } };
let idp: IdentityProvider;
let config: client.Configuration;

const start = (webOrigins = [WEB], port = 0) => startIdentityProvider({ dir, port, accounts: [anna, erik], webOrigins });

async function discover(): Promise<client.Configuration> {
  return client.discovery(new URL(idp.issuer), 'knutpunkt-web', idp.clients.web.secret, client.ClientSecretPost(idp.clients.web.secret), { execute: [client.allowInsecureRequests] });
}

/** A connection kept from before the restart may fail once. */
const reachable = () => discover().catch(discover);

beforeEach(async () => {
  idp = await start();
  config = await discover();
});
afterEach(() => idp.stop());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function authorize(browser: CookieBrowser, extra: Record<string, string> = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const parameters = { redirect_uri: `${WEB}/auth/callback`, scope: 'openid organization', state: 'state-1', nonce: 'nonce-1', code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...extra };
  const page = await browser.open((await client.buildAuthorizationUrlWithPAR(config, parameters)).href);
  return { verifier, page };
}

async function login(username = anna.username, browser = new CookieBrowser(new URL(idp.issuer).origin)) {
  const { verifier } = await authorize(browser);
  await browser.open(browser.location, { username });
  return client.authorizationCodeGrant(config, browser.left!, { pkceCodeVerifier: verifier, expectedState: 'state-1', expectedNonce: 'nonce-1' });
}

const keys = () => createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri!));

const asMachine = (form: Record<string, string> = {}): Promise<Response> => {
  const { id, secret } = idp.clients.provisioning['kop']!;
  return fetch(config.serverMetadata().token_endpoint!, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret, ...form }) });
};

async function introspect(token: string, secret = idp.clients.introspection.secret): Promise<Response> {
  return fetch(config.serverMetadata().introspection_endpoint!, { method: 'POST', body: new URLSearchParams({ token, client_id: 'knutpunkt-introspection', client_secret: secret }) });
}

describe('the embedded identity provider', () => {
  it('has the addresses of the Keycloak realm', () => {
    const realm = idp.issuer;
    expect(realm).toMatch(/^http:\/\/localhost:\d+\/realms\/knutpunkt$/);
    expect(config.serverMetadata()).toMatchObject({
      issuer: realm,
      authorization_endpoint: `${realm}/protocol/openid-connect/auth`,
      token_endpoint: `${realm}/protocol/openid-connect/token`,
      jwks_uri: `${realm}/protocol/openid-connect/certs`,
      userinfo_endpoint: `${realm}/protocol/openid-connect/userinfo`,
      end_session_endpoint: `${realm}/protocol/openid-connect/logout`,
      introspection_endpoint: `${realm}/protocol/openid-connect/token/introspect`,
      revocation_endpoint: `${realm}/protocol/openid-connect/revoke`,
      pushed_authorization_request_endpoint: `${realm}/protocol/openid-connect/ext/par/request`,
    });
  });

  it('gives an access token with the realm\'s claims to whom the picker chose', async () => {
    const tokens = await login();
    const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys(), { issuer: idp.issuer, audience: 'knutpunkt-meetings' });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(payload).toMatchObject({
      aud: AUDIENCES, azp: 'knutpunkt-web', idp: 'koping', home_id: 'brasam.kop', organization: { kop: { id: anna.organisation.id } }, acr: 'loa2', name: anna.name,
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/), sid: expect.any(String), jti: expect.any(String), auth_time: expect.any(Number),
    });
    expect(payload.exp! - payload.iat!).toBe(300);
    expect(tokens.claims()).toMatchObject({ sub: payload.sub, sid: payload['sid'], acr: 'loa2', name: anna.name, nonce: 'nonce-1' });
  });

  it('rotates refresh tokens, keeps the session id, and ends everything when one is used twice', async () => {
    const first = await login(erik.username);
    const second = await client.refreshTokenGrant(config, first.refresh_token!);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({ acr: 'loa3', sid: decodeJwt(first.access_token)['sid'], auth_time: expect.any(Number) });
    await expect(client.refreshTokenGrant(config, first.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(client.refreshTokenGrant(config, second.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('gives an organisation\'s directory system a token with the realm\'s claims, which is nobody\'s, whether it asks for the scope or not', async () => {
    for (const asked of [undefined, { scope: 'provisioning' }]) {
      const { access_token: token, refresh_token: refresh } = await (await asMachine(asked)).json() as { access_token: string; refresh_token?: string };
      const { payload, protectedHeader } = await jwtVerify(token, keys(), { issuer: idp.issuer, audience: 'knutpunkt-directory' });
      expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
      expect(payload).toMatchObject({ aud: ['knutpunkt-gateway', 'knutpunkt-directory'], azp: 'provisioning-kop', scope: 'provisioning', organization: { kop: { id: anna.organisation.id } }, sub: expect.any(String), jti: expect.any(String) });
      expect([Object.keys(payload).filter((claim) => ['home_id', 'idp', 'acr', 'act', 'sid', 'name'].includes(claim)), payload.exp! - payload.iat!, refresh]).toEqual([[], 300, undefined]);
      const directory = verifier({ issuer: idp.issuer, audience: 'knutpunkt-directory' });
      expect(await directory.verifyClient(token)).toMatchObject({ kind: 'client', organisation: 'kop', client: 'provisioning-kop' });
      await expect(directory.verify(token)).rejects.toMatchObject({ body: { status: 401 } });
    }
  });

  it('has such a client only where the realm has one, by its own secret, and for nothing else', async () => {
    expect((await asMachine({ client_secret: idp.clients.provisioning['arb']!.secret })).status).toBe(401);
    expect((await asMachine({ client_id: 'provisioning-polisen' })).status).toBe(401);
    expect((await asMachine({ client_id: 'knutpunkt-web', client_secret: idp.clients.web.secret })).status).toBe(400);
    expect((await asMachine({ scope: 'openid organization' })).status).toBe(400);
    await expect(authorize(new CookieBrowser(new URL(idp.issuer).origin), { scope: 'openid organization provisioning' })).rejects.toMatchObject({ error: 'invalid_scope' });
  });

  it('makes the secrets that a folder of an older release lacks, and keeps the others', async () => {
    const file = join(dir, 'secrets.json');
    const { clients: { provisioning, ...clients }, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { clients: Record<string, unknown> };
    await idp.stop();
    writeFileSync(file, JSON.stringify({ ...rest, clients }));
    idp = await start();
    config = await reachable();
    expect([idp.clients.web.secret, Object.keys(idp.clients.provisioning), (await asMachine()).status]).toEqual([clients['web'], Object.keys(provisioning as object), 200]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ clients: { ...clients, provisioning: { kop: idp.clients.provisioning['kop']!.secret } } });
  });

  it('keeps who is logged in over a restart', async () => {
    const tokens = await login();
    const port = Number(new URL(idp.issuer).port);
    await idp.stop();
    idp = await start([WEB], port);
    config = await reachable();
    expect((await client.refreshTokenGrant(config, tokens.refresh_token!)).access_token).toBeTruthy();
  });

  it('refuses a login without PKCE, and a redirect to anywhere else', async () => {
    const without = client.buildAuthorizationUrl(config, { redirect_uri: `${WEB}/auth/callback`, scope: 'openid' });
    const browser = new CookieBrowser(without.origin);
    await browser.open(without.href);
    expect(browser.left!.searchParams.get('error')).toBe('invalid_request');
    await expect(authorize(browser, { redirect_uri: 'http://localhost:1/auth/callback' })).rejects.toMatchObject({ error: 'invalid_request' });
  });

  it('says by introspection whether the session still lives, to its own client only', async () => {
    const browser = new CookieBrowser(new URL(idp.issuer).origin);
    const tokens = await login(anna.username, browser);
    expect(await (await introspect(tokens.access_token)).json()).toMatchObject({ active: true, home_id: 'brasam.kop' });
    expect((await introspect(tokens.access_token, 'wrong')).status).toBe(401);
    expect(await (await introspect(`${tokens.access_token}x`)).json()).toEqual({ active: false });
    const page = await browser.open(client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: `${WEB}/` }).href);
    await browser.open('/realms/knutpunkt/protocol/openid-connect/logout/confirm', { xsrf: /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!, logout: 'yes' });
    expect(browser.left!.href).toBe(`${WEB}/`);
    expect(await (await introspect(tokens.access_token)).json()).toEqual({ active: false });
    await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('ends the session whose refresh token is revoked, and asks that browser anew who it is', async () => {
    const browser = new CookieBrowser(new URL(idp.issuer).origin);
    const tokens = await login(anna.username, browser);
    await client.tokenRevocation(config, tokens.refresh_token!, { token_type_hint: 'refresh_token' });
    expect(await (await introspect(tokens.access_token)).json()).toEqual({ active: false });
    await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await authorize(browser)).page.text).toContain('<h1>Testinloggning</h1>');
  });

  it('tells the web client of a logout by the back channel', async () => {
    let told: (body: string) => void;
    const heard = new Promise<string>((resolve) => (told = resolve));
    const gateway = createServer((request, response) => void request.on('data', (chunk) => told(String(chunk))).on('end', () => response.end()));
    await new Promise<void>((resolve) => gateway.listen(webPort, '127.0.0.1', resolve));
    try {
      const browser = new CookieBrowser(new URL(idp.issuer).origin);
      const tokens = await login(anna.username, browser);
      const page = await browser.open(client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token! }).href);
      await browser.open('/realms/knutpunkt/protocol/openid-connect/logout/confirm', { xsrf: /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!, logout: 'yes' });
      const logout = await jwtVerify(new URLSearchParams(await heard).get('logout_token')!, keys(), { issuer: idp.issuer, audience: 'knutpunkt-web', typ: 'logout+jwt' });
      expect(logout.payload).toMatchObject({ sid: tokens.claims()!['sid'], events: { 'http://schemas.openid.net/event/backchannel-logout': {} } });
    } finally {
      gateway.close();
    }
  });

  it('makes tokens for the command line, also from another process\' point of view', async () => {
    const token = await tokenFor(dir, 'brasam.kop');
    const { payload } = await jwtVerify(token, keys(), { issuer: idp.issuer, audience: 'knutpunkt-gateway', typ: 'at+jwt' });
    expect(payload).toMatchObject({ azp: 'knutpunkt-cli', home_id: 'brasam.kop', sub: decodeJwt((await login()).access_token).sub });
    expect(await (await introspect(token)).json()).toMatchObject({ active: true });
    expect(decodeJwt(await idp.tokenFor('brasam.kop', { audience: 'knutpunkt-meetings' })).aud).toBe('knutpunkt-meetings');
    await expect(tokenFor(dir, 'nobody')).rejects.toThrow('brasam.kop, kommunpolis.kop');
    expect(['secrets.json', 'running.json'].map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  it('does not start in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(start()).rejects.toThrow('does not start in production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});

describe('the login page', () => {
  it('shows the accounts by organisation, with text escaped and one heading, under a strict policy', async () => {
    const { page } = await authorize(new CookieBrowser(new URL(idp.issuer).origin));
    expect(page.text.match(/<h1>/g)).toHaveLength(1);
    expect(page.text).toContain('<h1>Testinloggning</h1>');
    expect(page.text).toContain('Anna &lt;Brå&gt;');
    expect(page.text).toContain('<legend>Köpings kommun</legend>');
    expect(page.headers.get('content-security-policy')).toBe(`default-src 'none'; style-src 'self'; script-src 'none'; form-action 'self' ${WEB}; base-uri 'none'; frame-ancestors 'none'`);
  });

  it('narrows the accounts by a search that needs no script', async () => {
    const browser = new CookieBrowser(new URL(idp.issuer).origin);
    await authorize(browser);
    const found = await browser.open(`${browser.location}?q=POLIS+erik`);
    expect(found.text).toContain('kommunpolis.kop');
    expect(found.text).not.toContain('brasam.kop');
    expect(found.text).toContain('1 konto');
  });

  it('tells that a login has expired, and knows no unknown account', async () => {
    const browser = new CookieBrowser(new URL(idp.issuer).origin);
    expect((await browser.open('/realms/knutpunkt/login/none')).status).toBe(400);
    await authorize(browser);
    expect(await browser.open(browser.location, { username: 'nobody' })).toMatchObject({ status: 400 });
  });
});
