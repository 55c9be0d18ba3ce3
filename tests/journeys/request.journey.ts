import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';

const title = `Trygghetsvandring i mars ${Date.now()}`;
const question = 'Vilken vecka tänker ni er?';
const answer = 'Vecka 11.';
const feedback = 'Vi går med torsdagen den veckan.';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const said = (page: Page, text: string) => expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible();
const answerNo = (page: Page, question: string) => page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Nej' }).check();

/** A step in which something is written for the other side. */
async function write(page: Page, step: { open: string; field: string; text: string; send: string }): Promise<void> {
  await press(page, step.open);
  await page.getByRole('textbox', { name: step.field }).fill(step.text);
  await press(page, step.send);
}

test('a worry about a child is turned to the social welfare board before anything can be written', async ({ enter }) => {
  const rut = await enter('rektor.kop', '/forfragningar/ny');
  await rut.getByRole('radiogroup', { name: 'Misstänker du att ett barn far illa?' }).getByRole('radio', { name: 'Ja' }).check();
  await expect(rut.getByText('Gör en orosanmälan till socialnämnden – inte en förfrågan här')).toBeVisible();
  await expect(rut.getByText('Är faran akut: ring 112.')).toBeVisible();
  await expect(rut.getByRole('textbox')).toHaveCount(0);
  await expect(rut.getByRole('button', { name: 'Nästa' })).toHaveCount(0);
});

test('a request is sent, taken, received, asked about, answered, fed back and closed', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/forfragningar/ny');
  await test.step('Köping asks the rescue service', async () => {
    await answerNo(brita, 'Misstänker du att ett barn far illa?');
    await answerNo(brita, 'Gäller det en enskild person?');
    await press(brita, 'Nästa');
    await brita.getByRole('combobox', { name: 'Mottagare' }).fill('Förebyggande');
    await brita.getByRole('option', { name: /Förebyggande chef/ }).first().click();
    await press(brita, 'Nästa');
    await brita.getByRole('textbox', { name: 'Rubrik' }).fill(title);
    await brita.getByRole('textbox', { name: 'Vad frågar ni om?' }).fill('Kan ni gå med en kväll?');
    await press(brita, 'Nästa');
    await press(brita, 'Skicka förfrågan');
    await said(brita, 'Förfrågan är skickad.');
  });

  const rasmus = await enter('chef.rtm', '/forfragningar');
  await test.step('the receiver takes it, gives a receipt and asks', async () => {
    await rasmus.getByRole('link', { name: title }).first().click();
    await press(rasmus, 'Jag tar den');
    await said(rasmus, 'Du har tagit förfrågan.');
    await press(rasmus, 'Bekräfta att vi har tagit emot den');
    await said(rasmus, 'Mottagningen är bekräftad.');
    await write(rasmus, { open: 'Fråga efter mer', field: 'Er fråga', text: question, send: 'Skicka frågan' });
    await expect(rasmus.getByText(question)).toBeVisible();
  });

  await test.step('the sender sees the question live and answers', async () => {
    await expect(brita.getByText(question)).toBeVisible();
    await write(brita, { open: 'Svara på frågan', field: 'Ert svar', text: answer, send: 'Skicka svaret' });
    await expect(rasmus.getByText(answer)).toBeVisible();
  });

  await test.step('the receiver accepts and feeds back, and the sender closes', async () => {
    await press(rasmus, 'Anta');
    await press(rasmus, 'Anta förfrågan');
    await said(rasmus, 'Förfrågan är antagen.');
    await write(rasmus, { open: 'Återkoppla', field: 'Vad kom ni fram till?', text: feedback, send: 'Skicka återkopplingen' });
    await expect(brita.getByText(feedback)).toBeVisible();
    await press(brita, 'Avsluta förfrågan');
    await said(brita, 'Förfrågan är avslutad.');
  });
});
