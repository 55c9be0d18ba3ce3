import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { newSigningKey } from '@knutpunkt/testing';
import { IdentityProvider, LoginRefused } from '../src/login/identity-provider.js';

let server: Server;
let url: string;
let published: JWK;
let ours: CryptoKey;
let foreign: CryptoKey;
let answer: string;

beforeAll(async () => {
  const [own, another] = await Promise.all([newSigningKey(), newSigningKey()]);
  [ours, foreign, published] = [own.privateKey, another.privateKey, { ...(await exportJWK(own.publicKey)), kid: 'k', use: 'sig', alg: 'RS256' }];
  server = createServer((request, response) => {
    const answers: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer: url, authorization_endpoint: `${url}/auth`, token_endpoint: `${url}/token`, jwks_uri: `${url}/certs` }, '/certs': { keys: [published] },
      '/token': { access_token: 'a', token_type: 'Bearer', refresh_token: 'r', id_token: answer },
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[request.url!]));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((down) => { server.close(() => down()); server.closeAllConnections(); }));

const now = (): number => Math.floor(Date.now() / 1_000);
const claims = (changes: object = {}) => ({ iss: url, aud: 'knutpunkt-web', sub: 's', iat: now(), exp: now() + 60, nonce: 'n', ...changes });
const signed = (key: CryptoKey, changes: object = {}): Promise<string> => new SignJWT(claims(changes)).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(key);
const provider = (): IdentityProvider => new IdentityProvider({ issuer: url, clientId: 'knutpunkt-web', clientSecret: 'x', clientAuthentication: 'client_secret_post' });
const completed = () => provider().complete(new URL('http://localhost/auth/callback?code=c&state=s'), { state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43), returnTo: '/' });

describe('the ID token of a login', () => {
  it('is believed when the provider has signed it', async () => {
    answer = await signed(ours);
    expect(await completed()).toMatchObject({ access: 'a', refresh: 'r', id: answer });
  });

  it('is refused when another has signed it, nobody has, or it is of another login', async () => {
    for (const token of [await signed(foreign), new UnsecuredJWT(claims()).encode(), await signed(ours, { nonce: 'another' }), await signed(ours, { aud: 'another' }), await signed(ours, { iss: 'https://login.example.se' }), await signed(ours, { exp: now() - 60 })]) {
      answer = token;
      await expect(completed()).rejects.toBeInstanceOf(LoginRefused);
    }
  });

  it('renews nothing when another has signed it', async () => {
    const tokens = { access: 'a', accessEnds: 0, refresh: 'r', id: await signed(ours) };
    answer = await signed(ours, { nonce: undefined });
    expect(await provider().refresh(tokens)).toMatchObject({ id: answer });
    answer = await signed(foreign, { nonce: undefined });
    await expect(provider().refresh(tokens)).rejects.toMatchObject({ body: { status: 503 } });
  });
});
