import { expect, type Page } from '@playwright/test';
import { origin } from '../product.js';
import type { Person } from './people.js';
import { signing } from './realm-admin.js';

const withKeycloak = (): boolean => process.env['JOURNEY_LOGIN'] === 'keycloak';
const password = 'knutpunkt';

/** Keycloak's pages are not ours: what is pressed is what everybody would press. */
async function passwordAtHome(page: Page, { username, home }: Person): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/realms/home-${home}/`));
  const name = page.locator('input#username[type="text"], input#username[type="email"]');
  if (await name.isVisible()) await name.fill(username);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
}

/** Says at the hub's realm who it is, and logs in at home from there. */
export async function atKeycloak(page: Page, person: Person): Promise<void> {
  await expect(page).toHaveURL(/\/realms\/knutpunkt\//);
  await page.locator('#username').fill(person.email);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/realms\/home-/);
  await passwordAtHome(page, person);
}

async function atPicker(page: Page, { username }: Person): Promise<void> {
  const lower = page.getByRole('checkbox', { name: 'Logga in på tillitsnivå 2' });
  if (await lower.isVisible()) await lower.check();
  await page.locator(`button[name="username"][value="${username}"]`).click();
}

/** Logs in at home, at the lower level, and comes back to the hub. */
export async function logIn(page: Page, person: Person): Promise<void> {
  await page.goto(origin());
  await page.getByRole('button', { name: 'Logga in' }).click();
  await (withKeycloak() ? atKeycloak : atPicker)(page, person);
  await page.getByRole('heading', { level: 1, name: 'Min dag' }).waitFor();
}

/** What the home asks of one who is to reach the higher level: the police's has vouched for it already, and asks nothing. */
export async function reachHigher(page: Page, person: Person): Promise<void> {
  if (!withKeycloak()) return atPicker(page, person);
  if (person.home !== 'pol') await passwordAtHome(page, person);
}

/** Logs out where one logged in, not in the hub. `issuer` is the provider's own address. */
export async function logOutAtHome(page: Page, { home }: Person, issuer: string): Promise<void> {
  await page.goto(`${issuer}/realms/${withKeycloak() ? `home-${home}` : 'knutpunkt'}/protocol/openid-connect/logout`);
  if (withKeycloak()) await page.locator('#kc-logout').click();
  await page.waitForLoadState('networkidle');
}

/** What the hub knows of whoever is logged in here. */
export async function session(page: Page): Promise<{ status: number; body: unknown }> {
  const answer = await page.request.get(`${origin()}/api/session`);
  return { status: answer.status(), body: answer.ok() ? await answer.json() : null };
}

/** How the provider at home answers, without anybody's login. */
export async function atHome({ home }: Person): Promise<number> {
  return fetch(`${new URL(signing().issuer).origin}/realms/home-${home}`).then(({ status }) => status, () => 0);
}

/** The address of the identity provider, which a login leads to. */
export async function issuerOf(page: Page): Promise<string> {
  const answer = await page.request.get(`${origin()}/auth/login`, { maxRedirects: 0 });
  return new URL(answer.headers()['location']!).origin;
}
