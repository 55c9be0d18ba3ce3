import { expect, test } from '@playwright/test';
import { origin } from '../product.js';
import { atKeycloak, logIn, session } from './home-login.js';
import { coordinator } from './people.js';
import { administer, askForToken, clientSecrets, signing } from './realm-admin.js';

const password = 'set-behind-our-back-42';

/** The user that a login at home has made in the hub's realm, now with a password there. */
async function withPassword(): Promise<string> {
  const [{ id, username }] = await administer<[{ id: string; username: string }]>(`knutpunkt/users?q=home_id:${coordinator.username}`);
  await administer(`knutpunkt/users/${id}/reset-password`, 'PUT', { type: 'password', value: password, temporary: false });
  expect(await administer<{ type: string }[]>(`knutpunkt/users/${id}/credentials`)).toMatchObject([{ type: 'password' }]);
  return username;
}

test('Keycloak takes no password that somebody has set there behind the hub\'s back, and the login still goes home', async ({ browser }) => {
  const open = async () => (await browser.newContext()).newPage();
  await logIn(await open(), coordinator);
  const username = await withPassword();

  const { web, introspection, provisioning } = clientSecrets();
  const clients: ({ client_id: string } & Record<string, string>)[] = [{ client_id: 'admin-cli' }, { client_id: 'account-console' }, { client_id: 'security-admin-console' }, { client_id: 'knutpunkt-web', client_secret: web }, { client_id: 'knutpunkt-introspection', client_secret: introspection }, { client_id: 'provisioning-kop', client_secret: provisioning['kop']! }];
  for (const client of clients) {
    const { status, body } = await askForToken({ grant_type: 'password', username, password, scope: 'openid', ...client });
    expect([client.client_id, status >= 400, body]).toEqual([client.client_id, true, expect.not.objectContaining({ access_token: expect.anything() })]);
  }

  for (const door of [`${origin()}/auth/login`, `${signing().issuer}/account/`]) {
    const page = await open();
    await page.goto(door);
    await page.locator('#username').waitFor();
    await expect(page.locator('input[type="password"]')).toHaveCount(0);
    const action = (await page.locator('form').first().getAttribute('action'))!;
    const forced = await page.request.post(action, { form: { username, password, credentialId: '' }, maxRedirects: 0 });
    expect([forced.status() >= 400 || new URL(forced.headers()['location'] ?? door).pathname.includes('/broker/kop/login'), (await forced.text()).includes('type="password"')]).toEqual([true, false]);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('KEYCLOAK_IDENTITY');
    expect((await session(page)).status).toBe(401);
  }

  const page = await open();
  await page.goto(`${origin()}/auth/login`);
  await atKeycloak(page, coordinator);
  await expect(page.getByRole('heading', { level: 1, name: 'Min dag' })).toBeVisible();
  expect((await session(page)).body).toMatchObject({ organisation: 'kop' });
});
