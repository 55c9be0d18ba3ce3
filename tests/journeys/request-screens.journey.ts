import type { Page } from '@playwright/test';
import { press, said } from './at-meeting.js';
import { expect, test } from './journey.js';
import { answerFirst, chooseReceiver, fillInRequest, goTo, receive, rescue, writeStep } from './requesting.js';
import { expectUsable, expectUsableOnEither } from './screen.js';

const title = `Vem låser grinden ${Date.now()}`;

async function newRequestIsUsable(brita: Page): Promise<void> {
  await expectUsableOnEither(brita, 'new request, first step');
  await press(brita, 'Nästa');
  await expect(brita.getByText('Rätta detta innan du kan fortsätta:')).toBeVisible();
  await answerFirst(brita, 0, 'Ja');
  await expectUsableOnEither(brita, 'new request, a child may be harmed');
  await answerFirst(brita, 0, 'Nej');
  await answerFirst(brita, 1, 'Ja');
  await expectUsableOnEither(brita, 'new request, about an individual');
  await answerFirst(brita, 1, 'Nej');
  await press(brita, 'Nästa');
  await press(brita, 'Nästa');
  await expect(brita.getByText('Rätta detta innan du kan fortsätta:')).toBeVisible();
  await brita.getByRole('combobox', { name: 'Mottagare' }).fill('a');
  await expect(brita.getByRole('option').first()).toBeVisible();
  await expectUsableOnEither(brita, 'new request, receivers shown');
  await chooseReceiver(brita, rescue);
  await press(brita, 'Nästa');
  await press(brita, 'Nästa');
  await expect(brita.getByText('Rätta detta innan du kan fortsätta:')).toBeVisible();
  await expectUsableOnEither(brita, 'new request, texts refused');
  await fillInRequest(brita, { title, body: 'Grinden står öppen om kvällarna.' });
  await press(brita, 'Nästa');
  await expect(brita.getByText('När den är skickad kan texten inte ändras.', { exact: false })).toBeVisible();
  await expectUsableOnEither(brita, 'new request, looked through');
}

async function stepsAreUsable(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await press(page, name);
  await expectUsableOnEither(page, `a request, with ${names.join(' and ')} open`);
  for (const _ of names) await page.getByRole('button', { name: 'Avbryt' }).first().click();
}

async function inEnglish(page: Page, heading: RegExp, state: string): Promise<void> {
  await press(page, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
  await expectUsable(page, `${state}, in English`);
  await page.getByRole('button', { name: 'Svenska', exact: true }).click();
}

test('Ny förfrågan and a request can be used by everybody in every state', async ({ enter }) => {
  test.setTimeout(300_000);
  const brita = await enter('brasam.kop', '/forfragningar/ny');
  await newRequestIsUsable(brita);
  await press(brita, 'Skicka senare');
  await expectUsableOnEither(brita, 'a request, not sent');
  await press(brita, 'Skicka förfrågan');
  await said(brita, 'Förfrågan är skickad.');
  await expectUsableOnEither(brita, 'a request, sent');
  const path = new URL(brita.url()).pathname;

  const rasmus = await enter('chef.rtm', path);
  await press(rasmus, 'Jag tar den');
  await expectUsableOnEither(rasmus, 'a request, taken');
  await receive(rasmus);
  await stepsAreUsable(rasmus, ['Anta', 'Fråga efter mer', 'Avböj', 'Skicka vidare']);
  await writeStep(rasmus, { open: 'Fråga efter mer', field: 'Er fråga', text: 'Vilken grind?', send: 'Skicka frågan' });
  await expect(brita.getByText('Vilken grind?')).toBeVisible();
  await stepsAreUsable(brita, ['Svara på frågan']);
  await writeStep(brita, { open: 'Svara på frågan', field: 'Ert svar', text: 'Den mot vägen.', send: 'Skicka svaret' });
  await press(rasmus, 'Anta');
  await press(rasmus, 'Anta förfrågan');
  await press(rasmus, 'Börja arbeta');
  await said(rasmus, 'Arbetet är påbörjat.');
  await writeStep(rasmus, { open: 'Återkoppla', field: 'Vad kom ni fram till?', text: 'Vi har bytt låset.', send: 'Skicka återkopplingen' });
  await expect(brita.getByText('Vi har bytt låset.')).toBeVisible();
  await expectUsableOnEither(brita, 'a request, fed back');
  await press(brita, 'Avsluta förfrågan');
  await said(brita, 'Förfrågan är avslutad.');
  await inEnglish(brita, /^Timeline$/, 'a request, closed');
});

test('Förfrågningar can be used by everybody, in and out, full, empty and unavailable', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/forfragningar');
  await expect(brita.getByRole('listitem').first()).toBeVisible();
  await expectUsableOnEither(brita, 'inbox');
  await brita.getByRole('radio', { name: 'Utkorg' }).click();
  await expect(brita.getByRole('heading', { level: 2, name: 'Utkorg' })).toBeVisible();
  await expectUsableOnEither(brita, 'outbox');
  await brita.getByRole('checkbox', { name: 'Bara försenade' }).check();
  await expect(brita.getByText('Inga förfrågningar passar urvalet.')).toBeVisible();
  await inEnglish(brita, /^Outbox$/, 'outbox, nothing found');
  await goTo(brita, '/forfragningar/ny');
  await inEnglish(brita, /^New request$/, 'new request');
  const newcomer = await enter('admin.hub', '/forfragningar');
  await expect(newcomer.getByText('Inga förfrågningar till funktioner som du svarar för.')).toBeVisible();
  await expectUsableOnEither(newcomer, 'inbox, empty');
  await newcomer.route((url) => url.pathname === '/api/referrals/outbox', (route) => route.fulfill({ status: 503 }));
  await newcomer.getByRole('radio', { name: 'Utkorg' }).click();
  await expect(newcomer.getByRole('button', { name: 'Försök igen' })).toBeVisible({ timeout: 20_000 });
  await expectUsableOnEither(newcomer, 'outbox, unavailable');
});
