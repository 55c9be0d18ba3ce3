import type { Browser, Page } from '@playwright/test';
import { complaintsOf } from './complaints.js';
import { expect, test } from './journey.js';
import { pressAt } from './keys.js';
import { origin } from './product.js';
import { expectUsable } from './screen.js';

// Their sessions are ended here: nobody else's journey is theirs.
const people: Record<string, { readonly username: string; readonly name: string }> = { desktop: { username: 'kurator.kop', name: 'Kim Hälsevall' }, phone: { username: 'falt.kop', name: 'Folke Fältvik' } };
const itself = /\/realms\/knutpunkt\//;
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

/** Another browser of the same person, with cookies of its own. */
async function another(browser: Browser, { username, complaints, userAgent }: { username: string; complaints: string[]; userAgent?: string }): Promise<Page> {
  const page = await (await browser.newContext(userAgent ? { userAgent } : {})).newPage();
  // The login is the identity provider's.
  complaintsOf(page, (complaint) => { if (!itself.test(complaint)) complaints.push(complaint); });
  await page.goto(origin());
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.locator(`button[name="username"][value="${username}"]`).click();
  await page.getByRole('heading', { level: 1, name: 'Min dag' }).waitFor();
  return page;
}

const list = (page: Page) => page.getByRole('region', { name: 'Här är du inloggad' });

async function take(page: Page, state: string): Promise<void> {
  await expectUsable(page, state);
  await page.screenshot({ path: test.info().outputPath(`${state}-${page.viewportSize()!.width}.png`), fullPage: true });
}

test('one sees where one is logged in, and logs another browser out, without a mouse', async ({ browser }, { project }) => {
  const { username, name } = people[project.name]!;
  const complaints: string[] = [];
  const here = await another(browser, { username, complaints });
  const onPhone = await another(browser, { username, complaints, userAgent: phone });
  await test.step('who I am, and this login', async () => {
    await pressAt(here, here.getByRole('button', { name: /^Konto/ }), 'Enter');
    await pressAt(here, here.getByRole('link', { name: 'Mitt konto' }), 'Enter');
    await expect(here.getByRole('heading', { level: 1, name: 'Mitt konto' })).toBeFocused();
    for (const [term, fact] of [['Namn', name], ['Organisation', 'Köpings kommun'], ['Tillitsnivå', '2']] as const) await expect(here.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }).locator('xpath=following-sibling::dd[1]')).toHaveText(fact);
    await expect(here.getByText(/^Köpings kommun, genom sin inloggningstjänst \(kop\)$/)).toBeVisible();
    await expect(list(here).getByRole('listitem')).toHaveCount(2);
    await expect(list(here).getByRole('listitem').first()).toContainText('Den här');
    await expect(list(here).getByRole('listitem').last()).toContainText('Safari på iPhone');
    await take(here, 'my-account');
  });

  await test.step('the telephone is logged out, and says so by itself', async () => {
    await pressAt(here, here.getByRole('button', { name: /^Avsluta: Safari på iPhone, inloggad / }), 'Enter');
    await expect(here.getByRole('dialog')).toBeVisible();
    await take(here, 'asked-whether-to-end');
    await pressAt(here, here.getByRole('dialog').getByRole('button', { name: 'Avsluta', exact: true }), 'Enter');
    await expect(here.getByText('Inloggningen i Safari på iPhone är avslutad.')).toBeVisible();
    await expect(list(here).getByRole('listitem')).toHaveCount(1);
    await expect(onPhone.getByText('Du har loggats ut')).toBeVisible();
    await expect(here.getByRole('button', { name: 'Avsluta alla andra' })).toHaveCount(0);
  });

  await test.step('there it has to be said anew who it is', async () => {
    await onPhone.getByRole('button', { name: 'Logga in igen' }).click();
    await onPhone.locator(`button[name="username"][value="${username}"]`).click();
    await expect(onPhone.getByRole('heading', { level: 1, name: 'Min dag' })).toBeVisible();
  });

  await test.step('all others are logged out at once', async () => {
    await here.reload();
    await pressAt(here, here.getByRole('button', { name: 'Avsluta alla andra' }), 'Enter');
    await pressAt(here, here.getByRole('dialog').getByRole('button', { name: 'Avsluta alla andra' }), 'Enter');
    await expect(here.getByText('1 inloggning är avslutad.')).toBeVisible();
    await expect(onPhone.getByText('Du har loggats ut')).toBeVisible();
  });

  await test.step('in English too', async () => {
    await here.getByRole('button', { name: 'English' }).click();
    await expect(here.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
    await take(here, 'my-account-english');
  });
  expect(complaints).toEqual([]);
  await Promise.all([here, onPhone].map((page) => page.context().close()));
});
