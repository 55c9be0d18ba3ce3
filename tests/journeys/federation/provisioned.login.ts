import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { origin } from '../product.js';
import { atKeycloak, logIn, session } from './home-login.js';
import type { Person } from './people.js';
import { askForToken, clientSecrets, employ, machineOf } from './realm-admin.js';

const name = `ny-${randomUUID().slice(0, 8)}`;
const newcomer: Person = { username: `${name}.kop`, email: `${name}@koping.example`, home: 'kop' };

interface Resource { readonly id: string; readonly userName: string; readonly active: boolean }

/** What the hub answers to an organisation's own directory system, which comes with a token from Keycloak; `path` is below `/scim/v2/`. */
async function asks(organisation: string, method: string, path: string, body?: object): Promise<{ status: number; body: Resource }> {
  const { body: { access_token: token } } = await askForToken(machineOf(organisation));
  const answer = await fetch(`${origin()}/scim/v2/${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
  return { status: answer.status, body: (await answer.json()) as Resource };
}

const person = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'], externalId: newcomer.username, userName: newcomer.email, displayName: 'Nils Nyanställd', active: true,
  emails: [{ value: newcomer.email, type: 'work', primary: true }], 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'KOP-KS-TRYGGHET' },
};
const leaves = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'active', value: false }] };

test('Keycloak lets in an organisation\'s directory system: whom it adds can log in, whom it ends is out, and another organisation\'s sees nobody', async ({ browser }) => {
  await employ(newcomer);
  const added = await asks('kop', 'POST', 'kop/Users', person);
  expect([added.status, added.body.userName]).toEqual([201, newcomer.email]);
  const { id } = added.body;

  const page = await (await browser.newContext()).newPage();
  await logIn(page, newcomer);
  await expect(page.getByRole('button', { name: 'Konto: Nils Nyanställd' })).toBeVisible();
  for (const path of [`kop/Users/${id}`, `arb/Users/${id}`]) for (const [method, body] of [['GET'], ['PATCH', leaves]] as const) expect([path, method, (await asks('arb', method, path, body)).status]).toEqual([path, method, 404]);
  expect(await asks('kop', 'GET', `kop/Users/${id}`)).toMatchObject({ status: 200, body: { active: true } });

  expect(await asks('kop', 'PATCH', `kop/Users/${id}`, leaves)).toMatchObject({ status: 200, body: { active: false } });
  await expect.poll(async () => [(await page.request.get(`${origin()}/api/me`)).ok(), (await session(page)).status]).toEqual([false, 401]);
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(`${origin()}/auth/login`);
  await atKeycloak(elsewhere, newcomer);
  await page.goto(`${origin()}/auth/login`);
  for (const refused of [elsewhere, page]) await expect(refused.getByText(/Inloggningen gick inte/)).toBeVisible();
  expect([(await session(elsewhere)).status, (await session(page)).status]).toEqual([401, 401]);
});

test('Keycloak gives a directory system\'s token to no other client, for no other organisation\'s secret, and with nothing of a login in it', async ({ request }) => {
  const { status, body } = await askForToken(machineOf('kop'));
  expect([status, body.refresh_token]).toEqual([200, undefined]);
  const others = [{ ...machineOf('kop'), client_secret: clientSecrets().provisioning['arb']! }, { ...machineOf('kop'), scope: 'hub' }, { ...machineOf('kop'), scope: 'organization' }, { ...machineOf('kop'), client_id: 'knutpunkt-web', client_secret: clientSecrets().web, scope: 'provisioning' }];
  for (const form of others) expect((await askForToken(form)).body).not.toHaveProperty('access_token');
  const headers = { authorization: `Bearer ${body.access_token}` };
  expect([(await request.get(`${origin()}/api/me`, { headers })).status(), (await request.get(`${origin()}/scim/v2/kop/Users?count=1`, { headers })).status()]).toEqual([401, 200]);
});
