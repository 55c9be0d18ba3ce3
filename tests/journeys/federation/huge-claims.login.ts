import { expect, test, type Browser, type Page } from '@playwright/test';
import { origin } from '../product.js';
import { atKeycloak, session } from './home-login.js';
import { neighbour, type Person } from './people.js';
import { changeUser, employ, withClaim } from './realm-admin.js';

const huge = 'x'.repeat(60_000);

/** A browser in which somebody has tried to log in. */
async function tried(browser: Browser, person: Person): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin()}/auth/login`);
  await atKeycloak(page, person);
  await page.waitForLoadState('networkidle');
  return page;
}

test('Keycloak lets nobody in whose provider says a huge id', async ({ browser }) => {
  const person: Person = { username: 'ifo1.arb', email: 'ifo1@arboga.example', home: 'arb' };
  await changeUser('home-arb', person.username, { employee_id: ['x'.repeat(2_000)] });
  expect((await session(await tried(browser, person))).status).toBe(401);
});

test('Keycloak lets nobody in whose provider says a huge sub or level; a huge claim that nobody asked for changes nothing', async ({ browser }) => {
  await withClaim('home-arb', 'sub', huge, async () => expect((await session(await tried(browser, neighbour))).status).toBe(401));
  const officer: Person = { username: 'ny.pol', email: 'ny@polisen.example', home: 'pol' };
  await employ(officer, { assurance: ['x'.repeat(2_000)] });
  expect((await session(await tried(browser, officer))).status).toBe(401);
  await withClaim('home-arb', 'unheard_of', huge, async () => expect(await session(await tried(browser, neighbour))).toMatchObject({ status: 200, body: { organisation: 'arb' } }));
});
