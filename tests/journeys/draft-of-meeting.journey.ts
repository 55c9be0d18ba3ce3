import type { Page } from '@playwright/test';
import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsableOnEither } from './screen.js';

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const drafts = (page: Page) => page.getByRole('region', { name: 'Utkast' });
const save = (page: Page): Promise<void> => pressAt(page, button(page, 'Spara utkast'), 'Enter');
const at = (page: Page, path: string): string => new URL(path, page.url()).href;

async function beside(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(box(other, 'Rubrik')).not.toHaveValue('');
  return other;
}

/** Begins another new meeting in a tab that has a draft open, and writes on in the draft. */
async function beginAnother(page: Page): Promise<void> {
  const draft = page.url();
  await page.goto(at(page, '/moten/nytt'));
  await typeAt(page, box(page, 'Plats'), 'Ett annat möte');
  await page.goto(draft);
  await box(page, 'Beskrivning').fill('Skrivet i det tredje fönstret');
}

/** What was written in a draft that is there no more is reached after a reload, and takes another's place only when that is wanted. */
async function expectReached(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByText('Du har också börjat på ett annat nytt möte')).toBeVisible();
  await expect(box(page, 'Beskrivning')).toHaveValue('Skrivet i det tredje fönstret');
  await expectUsableOnEither(page, 'a draft that is gone, beside another new meeting');
  await pressAt(page, button(page, 'Ersätt det och gå vidare här'), 'Enter');
  await expect(page.getByText('Det du har skrivit står kvar här')).toBeVisible();
  await page.reload();
  await expect(box(page, 'Beskrivning')).toHaveValue('Skrivet i det tredje fönstret');
  await page.close();
}

async function pick(page: Page, group: string): Promise<void> {
  const list = page.getByRole('combobox', { name: 'Grupp', exact: true });
  await typeAt(page, list, group);
  await expect(list.getByRole('option', { name: group, exact: true })).toHaveAttribute('value', await list.inputValue());
}

test('a coordinator prepares a meeting over several days, and nobody is told before it is called, without a mouse', async ({ enter }) => {
  const title = `Inför våren ${Date.now()}`;
  const brita = await enter('brasam.kop', '/moten/nytt');

  await test.step('half a form is saved, and what cannot be kept is said beside its field', async () => {
    await typeAt(brita, box(brita, 'Datum'), 'nästa to');
    await typeAt(brita, box(brita, 'Börjar'), '930');
    await typeAt(brita, box(brita, 'Plats'), 'hos 19121212-1212');
    await typeAt(brita, box(brita, 'Rubrik'), title);
    await save(brita);
    await expect(brita.getByRole('link', { name: /^Plats: / })).toBeVisible();
    await expectUsableOnEither(brita, 'a draft that cannot be kept');
    await box(brita, 'Plats').fill('Stadshuset');
    await save(brita);
    await expect(brita.getByRole('status').filter({ hasText: 'Utkastet är sparat' })).toBeVisible();
    await expect(drafts(brita)).toContainText('nästa to 930');
    await expect(drafts(brita)).toContainText('Ser: bara du');
    await expectUsableOnEither(brita, 'Möten with a draft');
  });

  await test.step('nobody else sees it', async () => {
    const karin = await enter('kpol.vm', '/moten');
    await expect(karin.getByRole('main')).not.toContainText(title);
    await expect(drafts(karin)).toHaveCount(0);
  });

  await test.step('it is opened as it was typed, and what two windows write is not lost', async () => {
    await pressAt(brita, drafts(brita).getByRole('link', { name: title }), 'Enter');
    await expect(box(brita, 'Datum')).toHaveValue('nästa to');
    await expect(box(brita, 'Plats')).toHaveValue('Stadshuset');
    const other = await beside(brita);
    await box(other, 'Plats').fill('Polishuset');
    await save(other);
    await expect(drafts(other)).toBeVisible();
    await box(brita, 'Plats').fill('Rådhuset');
    await save(brita);
    await expect(brita.getByText('Utkastet har sparats i ett annat fönster')).toBeVisible();
    await expectUsableOnEither(brita, 'a draft that another window has saved');
    await brita.route('**/api/meeting-drafts/*', (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 503 }) : route.fallback()));
    await pressAt(brita, button(brita, 'Använd det jag har skrivit'), 'Enter');
    await expect(brita.getByText('En del av Knutpunkt går inte att nå just nu')).toBeVisible();
    await expect(brita.getByText('Utkastet har sparats i ett annat fönster')).toBeVisible();
    await expect(box(brita, 'Plats')).toHaveValue('Rådhuset');
    await expectUsableOnEither(brita, 'a saved draft that cannot be read');
    await brita.unroute('**/api/meeting-drafts/*');
    await pressAt(brita, button(brita, 'Använd det jag har skrivit'), 'Enter');
    await expect(drafts(brita)).toBeVisible();
    await pressAt(brita, drafts(brita).getByRole('link', { name: title }), 'Enter');
    await expect(box(brita, 'Plats')).toHaveValue('Rådhuset');
    await other.close();
  });

  await test.step('it is called once, and is a draft no more', async () => {
    await pick(brita, 'EST Köping');
    await box(brita, 'Datum').fill(daysAhead(30));
    await box(brita, 'Slutar').fill('11');
    await expectUsableOnEither(brita, 'a draft that is gone on with');
    const [other, third] = [await beside(brita), await beside(brita)];
    await beginAnother(third);
    await pressAt(brita, button(brita, 'Skicka kallelsen'), 'Enter');
    await expect(brita.getByRole('status').filter({ hasText: 'Mötet är kallat' })).toBeVisible();
    await pick(other, 'EST Köping');
    await box(other, 'Datum').fill(daysAhead(30));
    await box(other, 'Slutar').fill('11');
    await pressAt(other, button(other, 'Skicka kallelsen'), 'Enter');
    await expect(other.getByText('Utkastet finns inte längre')).toBeVisible();
    await expect(box(other, 'Rubrik')).toHaveValue(title);
    await other.close();
    await expectReached(third);
    await brita.goto(at(brita, '/moten'));
    await expect(brita.getByRole('main')).toContainText(title);
    await expect(drafts(brita)).toHaveCount(0);
  });

  await test.step('one that is not wanted is thrown away', async () => {
    await brita.goto(at(brita, '/moten/nytt'));
    await typeAt(brita, box(brita, 'Plats'), 'Någonstans');
    await save(brita);
    await pressAt(brita, button(brita, 'Släng utkastet: Möte utan rubrik'), 'Enter');
    await tabTo(brita, brita.getByRole('dialog').getByRole('button', { name: 'Släng utkastet' }));
    await brita.keyboard.press('Enter');
    await expect(drafts(brita)).toHaveCount(0);
  });
});
