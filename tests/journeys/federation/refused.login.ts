import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { origin } from '../product.js';
import { logIn, reachHigher, session } from './home-login.js';
import { coordinator } from './people.js';
import { signing } from './realm-admin.js';

const now = (): number => Math.floor(Date.now() / 1_000);

/** The claims of a good token for somebody, and how it is signed with a key. */
const claims = (changes: JWTPayload = {}): JWTPayload => ({
  iss: signing().issuer, aud: ['knutpunkt-gateway', 'knutpunkt-directory'], sub: 's', sid: randomUUID(), jti: randomUUID(), azp: 'knutpunkt-cli', idp: 'kop', home_id: coordinator.username,
  organization: { kop: { id: randomUUID() } }, acr: 'loa2', iat: now(), exp: now() + 300, ...changes,
});
const signed = (payload: JWTPayload, key: CryptoKey | Uint8Array, header: Record<string, string> = {}) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: signing().key['kid'] ?? '', ...header }).sign(key);

test('a token that the realm did not make for the hub, or no longer stands by, opens nothing', async ({ request }) => {
  const ours = (await importJWK(signing().key, 'RS256')) as CryptoKey;
  const { privateKey: foreign } = await generateKeyPair('RS256');
  const kid = (await (await request.get(`${signing().issuer}/protocol/openid-connect/certs`)).json() as { keys: { kid: string; alg: string }[] }).keys.find(({ alg }) => alg === 'RS256')!.kid;
  const own = (changes: JWTPayload = {}, header: Record<string, string> = {}) => signed(claims(changes), ours, { kid, ...header });
  const ask = async (token: string): Promise<number> => (await request.get(`${origin()}/api/me`, { headers: { authorization: `Bearer ${token}` } })).status();
  expect(await ask(await own())).toBe(200);

  const wrong: Record<string, string> = {
    'signed by another': await signed(claims(), foreign, { kid }), unsigned: new UnsecuredJWT(claims()).encode(), 'for another': await own({ aud: 'account' }), expired: await own({ iat: now() - 400, exp: now() - 60 }),
    'not yet': await own({ iat: now() + 120, exp: now() + 400, nbf: now() + 120 }), 'an ID token': await own({}, { typ: 'JWT' }), 'in the place of another': await own({ act: { sub: 'x' } }), 'of another realm': await own({ iss: `${new URL(signing().issuer).origin}/realms/home-kop` }),
    'with an unknown level': await own({ acr: '1' }), 'another provider\'s word': await own({ idp: 'arb' }), 'for two organisations': await own({ organization: { kop: { id: 'a' }, pol: { id: 'b' } } }), 'the key as a password': await signed(claims(), new TextEncoder().encode(signing().key['n']), { alg: 'HS256', kid }),
  };
  const answers = await Promise.all(Object.entries(wrong).map(async ([name, token]) => [name, await ask(token)] as const));
  expect(answers.filter(([, status]) => status !== 401 && status !== 403)).toEqual([]);
});

test('a lower level that is written into the address does not pass for the higher', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await logIn(page, coordinator);
  const to = (await page.request.get(`${origin()}/auth/login?level=3&returnTo=/grupper`, { maxRedirects: 0 })).headers()['location']!;
  await page.goto(`${to}&acr_values=loa2`);
  if (!page.url().startsWith(origin())) await reachHigher(page, coordinator);
  await page.waitForURL(new RegExp(`^${origin()}`));
  const { body } = await session(page);
  expect([new URL(page.url()).pathname + new URL(page.url()).search, (body as { assuranceLevel: number }).assuranceLevel]).toEqual(page.url().includes('login=level') ? ['/?login=level', 2] : ['/grupper', 3]);
});

test('an address back from a login opens nothing once more, and nothing in another browser', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const back: string[] = [];
  page.on('request', (request) => { if (request.url().startsWith(`${origin()}/auth/callback`)) back.push(request.url()); });
  await logIn(page, coordinator);
  expect(back).toHaveLength(1);
  const stranger = await (await browser.newContext()).newPage();
  for (const by of [page, stranger]) {
    const again = await by.request.get(back[0]!, { maxRedirects: 0 });
    expect([again.status(), again.headers()['location']]).toEqual([303, '/?login=expired']);
  }
  expect([(await session(page)).status, (await session(stranger)).status]).toEqual([200, 401]);
});

test('a logout that is told counts once, and only where the realm has signed it for the hub', async ({ request }) => {
  const ours = (await importJWK(signing().key, 'RS256')) as CryptoKey;
  const { privateKey: foreign } = await generateKeyPair('RS256');
  const kid = (await (await request.get(`${signing().issuer}/protocol/openid-connect/certs`)).json() as { keys: { kid: string; alg: string }[] }).keys.find(({ alg }) => alg === 'RS256')!.kid;
  const told = (changes: JWTPayload = {}, key: CryptoKey = ours) => signed({ iss: signing().issuer, aud: 'knutpunkt-web', iat: now(), jti: randomUUID(), sid: randomUUID(), events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...changes }, key, { typ: 'logout+jwt', kid });
  const tell = async (token: string): Promise<number> => (await request.post(`${origin()}/auth/backchannel-logout`, { form: { logout_token: token } })).status();
  const good = await told();
  expect([await tell(good), await tell(good), await tell(await told({}, foreign)), await tell(await told({ aud: 'knutpunkt-gateway' })), await tell(await told({ nonce: 'n' }))]).toEqual([200, 400, 400, 400, 400]);
});
