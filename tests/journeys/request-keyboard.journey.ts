import type { Locator, Page } from '@playwright/test';
import { said } from './at-meeting.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';

const title = `Bara tangenter i brevlådan ${Date.now()}`;
const h1 = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const step = (page: Page, name: RegExp): Locator => page.getByRole('group', { name });
const notLost = (page: Page): Promise<void> => expect(page.locator('body')).not.toBeFocused();

async function answerNo(page: Page, question: string): Promise<void> {
  const answers = page.getByRole('radiogroup', { name: question });
  await tabTo(page, answers.getByRole('radio', { name: 'Ja' }));
  await page.keyboard.press('ArrowDown');
  await expect(answers.getByRole('radio', { name: 'Nej' })).toBeChecked();
}

/** Opens a step, writes in the field that has the focus by then, and sends it. */
async function write(page: Page, { open, text, send }: { open: string; text: string; send: string }): Promise<void> {
  await pressAt(page, button(page, open), 'Enter');
  await expect(page.getByRole('textbox').and(page.locator(':focus'))).toBeVisible();
  await page.keyboard.type(text);
  await pressAt(page, button(page, send), 'Enter');
  await expect(page.getByText(text).first()).toBeVisible();
  await notLost(page);
}

test('a request is written, taken, asked about, answered, fed back and closed without a mouse, and the focus is never lost', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  await test.step('from Min dag to a request that is sent', async () => {
    await pressAt(brita, brita.getByRole('link', { name: 'Förfrågningar', exact: true }), 'Enter');
    await expect(h1(brita)).toBeFocused();
    await pressAt(brita, brita.getByRole('link', { name: 'Ny förfrågan' }), 'Enter');
    await expect(h1(brita)).toHaveText('Ny förfrågan');
    await answerNo(brita, 'Misstänker du att ett barn far illa?');
    await answerNo(brita, 'Gäller det en enskild person?');
    await pressAt(brita, button(brita, 'Nästa'), 'Enter');
    await expect(step(brita, /^Steg 2/)).toBeFocused();
    await typeAt(brita, brita.getByRole('combobox', { name: 'Mottagare' }), 'Förebyggande chef');
    await expect(brita.getByRole('option', { name: /Förebyggande chef/ }).first()).toHaveAttribute('aria-selected', 'true');
    await brita.keyboard.press('Enter');
    await pressAt(brita, button(brita, 'Nästa'), 'Enter');
    await expect(step(brita, /^Steg 3/)).toBeFocused();
    await pressAt(brita, button(brita, 'Nästa'), 'Enter');
    await expect(brita.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await typeAt(brita, brita.getByRole('textbox', { name: 'Rubrik' }), title);
    await typeAt(brita, brita.getByRole('textbox', { name: 'Vad frågar ni om?' }), 'Vem tömmer den?');
    await pressAt(brita, button(brita, 'Nästa'), 'Enter');
    await expect(step(brita, /^Steg 4/)).toBeFocused();
    await pressAt(brita, button(brita, 'Skicka förfrågan'), 'Enter');
    await expect(h1(brita)).toHaveText(title);
    await expect(h1(brita)).toBeFocused();
  });

  const rasmus = await enter('chef.rtm', '/forfragningar');
  await test.step('it is taken, received and asked about', async () => {
    await pressAt(rasmus, rasmus.getByRole('link', { name: title }), 'Enter');
    await expect(h1(rasmus)).toBeFocused();
    await pressAt(rasmus, button(rasmus, 'Jag tar den'), 'Enter');
    await said(rasmus, 'Du har tagit förfrågan.');
    await notLost(rasmus);
    await pressAt(rasmus, button(rasmus, 'Bekräfta att vi har tagit emot den'), 'Space');
    await said(rasmus, 'Mottagningen är bekräftad.');
    await notLost(rasmus);
    await write(rasmus, { open: 'Fråga efter mer', text: 'Vilken låda?', send: 'Skicka frågan' });
  });

  await test.step('it is answered, fed back and closed', async () => {
    await expect(button(brita, 'Svara på frågan')).toBeVisible();
    await write(brita, { open: 'Svara på frågan', text: 'Den vid entrén.', send: 'Skicka svaret' });
    await expect(button(rasmus, 'Anta')).toBeVisible();
    await write(rasmus, { open: 'Anta', text: 'Det gör vi gärna.', send: 'Anta förfrågan' });
    await write(rasmus, { open: 'Återkoppla', text: 'Den töms varje dag.', send: 'Skicka återkopplingen' });
    await pressAt(brita, button(brita, 'Avsluta förfrågan'), 'Enter');
    await said(brita, 'Förfrågan är avslutad.');
    await notLost(brita);
  });
});
