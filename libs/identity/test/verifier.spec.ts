import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { verifier, type Verifier } from '../src/index.js';
import { claims, startIssuer, type Issuer } from './issuer.js';

let issuer: Issuer;
let verify: Verifier['verify'];
const reasons: string[] = [];

const now = (): number => Math.floor(Date.now() / 1_000);
const make = (changes: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> => issuer.sign(claims(issuer.url, changes), header);
const meetings = (): Verifier => verifier({ issuer: issuer.url, audience: 'knutpunkt-meetings', onRefused: (reason) => reasons.push(reason) });
const notAuthenticated = { body: { type: 'urn:knutpunkt:problem:not-authenticated', title: 'Log in first', status: 401 } };

const others = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;
/** Moves the clock and leaves every timer alone. */
const secondsLater = (seconds: number): void => void jest.useFakeTimers({ now: Date.now() + 1_000 * seconds, doNotFake: [...others] });
afterEach(() => void jest.useRealTimers());

beforeAll(async () => {
  issuer = await startIssuer();
  verify = meetings().verify;
});
afterAll(() => issuer.close());

describe('a good token', () => {
  it('tells who calls', async () => {
    expect(await verify(await make())).toEqual({ kind: 'person', identityProvider: 'koping', homeId: 'brasam.kop', organisation: 'koping', assuranceLevel: 3, client: 'knutpunkt-web', session: 's-1' });
  });

  it.each([['loa2', 2], ['loa3', 3], ['loa4', 4]])('at %s has assurance level %i', async (acr, level) => {
    expect((await verify(await make({ acr }))).assuranceLevel).toBe(level);
  });

  it('may be five seconds early or late, for clocks differ', async () => {
    expect((await verify(await make({ iat: now() + 3, nbf: now() + 3 }))).homeId).toBe('brasam.kop');
    expect((await verify(await make({ exp: now() - 2 }))).homeId).toBe('brasam.kop');
  });

  it('is verified once and then remembered', async () => {
    const own = await startIssuer();
    const once = verifier({ issuer: own.url, audience: 'knutpunkt-meetings' });
    const token = await own.sign(claims(own.url));
    await once.verify(token);
    await own.close();

    expect((await once.verify(token)).homeId).toBe('brasam.kop');
  });

  it('is not remembered past its end', async () => {
    const token = await make({ exp: now() - 4 });
    await verify(token);

    secondsLater(10);
    await expect(verify(token)).rejects.toMatchObject(notAuthenticated);
  });
});

describe('a token signed by the issuer is refused', () => {
  const battery: [string, Record<string, unknown>, Record<string, unknown>?][] = [
    ['without exp', { exp: undefined }],
    ['without iat', { iat: undefined }],
    ['without sub', { sub: undefined }],
    ['without sid', { sid: undefined }],
    ['without jti', { jti: undefined }],
    ['without azp', { azp: undefined }],
    ['without idp', { idp: undefined }],
    ['without home_id', { home_id: undefined }],
    ['without organization', { organization: undefined }],
    ['without acr', { acr: undefined }],
    ['for another service', { aud: ['knutpunkt-directory'] }],
    ['without an audience', { aud: undefined }],
    ['from another issuer', { iss: 'https://login.example.se/realms/other' }],
    ['that is not valid yet', { nbf: Math.floor(Date.now() / 1_000) + 3_600 }],
    ['that has expired', { exp: Math.floor(Date.now() / 1_000) - 60 }],
    ['that was made in the future', { iat: Math.floor(Date.now() / 1_000) + 60 }],
    ['older than ten minutes, however long it lasts', { iat: Math.floor(Date.now() / 1_000) - 900, exp: Math.floor(Date.now() / 1_000) + 900 }],
    ['of somebody who acts for another', { act: { sub: 'admin' } }],
    ['with an empty act', { act: null }],
    ['with two organisations', { organization: { koping: { id: 'a' }, arboga: { id: 'b' } } }],
    ['with no organisation in the claim', { organization: {} }],
    ['with organisations as a list', { organization: ['koping'] }],
    ['with organisations as a list of maps', { organization: [{ koping: { id: 'a' } }] }],
    ['with an organisation without id', { organization: { koping: {} } }],
    ['at an unknown assurance level', { acr: '1' }],
    ['at level 1', { acr: 'loa1' }],
    ['whose home id is empty', { home_id: '' }],
    ['whose idp is not an alias', { idp: 'Köping; drop' }],
    ['that is an ID token', {}, { typ: 'JWT' }],
    ['without a type', {}, { typ: undefined }],
    ['that demands an unknown extension', {}, { crit: ['hub'], hub: true }],
    ['by a key that is not published', {}, { kid: 'unknown' }],
  ];

  it.each(battery)('%s', async (_, changes, header = {}) => {
    const token = await (header['crit'] ? critical(changes, header) : make(changes, header));

    await expect(verify(token)).rejects.toMatchObject(notAuthenticated);
    expect(reasons.pop()).not.toMatch(/brasam|koping|7c0d5a3e/);
  });

  async function critical(changes: Record<string, unknown>, header: Record<string, unknown>): Promise<string> {
    return new SignJWT(claims(issuer.url, changes)).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: issuer.key.kid, ...header }).sign(issuer.key.privateKey, { crit: { hub: true } });
  }
});

describe('a forged token is refused', () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('when it is not signed at all', async () => {
    await expect(verify(`${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims(issuer.url))}.`)).rejects.toMatchObject(notAuthenticated);
  });

  it('when it says "none" over a real signature', async () => {
    const [, body, signature] = (await make()).split('.');
    await expect(verify(`${part({ alg: 'none', typ: 'at+jwt', kid: 'first' })}.${body}.${signature}`)).rejects.toMatchObject(notAuthenticated);
  });

  it('when the public key served as a shared secret', async () => {
    const pem = await exportSPKI((await importJWK(issuer.publicJwk(), 'RS256')) as CryptoKey);
    const signed = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'first' })}.${part(claims(issuer.url))}`;
    await expect(verify(`${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`)).rejects.toMatchObject(notAuthenticated);
  });

  it.each(['ES256', 'PS256', 'RS384'])('when it is signed by %s', async (alg) => {
    const { privateKey } = await generateKeyPair(alg);
    const token = await new SignJWT(claims(issuer.url)).setProtectedHeader({ alg, typ: 'at+jwt', kid: 'first' }).sign(privateKey);
    await expect(verify(token)).rejects.toMatchObject(notAuthenticated);
  });

  it('when another key signed it under the published name', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT(claims(issuer.url)).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'first' }).sign(privateKey);
    await expect(verify(token)).rejects.toMatchObject(notAuthenticated);
  });

  it('when its claims were changed', async () => {
    const [header, , signature] = (await make()).split('.');
    await expect(verify(`${header}.${part(claims(issuer.url, { home_id: 'polis.kop' }))}.${signature}`)).rejects.toMatchObject(notAuthenticated);
  });

  it.each(['', 'x', 'a.b.c', '..', 'x'.repeat(9_000)])('when it is no token (%#)', async (token) => {
    await expect(verify(token)).rejects.toMatchObject(notAuthenticated);
  });
});

describe('the issuer', () => {
  it('may change its key at any moment: its tokens are accepted, also while others send what an unknown key has signed', async () => {
    const own = await startIssuer();
    const { privateKey: foreign } = await generateKeyPair('RS256');
    const forged = (kid: string) => new SignJWT(claims(own.url)).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid }).sign(foreign);
    const { verify: ask } = verifier({ issuer: own.url, audience: 'knutpunkt-meetings' });
    await ask(await own.sign(claims(own.url)));
    const unknown = Array.from({ length: 5 }, async (_, n) => ask(await forged(`unknown-${n}`)));
    await own.rotate('second');
    const answers = await Promise.allSettled([ask(await own.sign(claims(own.url))), ask(await forged('second')), ...unknown]);

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', ...Array.from({ length: 6 }, () => 'rejected')]);
    expect(own.requests.filter((url) => url === '/certs').length).toBeLessThanOrEqual(3);
    await own.close();
  });

  it('is asked for its keys once more for all who come with unknown keys in the same second', async () => {
    const own = await startIssuer();
    const { verify: ask } = verifier({ issuer: own.url, audience: 'knutpunkt-meetings' });
    await ask(await own.sign(claims(own.url)));
    await Promise.allSettled(Array.from({ length: 20 }, async (_, n) => ask(await own.sign(claims(own.url), { kid: `unknown-${n}` }))));

    expect(own.requests.filter((url) => url === '/certs')).toHaveLength(2);
    await own.close();
  });

  it('that is away makes it unavailable, and is asked again when it is back', async () => {
    const own = await startIssuer();
    const token = await own.sign(claims(own.url));
    const { verify: ask } = verifier({ issuer: own.url, audience: 'knutpunkt-meetings' });
    await own.close();
    await expect(ask(token)).rejects.toMatchObject({ body: { status: 503, retryAfter: 2 } });

    await own.reopen();
    expect((await ask(token)).homeId).toBe('brasam.kop');
    await own.close();
  });

  it('that goes away does not stop those whose key is known, whatever else is sent', async () => {
    const own = await startIssuer();
    const { verify: ask } = verifier({ issuer: own.url, audience: 'knutpunkt-meetings' });
    const [first, second] = [await own.sign(claims(own.url)), await own.sign(claims(own.url, { jti: 'j-2' }))];
    const unknown = await own.sign(claims(own.url), { kid: 'unknown' });
    await ask(first);
    await own.close();

    await expect(ask(unknown)).rejects.toMatchObject({ body: { status: 503 } });
    expect((await ask(second)).homeId).toBe('brasam.kop');
  });

  it('that gives the metadata of another is not believed', async () => {
    const own = await startIssuer();
    const token = await own.sign(claims('https://login.example.se'));
    const { verify: ask } = verifier({ issuer: 'https://login.example.se', audience: 'knutpunkt-meetings', discoverFrom: own.url });

    await expect(ask(token)).rejects.toMatchObject({ body: { status: 503 } });
    await own.close();
  });

  it('is asked for its keys once, however many call at the same time', async () => {
    const own = await startIssuer();
    const { verify: ask } = verifier({ issuer: own.url, audience: 'knutpunkt-meetings', jwksUrl: `${own.url}/certs` });
    await Promise.all(Array.from({ length: 20 }, async (_, n) => ask(await own.sign(claims(own.url, { jti: `j-${n}` })))));

    expect(own.requests).toEqual(['/certs']);
    await own.close();
  });
});
