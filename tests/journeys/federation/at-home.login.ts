import { expect, test, type Page } from '@playwright/test';
import { origin } from '../product.js';
import { expectUsable } from '../screen.js';
import { issuerOf, logIn, logOutAtHome, reachHigher, session } from './home-login.js';
import { coordinator, leisure, police } from './people.js';

const group = 'Insatsgrupp Köping (VBE och unga)';
const stepUp = (page: Page) => page.getByRole('button', { name: 'Logga in på tillitsnivå 3' });

async function expectUsableAtBothSizes(page: Page, state: string): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expectUsable(page, `${state} at ${width}`);
    await page.screenshot({ path: test.info().outputPath(`${state}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('each logs in at home, and the hub knows for whom and how surely', async ({ browser }) => {
  for (const [person, organisation, name] of [[coordinator, 'kop', 'Köpings kommun'], [police, 'pol', 'Polismyndigheten']] as const) {
    const page = await (await browser.newContext()).newPage();
    await logIn(page, person);
    await expect(page.getByText(`Du arbetar som: ${name}`).first()).toBeVisible();
    expect(await session(page)).toEqual({ status: 200, body: { authenticated: true, organisation, assuranceLevel: 2 } });
    await page.context().close();
  }
});

test('what needs the higher level is shown after a step up, at each one\'s own provider', async ({ browser }) => {
  const karin = await (await browser.newContext()).newPage();
  await logIn(karin, police);
  await karin.goto(`${origin()}/grupper`);
  await expect(karin.getByRole('heading', { level: 1, name: 'Grupper' })).toBeVisible();
  await expect(karin.getByText(group)).toHaveCount(0);
  await karin.getByRole('button', { name: /^Konto/ }).click();
  await expectUsableAtBothSizes(karin, 'account');
  await stepUp(karin).focus();
  await karin.keyboard.press('Enter');
  await reachHigher(karin, police);
  await karin.getByRole('link', { name: group }).click();
  await expect(karin.getByRole('heading', { level: 1, name: group })).toBeVisible();
  expect((await session(karin)).body).toMatchObject({ organisation: 'pol', assuranceLevel: 3 });

  const brita = await (await browser.newContext()).newPage();
  await logIn(brita, coordinator);
  await brita.goto(karin.url());
  await expect(brita.getByRole('heading', { level: 1, name: 'Sidan finns inte' })).toBeVisible();
  await expectUsableAtBothSizes(brita, 'not-found');
  await stepUp(brita).focus();
  await brita.keyboard.press('Enter');
  await reachHigher(brita, coordinator);
  await expect(brita.getByRole('heading', { level: 1, name: group })).toBeVisible();
  expect((await session(brita)).body).toMatchObject({ organisation: 'kop', assuranceLevel: 3 });
});

test('who cannot reach the level is told so, and stays logged in', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await logIn(page, leisure);
  await page.goto(`${origin()}/auth/login?level=3`);
  if (!page.url().startsWith(origin())) await reachHigher(page, leisure);
  await expect(page.getByText(/nådde inte den tillitsnivå som krävs/)).toBeVisible();
  await expectUsableAtBothSizes(page, 'level-not-reached');
  expect((await session(page)).body).toMatchObject({ assuranceLevel: 2 });
});

test('a logout at home ends the session in the hub', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await logIn(page, coordinator);
  const elsewhere = await context.newPage();
  await logOutAtHome(elsewhere, coordinator, await issuerOf(page));
  await expect.poll(async () => (await session(page)).status, { timeout: 5_000 }).toBe(401);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Logga in' })).toBeVisible();
});
