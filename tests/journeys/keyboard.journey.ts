import type { Page } from '@playwright/test';
import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

async function goToNewMeeting(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Hoppa till innehållet' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await pressAt(page, page.getByRole('link', { name: 'Kalla till möte' }), 'Enter');
  await expect(h1(page)).toHaveText('Nytt möte');
  await expect(h1(page)).toBeFocused();
}

async function chooseEster(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('radio', { name: 'En grupp' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Personer och funktioner som jag väljer' })).toBeFocused();
  await typeAt(page, page.getByRole('combobox', { name: 'Personer och funktioner' }), 'Ester');
  await expect(page.getByRole('option', { name: /Ester Vaktin/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Ta bort Ester Vaktin/ })).toBeVisible();
}

test('a meeting is called, answered and cancelled without a mouse, and the focus is never lost', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const ester = await enter('est.frs');
  await goToNewMeeting(brita);
  await chooseEster(brita);

  await typeAt(brita, brita.getByRole('textbox', { name: 'Datum' }), daysAhead(3));
  await typeAt(brita, brita.getByRole('textbox', { name: 'Börjar' }), '13');
  const ends = brita.getByRole('textbox', { name: 'Slutar' });
  await typeAt(brita, ends, '12');
  await typeAt(brita, brita.getByRole('textbox', { name: 'Rubrik' }), 'Bara tangenter');
  await pressAt(brita, brita.getByRole('button', { name: 'Skicka kallelsen' }), 'Enter');

  await test.step('a fault takes the focus to its list, and a link there to its field', async () => {
    await expect(brita.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await pressAt(brita, brita.getByRole('link', { name: /Mötet slutar innan det börjar/ }), 'Enter');
    await expect(ends).toBeFocused();
    await brita.keyboard.press('Control+A');
    await brita.keyboard.type('1430');
    await pressAt(brita, brita.getByRole('button', { name: 'Skicka kallelsen' }), 'Enter');
    await expect(h1(brita)).toHaveText('Bara tangenter');
    await expect(h1(brita)).toBeFocused();
  });

  await test.step('an answer leaves the focus where it was given', async () => {
    const yes = ester.getByRole('listitem').filter({ has: ester.locator(`a[href="${new URL(brita.url()).pathname}"]`) }).getByRole('button', { name: 'Ja' }).first();
    await pressAt(ester, yes, 'Space');
    await expect(yes).toHaveAttribute('aria-pressed', 'true');
    await expect(yes).toBeFocused();
  });

  await test.step('Escape closes the question and gives the focus back; Space says yes to it', async () => {
    const cancel = brita.getByRole('button', { name: 'Ställ in mötet' }).first();
    await pressAt(brita, cancel, 'Enter');
    await expect(brita.getByRole('dialog')).toBeVisible();
    await brita.keyboard.press('Escape');
    await expect(brita.getByRole('dialog')).toHaveCount(0);
    await expect(cancel).toBeFocused();
    await brita.keyboard.press('Enter');
    await typeAt(brita, brita.getByRole('dialog').getByRole('textbox'), 'Förkylning.');
    await pressAt(brita, brita.getByRole('dialog').getByRole('button', { name: 'Ställ in mötet' }), 'Space');
    await expect(brita.getByText('Skäl: Förkylning.')).toBeVisible();
    await expect(brita.locator('body')).not.toBeFocused();
  });
});
