import type { Page } from '@playwright/test';
import { callMeeting, daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { lettersAbout } from './letters.js';

const send = (page: Page) => page.getByRole('button', { name: 'Skicka kallelsen' }).click();
const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const others = { also: [{ typed: 'Ester', name: /Ester Vaktin/ }] };

test('a personal identity number is stopped beside the field it stands in, and everything typed is kept', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten/nytt');
  const about = 'Prata om 19900101-0017 och skolvägen.';
  await fillIn(page, { ...others, date: daysAhead(12), starts: '9', ends: '10', title: 'Skolvägen', about });
  await send(page);
  await expect(field(page, 'Beskrivning')).toHaveAccessibleDescription(/ser ut att innehålla ett personnummer/);
  await expect(field(page, 'Beskrivning')).toHaveValue(about);
  await expect(field(page, 'Rubrik')).toHaveValue('Skolvägen');
  await expect(field(page, 'Rubrik')).not.toHaveAccessibleDescription(/personnummer/);
  await field(page, 'Beskrivning').fill('Prata om skolvägen.');
  await send(page);
  await expect(page.getByText('Prata om skolvägen.')).toBeVisible();
});

test('a time that is not there, is there twice or runs backwards is told beside its field', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten/nytt');
  await fillIn(page, { ...others, date: '2027-03-28', starts: '2.30', ends: '4', title: 'Natten då klockan ställs om' });
  await send(page);
  await expect(field(page, 'Börjar')).toHaveAccessibleDescription(/Klockslaget finns inte den natten/);
  await field(page, 'Slutar').fill('1');
  await send(page);
  await expect(field(page, 'Slutar')).toHaveAccessibleDescription(/Mötet slutar innan det börjar/);
  await field(page, 'Datum').fill('31/10 2027');
  await field(page, 'Slutar').fill('4');
  await send(page);
  await page.getByRole('radio', { name: /vintertid/ }).check();
  await send(page);
  await page.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  await expect(page.locator('.lead')).toContainText('söndag 31 oktober 2027');
  await expect(page.locator('.lead')).toContainText('02.30');
  await page.goto(new URL('/moten/nytt', page.url()).href);
  await fillIn(page, { ...others, date: daysAhead(-1), starts: '9', ends: '10' });
  await send(page);
  await expect(page.getByText(/Tiden har redan varit/).first()).toBeVisible();
});

test('a call whose answer is lost on the way keeps what was typed, and trying again calls once', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten/nytt');
  const title = `Tappat svar ${Date.now()}`;
  await fillIn(page, { ...others, date: daysAhead(13), starts: '9', ends: '10', title });
  const scheduling = (url: URL) => url.pathname === '/api/meetings';
  await page.route(scheduling, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await send(page);
  await expect(page.getByText(/Det går inte att nå Knutpunkt/)).toBeVisible({ timeout: 30_000 });
  await page.unroute(scheduling);
  await page.route(scheduling, (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 503, headers: { 'retry-after': '1' } }) : route.fallback()));
  await page.getByRole('button', { name: 'Försök igen' }).click();
  await expect(page.getByText(/En del av Knutpunkt går inte att nå just nu/)).toBeVisible({ timeout: 30_000 });
  await expect(field(page, 'Rubrik')).toHaveValue(title);
  await page.unroute(scheduling);
  await page.getByRole('button', { name: 'Försök igen' }).click();
  await page.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  const meetingId = page.url().slice(-36);
  await expect.poll(async () => (await lettersAbout(meetingId, 'est@malmabergsfriskola.example')).length, { timeout: 15_000 }).toBe(1);
  await page.getByRole('link', { name: 'Möten' }).first().click();
  await expect(page.getByRole('link', { name: title })).toHaveCount(1);
});

test('what is typed survives that the page is loaded anew', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten/nytt');
  await fillIn(page, { ...others, date: daysAhead(13), starts: '9', ends: '10', title: 'Halvfärdigt' });
  await page.reload();
  await expect(page.getByText('Utkastet du började på finns kvar.')).toBeVisible();
  await expect(field(page, 'Rubrik')).toHaveValue('Halvfärdigt');
  await expect(page.getByRole('button', { name: /Ta bort Ester Vaktin/ })).toBeVisible();
  await page.getByRole('button', { name: 'Börja om' }).click();
  await expect(field(page, 'Rubrik')).toHaveValue('');
});

test('two who change the same text see both versions, and nothing is lost', async ({ enter }) => {
  const first = await enter('brasam.kop');
  const meetingId = await callMeeting(first, { ...others, date: daysAhead(14), starts: '9', ends: '10', title: 'Två flikar', about: 'Först.' });
  const second = await enter('brasam.kop', `/moten/${meetingId}`);
  for (const page of [first, second]) await page.getByRole('button', { name: 'Ändra text' }).click();
  await field(second, 'Beskrivning').fill('Skrivet i den andra fliken.');
  await field(first, 'Beskrivning').fill('Skrivet i den första fliken.');
  await first.getByRole('button', { name: 'Spara' }).click();
  await expect(first.getByText('Skrivet i den första fliken.')).toBeVisible();
  await expect(field(second, 'Beskrivning')).toHaveValue('Skrivet i den andra fliken.');
  const isMeeting = (url: URL): boolean => url.pathname === `/api/meetings/${meetingId}`;
  await second.route(isMeeting, (route) => route.abort());
  await second.getByRole('button', { name: 'Spara' }).click();
  await expect(second.getByText(/^Det går inte att nå Knutpunkt/).first()).toBeVisible({ timeout: 20_000 });
  await second.unroute(isMeeting);
  await second.getByRole('button', { name: 'Spara' }).click();
  const conflict = second.getByRole('row', { name: /^Beskrivning/ });
  await expect(conflict).toContainText('Skrivet i den första fliken.');
  await expect(conflict).toContainText('Skrivet i den andra fliken.');
  await second.getByRole('button', { name: 'Spara min version' }).click();
  await expect(first.getByText('Skrivet i den andra fliken.')).toBeVisible();
});
