import type { Page } from '@playwright/test';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt } from './keys.js';
import { letterAbout } from './letters.js';
import { expectUsableOnEither } from './screen.js';

const lost = 'Kallelsen nådde inte fram: mejlservern tog inte emot adressen';
const personRow = (page: Page, name: string) => page.getByRole('region', { name: 'Deltagare och svar' }).getByRole('listitem').filter({ hasText: name });

async function take(page: Page, state: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${state}-${width}.png`), fullPage: true });
  }
}

/** An administrator reads one person from a file. */
async function readIn(page: Page, row: string): Promise<void> {
  await page.getByLabel('CSV-fil').setInputFiles({ name: 'personer.csv', mimeType: 'text/csv', buffer: Buffer.from(`id;namn;titel;e-post;enhet\r\n${row}\r\n`, 'latin1') });
  await page.getByRole('button', { name: 'Visa vad som händer' }).click();
  await page.getByRole('button', { name: 'Läs in: 1 nya, 0 ändrade' }).click();
  await expect(page.getByRole('heading', { name: '1 nya, 0 ändrade, 0 avslutade.' })).toBeVisible();
}

test('who calls a meeting sees whom the call does not reach and why, and reaches that one when the address is right', async ({ enter }, { project }) => {
  const [name, right] = [`Felix Felstav ${project.name}`, `felix.${project.name}@koping.example`];
  const adam = await enter('admin.kop', '/administration/personer/fil');
  await readIn(adam, `felix-${project.name};${name};Rektor;felix.${project.name}@koping.invalid;KOP-KS-KANSLI`);
  const brita = await enter('brasam.kop');

  const meetingId = await callMeeting(brita, { also: [{ typed: 'Felstav', name: new RegExp(name) }, { typed: 'Ester', name: /Ester Vaktin/ }], date: daysAhead(40), starts: '9', ends: '10' });
  await expect(personRow(brita, name)).toContainText(lost, { timeout: 90_000 });
  await expect(personRow(brita, 'Ester Vaktin')).not.toContainText('nådde inte fram');
  await take(brita, 'unreached');
  await expectUsableOnEither(brita, 'Mötet, whose call did not reach somebody');
  await brita.getByRole('button', { name: 'English' }).click();
  await expect(brita.getByRole('listitem').filter({ hasText: name })).toContainText('The invitation was not delivered: the mail server did not accept the address');
  await brita.getByRole('button', { name: 'Svenska' }).click();
  const ester = await enter('est.frs', `/moten/${meetingId}`);
  await expect(personRow(ester, name)).not.toContainText('nådde inte fram');

  await adam.goto(new URL('/administration/personer', adam.url()).href);
  await adam.getByRole('textbox', { name: 'Sök' }).fill(name);
  await adam.getByRole('region', { name: 'Våra personer' }).getByRole('link', { name }).click();
  await adam.getByRole('button', { name: 'Ändra uppgifter' }).click();
  await adam.getByRole('textbox', { name: 'E-post' }).fill(right);
  await adam.getByRole('button', { name: 'Spara' }).click();
  await expect(adam.getByRole('main')).toContainText(right);

  await brita.goto(new URL('/aviseringar', brita.url()).href);
  const told = brita.getByRole('listitem').filter({ has: brita.locator(`a[href="/moten/${meetingId}"]`) }).first();
  await expect(told).toContainText('Ett mejl om mötet nådde inte fram till alla.');
  await take(brita, 'told');
  await told.getByRole('link').click();
  await expect(personRow(brita, name)).toContainText(lost);
  await pressAt(brita, brita.getByRole('button', { name: 'Påminn dem som inte har svarat' }), 'Enter');
  await expect(personRow(brita, name)).not.toContainText('nådde inte fram', { timeout: 90_000 });
  expect((await letterAbout(meetingId, right, 1)).subject).toContain('Påminnelse');
});
