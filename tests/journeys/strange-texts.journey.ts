import type { Locator, Page } from '@playwright/test';
import { daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name });
const tooLong = 'Å'.repeat(10_000);
const reversed = 'Samråd \u202eknös';
/** Names that may look like others, or are written from the right: they are people's names, and are taken as they are. */
const names = ['Еvа Nyström', 'إيفا نيستروم', 'Eva\u200f Nystr\u00f6m\u200e', 'Zoë d’Ärtagnan-Łukasz', '𠮷野家', 'O\u0308sten A\u030akesson'];

test('texts that cannot be taken are told beside each field, and stay as they were typed', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten/nytt');
  await fillIn(page, { also: [{ typed: 'Ester', name: /Ester Vaktin/ }], date: daysAhead(12), starts: '9', ends: '10', place: `Sal${'!'.repeat(300)}`, title: reversed, about: tooLong });
  await page.getByRole('button', { name: 'Skicka kallelsen' }).click();

  await expect(field(page, 'Rubrik')).toHaveAccessibleDescription(/tecken som inte kan visas/);
  await expect(field(page, 'Beskrivning')).toHaveAccessibleDescription(/Texten är för lång/);
  await expect(field(page, 'Plats')).toHaveAccessibleDescription(/Texten är för lång/);
  await expect(field(page, 'Rubrik')).toHaveValue(reversed);
  await expect(field(page, 'Beskrivning')).toHaveValue(tooLong);
});

test('names in any script are taken, and shown as they were typed', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten/nytt');
  await fillIn(page, { also: [{ typed: 'Ester', name: /Ester Vaktin/ }], date: daysAhead(12), starts: '10', ends: '11', title: 'Många namn', about: names.join('\n') });
  await page.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await page.waitForURL(/\/moten\/[0-9a-f-]{36}$/);

  for (const name of names) await expect(page.getByText(name.normalize('NFC')).first()).toBeVisible();
});

test('a request says the same of its fields', async ({ enter }) => {
  const page = await enter('brasam.kop', '/forfragningar/ny');
  for (const question of ['Misstänker du att ett barn far illa?', 'Gäller det en enskild person?']) await page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Nej' }).check();
  await page.getByRole('button', { name: 'Nästa' }).click();
  await page.getByRole('combobox', { name: 'Mottagare' }).fill('Förebyggande');
  await page.getByRole('option', { name: /Förebyggande chef/ }).first().click();
  await page.getByRole('button', { name: 'Nästa' }).click();
  await field(page, 'Rubrik').fill(tooLong);
  await field(page, 'Vad frågar ni om?').fill(reversed);
  await page.getByRole('button', { name: 'Nästa' }).click();

  await expect(field(page, 'Rubrik')).toHaveAccessibleDescription(/Texten är för lång/);
  await expect(field(page, 'Vad frågar ni om?')).toHaveAccessibleDescription(/tecken som inte kan visas/);
  await expect(field(page, 'Rubrik')).toHaveValue(tooLong);
  await expect(field(page, 'Vad frågar ni om?')).toHaveValue(reversed);
});
