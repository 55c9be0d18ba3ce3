import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { Caller, Db } from '@knutpunkt/persistence';
import type { SessionStore } from '../src/sessions/session-store.js';
import { keptSessions } from './kept-sessions.js';
import { startPlatform, type Platform } from './platform.js';

const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const caller: Caller = { kind: 'person', identityProvider: 'koping', homeId: 'brasam.kop', organisation: 'koping', assuranceLevel: 3, client: 'knutpunkt-web', session: 's-1' };

let server: Server;
let issuer: string;
let key: CryptoKey;
let platform: Platform;
let db: Db;
let store: SessionStore;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', use: 'sig' };
  key = pair.privateKey;
  server = createServer((request, response) => response.end(JSON.stringify(request.url === '/certs' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/certs` })));
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  platform = await startPlatform({ issuer });
  ({ db, store } = await keptSessions(platform));
}, 60_000);
afterAll(async () => {
  await db?.close();
  await platform?.stop();
  server?.closeAllConnections();
  server?.close();
});

const token = (changes: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT({ iss: issuer, aud: 'knutpunkt-web', iat: Math.floor(Date.now() / 1_000), jti: randomUUID(), sid: 's-1', sub: 'x', events: event, ...changes }).setProtectedHeader({ alg: 'RS256', typ: 'logout+jwt', kid: 'k', ...header }).sign(key);
const send = async (logoutToken: string): Promise<number> => (await fetch(`${platform.gateway.url}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: logoutToken }) })).status;
const begin = (session: string): Promise<string> => store.begin({ caller: { ...caller, session }, tokens: { access: 'a', accessEnds: Date.now() + 300_000, id: 'i' } }, new Date());
const lives = async (secret: string): Promise<boolean> => (await store.find(secret, new Date(), false)) !== null;

describe('a logout told by the identity provider', () => {
  it('ends every session of that login and no other', async () => {
    const [one, other, another] = [await begin('s-1'), await begin('s-1'), await begin('s-2')];

    expect(await send(await token())).toBe(200);
    expect([await lives(one), await lives(other), await lives(another)]).toEqual([false, false, true]);
  });

  it('counts once', async () => {
    const told = await token();
    expect(await send(told)).toBe(200);
    const secret = await begin('s-1');

    expect(await send(told)).toBe(400);
    expect(await lives(secret)).toBe(true);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
    ['with a nonce, like an ID token', { nonce: 'n' }],
    ['without the event', { events: {} }],
    ['without events', { events: undefined }],
    ['without sid', { sid: undefined }],
    ['without jti', { jti: undefined }],
    ['for another client', { aud: 'knutpunkt-gateway' }],
    ['from another issuer', { iss: 'https://evil.example' }],
    ['older than two minutes', { iat: Math.floor(Date.now() / 1_000) - 130 }],
    ['of another type', {}, { typ: 'JWT' }],
    ['by an unknown key', {}, { kid: 'unknown' }],
  ])('is not believed %s', async (_, changes, header = {}) => {
    const secret = await begin('s-1');

    expect(await send(await token(changes, header))).toBe(400);
    expect(await lives(secret)).toBe(true);
  });

  it('is not believed when it is no token at all', async () => {
    expect(await send('x')).toBe(400);
    expect((await fetch(`${platform.gateway.url}/auth/backchannel-logout`, { method: 'POST' })).status).toBe(400);
  });
});
