import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { origin } from '../product.js';
import { atHome, logIn, session } from './home-login.js';
import { administrator, coordinator, neighbour } from './people.js';
import { administer, bearerOf, changeKeys, changeUser, keycloakPid, signing, withClaim } from './realm-admin.js';

const open = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

test('Keycloak lets in nobody by an address that no provider answers for', async ({ browser }) => {
  const page = await open(browser);
  await page.goto(`${origin()}/auth/login`);
  await page.locator('#username').fill('nobody@elsewhere.example');
  await page.keyboard.press('Enter');
  await expect(page.locator('#kc-page-title, h1').first()).toBeVisible();
  expect([new URL(page.url()).pathname.startsWith('/realms/knutpunkt/'), (await session(page)).status]).toEqual([true, 401]);
});

test('Keycloak takes no answer that a provider has not signed or was not asked for', async ({ request }) => {
  const { issuer } = signing();
  const endpoint = `${issuer}/broker/pol/endpoint`;
  const at = new Date().toISOString();
  const said = (destination: string): string => `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" IssueInstant="${at}" Destination="${destination}"><saml:Issuer>${new URL(issuer).origin}/realms/home-pol</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_a" Version="2.0" IssueInstant="${at}"><saml:Issuer>${new URL(issuer).origin}/realms/home-pol</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">x</saml:NameID></saml:Subject><saml:AuthnStatement AuthnInstant="${at}"/></saml:Assertion></samlp:Response>`;
  for (const to of [endpoint, `${endpoint}/clients/knutpunkt-web`]) {
    const answer = await request.post(to, { form: { SAMLResponse: Buffer.from(said(to)).toString('base64'), RelayState: 'x' }, maxRedirects: 0 });
    expect([to, answer.status() >= 400, answer.headers()['location']]).toEqual([to, true, undefined]);
  }
  const made = await request.get(`${issuer}/broker/kop/endpoint?state=x&code=y`, { maxRedirects: 0 });
  expect([made.status() >= 400, made.headers()['location']]).toEqual([true, undefined]);
});

test('Keycloak does not take one for another whose e-mail address the own provider asserts', async ({ browser }) => {
  await changeUser('home-arb', neighbour.username, {}, { email: coordinator.email });
  const page = await open(browser);
  await logIn(page, neighbour);
  expect((await session(page)).body).toMatchObject({ organisation: 'arb' });
  await expect(page.getByText('Du arbetar som: Arboga kommun').first()).toBeVisible();
  const known = await open(browser);
  await logIn(known, coordinator);
  expect((await session(known)).body).toMatchObject({ organisation: 'kop' });
});

test('Keycloak keeps apart two of whom two providers say the same sub', async ({ browser }) => {
  const [{ id: sub }] = await administer<[{ id: string }]>(`home-kop/users?username=${coordinator.username}&exact=true`);
  await withClaim('home-arb', 'sub', sub, async () => {
    const page = await open(browser);
    await logIn(page, neighbour);
    expect((await session(page)).body).toMatchObject({ organisation: 'arb' });
    const known = await open(browser);
    await logIn(known, coordinator);
    expect((await session(known)).body).toMatchObject({ organisation: 'kop' });
    await expect(known.getByRole('button', { name: 'Konto: Brita Samverin' })).toBeVisible();
  });
  const users = await administer<{ username: string }[]>(`knutpunkt/users?search=*${sub}*`);
  expect(users.map(({ username }) => username).toSorted()).toEqual([`arb.${sub}`, `kop.${sub}`]);
});

test('Keycloak is asked whether a login still holds before access is widened: a token without one that verifies is refused', async ({ browser, request }) => {
  const page = await open(browser);
  await logIn(page, administrator);
  const own = { 'x-knutpunkt': '1', origin: origin(), 'sec-fetch-site': 'same-origin' };
  const { items } = (await (await page.request.get(`${origin()}/api/groups`)).json()) as { items: { id: string; name: string }[] };
  const group = `${origin()}/api/groups/${items.find(({ name }) => name === 'Unggruppen Köping')!.id}`;
  const possible = (await (await page.request.get(`${group}/possible-members?search=Kim`)).json()) as { items: [{ id: string }] };
  const data = { personId: possible.items[0].id };
  const authorization = `Bearer ${await bearerOf(administrator.username)}`;
  expect((await request.get(group, { headers: { authorization } })).status()).toBe(200);
  const refused = await request.post(`${group}/members`, { data, headers: { authorization, 'idempotency-key': randomUUID() } });
  expect([refused.status(), ((await refused.json()) as { type: string }).type]).toEqual([401, 'urn:knutpunkt:problem:login-ended']);
  expect((await page.request.post(`${group}/members`, { data, headers: { ...own, 'idempotency-key': randomUUID() } })).status()).toBe(201);
});

test('Keycloak lets nobody in again, in a browser that was logged out from another, without its home', async ({ browser }) => {
  const [here, there] = [await open(browser), await open(browser)];
  for (const page of [here, there]) await logIn(page, coordinator);
  const { items } = (await (await here.request.get(`${origin()}/api/sessions`)).json()) as { items: { id: string; isCurrent: boolean }[] };
  expect(items.filter(({ isCurrent }) => !isCurrent)).not.toHaveLength(0);
  const leads = async (): Promise<string> => (await there.request.get(`${origin()}/auth/login`)).url();
  expect(await leads()).toContain(origin());
  const ended = await here.request.post(`${origin()}/api/sessions/end-others`, { data: {}, headers: { 'x-knutpunkt': '1', origin: origin(), 'sec-fetch-site': 'same-origin', 'idempotency-key': randomUUID() } });
  expect(ended.status()).toBe(200);
  await expect(there.getByText('Du har loggats ut')).toBeVisible();
  await expect.poll(leads).toContain('/realms/knutpunkt/');
});

test('Keycloak changes its keys: who is logged in stays so, and a new login succeeds at once', async ({ browser }) => {
  const [before, after] = [await open(browser), await open(browser)];
  await logIn(before, coordinator);
  await changeKeys();
  await logIn(after, neighbour);
  expect([(await session(before)).status, (await session(after)).status]).toEqual([200, 200]);
});

test('Keycloak goes away and comes back: who is logged in goes on, the login page says so, and nobody is let in meanwhile', async ({ browser }) => {
  test.setTimeout(400_000);
  const page = await open(browser);
  await logIn(page, coordinator);
  process.kill(keycloakPid(), 'SIGKILL');
  const stranger = await open(browser);
  await stranger.goto(origin());
  await stranger.getByRole('button', { name: 'Logga in' }).click();
  await expect(stranger.getByText(/Det går inte att logga in just nu/)).toBeVisible({ timeout: 20_000 });
  expect([(await session(page)).status, (await session(stranger)).status]).toEqual([200, 401]);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Min dag' })).toBeVisible();
  await expect.poll(async () => (await stranger.request.get(`${origin()}/auth/login`, { maxRedirects: 0 })).headers()['location'], { timeout: 300_000 }).toContain('/realms/knutpunkt/');
  await expect.poll(() => atHome(neighbour), { timeout: 120_000 }).toBe(200);
  await logIn(stranger, neighbour);
  expect((await session(page)).status).toBe(200);
});
