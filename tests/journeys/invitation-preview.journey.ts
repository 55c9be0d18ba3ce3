import type { Page } from '@playwright/test';
import { daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt } from './keys.js';
import { inCalendar, letterAbout } from './letters.js';
import { expectUsableOnEither } from './screen.js';

const ester = 'est@malmabergsfriskola.example';

async function take(page: Page, name: string): Promise<void> {
  await expectUsableOnEither(page, name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
}

/** What a fact is said to be, in the first letter of a part of the page. */
const said = (part: ReturnType<Page['getByRole']>, fact: string) => part.locator('.letter').first().locator(`dt:text-is("${fact}") + dd`);

test('a coordinator sees before sending exactly what will lie in the mailboxes, and afterwards what does', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten/nytt');
  const preview = brita.getByRole('region', { name: 'Så ser inbjudan ut i mottagarnas brevlåda' });
  await expect(preview).toContainText('Fyll i datum och tider');
  await fillIn(brita, { group: 'EST Köping', date: daysAhead(11), starts: '930', ends: '11', place: 'Rådhuset, rum 2', title: 'Hemlig rubrik', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  await expect(said(preview, 'Plats')).toHaveText('Rådhuset, rum 2');
  await expect(preview).not.toContainText('Hemlig rubrik');
  const [subject, summary, file] = [await said(preview, 'Ämne').innerText(), await said(preview, 'Rubrik').innerText(), await said(preview, 'Bifogad fil').innerText()];
  await expect(preview.getByRole('heading', { name: 'Till den som bara ser gruppens kalender' })).toBeVisible();
  await take(brita, 'preview-before');

  await brita.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await brita.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  const letter = await letterAbout(brita.url().slice(-36), ester, 1);
  expect([letter.subject, inCalendar(letter, 'SUMMARY'), inCalendar(letter, 'LOCATION')?.replaceAll('\\', '')]).toEqual([subject, summary, 'Rådhuset, rum 2']);
  expect(file).toBe('inbjudan.ics');

  await pressAt(brita, brita.getByRole('button', { name: 'Visa hur inbjudan ser ut i mottagarnas brevlåda' }), 'Enter');
  const main = brita.getByRole('main');
  await expect(said(main, 'Ämne')).toHaveText(subject);
  await expect(main.locator('.letter').first()).toContainText(brita.url().slice(-36));
  await take(brita, 'preview-after');
});

test('a coordinator sees that a long series comes as one mail with one file', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten/nytt');
  await fillIn(brita, { group: 'EST Köping', date: daysAhead(11), starts: '930', ends: '11' });
  await brita.getByRole('checkbox', { name: 'Upprepa mötet' }).check();
  await brita.getByRole('textbox', { name: 'Till och med' }).fill(daysAhead(100));
  const preview = brita.getByRole('region', { name: 'Så ser inbjudan ut i mottagarnas brevlåda' });

  await expect(said(preview, 'Ämne')).toHaveText(/^Du är kallad till \d+ möten$/);
  await expect(said(preview, 'Bifogad fil')).toHaveText(/^moten\.ics, med en post för vart och ett av de \d+ mötena$/);
  await take(brita, 'preview-series');
});
