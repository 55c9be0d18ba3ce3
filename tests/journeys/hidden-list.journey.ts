import type { Page } from '@playwright/test';
import { daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo } from './keys.js';
import { expectUsableOnEither } from './screen.js';

const check = (page: Page) => page.getByRole('checkbox', { name: 'Visa deltagarlistan bara för den som leder mötet' });
const people = (page: Page) => page.getByRole('region', { name: 'Deltagare och svar' });

/** The screen in both sizes, to be looked at. */
async function shown(page: Page, name: string): Promise<void> {
  await expectUsableOnEither(page, name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
}

test('a coordinator calls the police and an association without telling them of each other, and shows the list afterwards, without a mouse', async ({ enter }) => {
  const title = `Samråd ${Date.now()}`;
  const brita = await enter('brasam.kop', '/moten/nytt');

  await test.step('it is chosen when the meeting is called, and said on its page', async () => {
    await fillIn(brita, { also: [{ typed: 'Karin', name: /Karin Polvik/ }, { typed: 'Ungdomsledaren', name: /Ungdomsledaren i Västermälaren/ }], date: daysAhead(30), starts: '930', ends: '11', title });
    await pressAt(brita, check(brita), 'Space');
    await shown(brita, 'calling');
    await pressAt(brita, brita.getByRole('button', { name: 'Skicka kallelsen' }), 'Enter');
    await brita.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
    await expect(people(brita)).toContainText('Deltagarlistan visas bara för den som leder mötet. De andra ser vem som kallar och sig själva.');
    await expect(people(brita)).toContainText('Karin Polvik');
    await shown(brita, 'leading');
  });

  const path = new URL(brita.url()).pathname;
  const idun = await enter('idrott.led', path);

  await test.step('the association sees who called it and itself, and answers', async () => {
    await expect(idun.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(people(idun)).toContainText('Du ser vem som kallar och dig själv.');
    await expect(people(idun)).toContainText('Brita Samverin');
    await expect(people(idun).getByRole('table')).toHaveCount(0);
    await expect(idun.getByRole('main')).not.toContainText(/Karin|Polis/i);
    await pressAt(idun, idun.getByRole('button', { name: 'Ja', exact: true }).first(), 'Enter');
    await expect(people(idun).getByRole('listitem').filter({ hasText: 'Ungdomsledaren' })).toContainText(/ja/i);
    await shown(idun, 'called');
    await idun.goto(new URL('/moten', idun.url()).href);
    const row = idun.getByRole('listitem').filter({ hasText: title });
    await expect(row).toContainText(/ja/i);
    await expect(row).not.toContainText(/svar saknas|Alla har svarat/i);
    await idun.goto(new URL(`${path}?visa=anteckningar`, idun.url()).href);
    await expect(idun.getByText('Vilka som var med visas bara för den som leder mötet.')).toBeVisible();
    await expect(idun.getByRole('main')).not.toContainText(/Karin|Polis/i);
    await shown(idun, 'notes');
  });

  await test.step('the list is shown to all when who leads says so', async () => {
    await pressAt(brita, brita.getByRole('button', { name: 'Ändra text' }), 'Enter');
    await expect(check(brita)).toBeChecked();
    await tabTo(brita, check(brita));
    await brita.keyboard.press('Space');
    await shown(brita, 'describing');
    await pressAt(brita, brita.getByRole('button', { name: 'Spara', exact: true }), 'Enter');
    await expect(people(brita)).not.toContainText('Deltagarlistan visas bara');
    await idun.goto(new URL(path, idun.url()).href);
    await expect(people(idun)).toContainText('Karin Polvik');
  });
});
