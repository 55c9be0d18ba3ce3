import { expect, test, type Browser, type Page } from '@playwright/test';
import { origin } from '../product.js';
import { logIn, session } from './home-login.js';
import { coordinator, neighbour, police } from './people.js';
import { keycloakPid } from './realm-admin.js';
import { bring, caughtAnswer } from './saml-answers.js';

/** How many milliseconds something took. */
async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = Date.now();
  await work();
  return Date.now() - begun;
}

/** A browser whose login has been answered at home, and how it comes back to the hub. */
async function halfLoggedIn(browser: Browser): Promise<[Page, () => Promise<unknown>]> {
  const caught = await caughtAnswer(browser, police);
  await caught.page.unrouteAll();
  let { location } = await bring(caught, caught.xml, caught.page);
  while (location && !location.startsWith(`${origin()}/auth/callback`)) location = (await caught.page.request.get(location, { maxRedirects: 0 })).headers()['location'];
  return [caught.page, () => caught.page.goto(location!)];
}

test('Keycloak stands still for ten seconds: who is logged in goes on, whoever would log in is told so in time, and then can', async ({ browser }) => {
  const [known, stranger] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  await logIn(known, coordinator);
  const halfway = await halfLoggedIn(browser);
  const pid = keycloakPid();
  process.kill(pid, 'SIGSTOP');
  try {
    for (const [page, tries] of [[stranger, () => stranger.goto(`${origin()}/auth/login`)], halfway] as const) {
      const waiting = took(tries);
      expect(await took(async () => {
        expect((await session(known)).status).toBe(200);
        await known.reload();
        await expect(known.getByRole('heading', { level: 1, name: 'Min dag' })).toBeVisible();
      })).toBeLessThan(4_000);
      expect(await waiting).toBeLessThan(8_000);
      await expect(page.getByText(/Det går inte att logga in just nu/)).toBeVisible();
      expect((await session(page)).status).toBe(401);
    }
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await logIn(stranger, neighbour);
  expect([(await session(known)).status, (await session(stranger)).status]).toEqual([200, 200]);
});
