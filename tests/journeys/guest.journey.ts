import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt } from './keys.js';
import { writeTime } from './polling.js';
import { expectUsableOnEither } from './screen.js';
import type { Page } from '@playwright/test';

const guests = (page: Page) => page.getByRole('region', { name: 'Gäster utan konto' });

async function take(page: Page, name: string): Promise<void> {
  await expectUsableOnEither(page, name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
}

test('a guest without an account answers by a link, which the organiser sees, changes and takes back, without a mouse', async ({ enter, browser }) => {
  const brita = await enter('brasam.kop');
  await callMeeting(brita, { date: daysAhead(9), starts: '1530', ends: '16.30', place: 'Biblioteket', title: 'Om föreningarna', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Bjud in en gäst utan konto' }), 'Enter');
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Skapa länken' }), 'Enter');
  await expect(guests(brita).getByText('Skriv gästens namn.').first()).toBeVisible();
  await guests(brita).getByRole('textbox', { name: 'Gästens namn' }).fill('Gunilla Gästsson');
  await guests(brita).getByRole('textbox', { name: 'Organisation' }).fill('Brottsofferjouren');
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Skapa länken' }), 'Enter');
  const link = () => guests(brita).getByRole('textbox', { name: 'Länk till Gunilla Gästsson' });
  await expect(link()).toHaveValue(/\/gast#[A-Za-z0-9_-]{43}$/);
  await expect(link()).toBeFocused();
  await take(brita, 'guest-invited');

  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  const first = await link().inputValue();
  const seen: string[] = [];
  page.on('request', (request) => seen.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  await page.goto(first);
  await expect(page.getByRole('heading', { name: 'Inbjudan till ett möte' })).toBeVisible();
  await expect(page.getByText('Biblioteket')).toBeVisible();
  await expect(page.locator('main')).not.toContainText(/Ester|Brita|föreningarna|Köpings/);
  await take(page, 'guest-page');
  await pressAt(page, page.getByRole('button', { name: 'Kanske' }), 'Enter');
  await expect(page.getByRole('button', { name: 'Kanske' })).toHaveAttribute('aria-pressed', 'true');
  expect(seen.filter((one) => one.includes(first.split('#')[1]!))).toEqual([]);

  await expect(guests(brita).getByRole('listitem')).toContainText('Kanske');
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Ny länk: Gunilla Gästsson' }), 'Enter');
  await pressAt(brita, brita.getByRole('dialog').getByRole('button', { name: 'Ny länk' }), 'Enter');
  await expect(link()).not.toHaveValue(first);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Länken gäller inte' })).toBeVisible();
  await take(page, 'guest-link-gone');
  await page.goto((await link().inputValue()).replace('/gast#', '/gast/#'));
  await expect(page.getByRole('button', { name: 'Kanske' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto(`${page.url().split('#')[0]}#${'A'.repeat(43)}`);
  await expect(page.getByRole('heading', { name: 'Länken gäller inte' })).toBeVisible();

  await pressAt(brita, guests(brita).getByRole('button', { name: 'Ta bort: Gunilla Gästsson' }), 'Enter');
  await pressAt(brita, brita.getByRole('dialog').getByRole('button', { name: 'Ta bort' }), 'Enter');
  await expect(guests(brita).getByRole('listitem')).toHaveCount(0);
  await page.context().close();
});

test('a guest without an account votes in a poll by a link, which the one who asks sees, without a mouse', async ({ enter, browser }) => {
  const brita = await enter('brasam.kop', '/omrostningar/ny');
  await brita.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption('Unggruppen Köping');
  await writeTime(brita, 1, { day: 20, starts: '9', ends: '1030' });
  await writeTime(brita, 2, { day: 21, starts: '13', ends: '1430' });
  await brita.getByRole('textbox', { name: 'Sista dag att svara' }).fill(daysAhead(12));
  await brita.getByRole('textbox', { name: 'Rubrik' }).fill('Om föreningarna');
  await brita.getByRole('button', { name: 'Skicka omröstningen' }).click();
  await expect(brita.getByRole('heading', { level: 1, name: 'Om föreningarna' })).toBeVisible();
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Bjud in en gäst utan konto' }), 'Enter');
  await guests(brita).getByRole('textbox', { name: 'Gästens namn' }).fill('Gunilla Gästsson');
  await guests(brita).getByRole('textbox', { name: 'Organisation' }).fill('Brottsofferjouren');
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Skapa länken' }), 'Enter');
  const link = guests(brita).getByRole('textbox', { name: 'Länk till Gunilla Gästsson' });
  await expect(link).toHaveValue(/\/gast\/omrostning#[A-Za-z0-9_-]{43}$/);
  await take(brita, 'poll-guest-invited');

  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(await link.inputValue());
  await expect(page.getByRole('heading', { level: 1, name: 'Vilka tider passar dig?' })).toBeVisible();
  await expect(page.locator('main')).not.toContainText(/Brita|föreningarna|Unggruppen/);
  await take(page, 'poll-guest-page');
  for (const [nth, name] of ['Ja', 'Nej'].entries()) {
    const answer = page.getByRole('group').nth(nth).getByRole('button', { name });
    await pressAt(page, answer, 'Enter');
    await expect(answer).toHaveAttribute('aria-pressed', 'true');
  }

  await expect(guests(brita).getByRole('listitem')).toContainText(/: ja; .*: nej/);
  await pressAt(brita, guests(brita).getByRole('button', { name: 'Ta bort: Gunilla Gästsson' }), 'Enter');
  await pressAt(brita, brita.getByRole('dialog').getByRole('button', { name: 'Ta bort' }), 'Enter');
  await expect(guests(brita).getByRole('listitem')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Länken gäller inte' })).toBeVisible();
  await page.context().close();
});

test('a guest who has answered a poll sees by the same link the meeting that comes of it, and is asked for nothing anew', async ({ enter, browser }) => {
  const brita = await enter('brasam.kop', '/omrostningar/ny');
  await brita.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption('Unggruppen Köping');
  await writeTime(brita, 1, { day: 23, starts: '9', ends: '1030' });
  await writeTime(brita, 2, { day: 24, starts: '13', ends: '1430' });
  await brita.getByRole('textbox', { name: 'Sista dag att svara' }).fill(daysAhead(12));
  await brita.getByRole('textbox', { name: 'Rubrik' }).fill('Om lägret');
  await brita.getByRole('button', { name: 'Skicka omröstningen' }).click();
  await guests(brita).getByRole('button', { name: 'Bjud in en gäst utan konto' }).click();
  await guests(brita).getByRole('textbox', { name: 'Gästens namn' }).fill('Gunilla Gästsson');
  await guests(brita).getByRole('textbox', { name: 'Organisation' }).fill('Brottsofferjouren');
  await guests(brita).getByRole('button', { name: 'Skapa länken' }).click();
  const address = await guests(brita).getByRole('textbox', { name: 'Länk till Gunilla Gästsson' }).inputValue();
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(address);
  const answer = page.getByRole('group').first().getByRole('button', { name: 'Ja' });
  await answer.click();
  await expect(answer).toHaveAttribute('aria-pressed', 'true');
  await brita.getByRole('button', { name: 'Stäng omröstningen' }).click();
  await brita.getByRole('dialog').getByRole('button', { name: 'Stäng omröstningen' }).click();

  await brita.getByRole('region', { name: 'Välj tid' }).getByRole('listitem').first().getByRole('button', { name: /^Gör möte av/ }).click();
  await brita.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  await expect(guests(brita).getByRole('listitem').filter({ hasText: 'Gunilla Gästsson' })).toContainText('Ja');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Vilka tider passar dig?' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Ja' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('main')).toContainText('09.00–10.30');
  await take(page, 'poll-guest-in-meeting');
  await page.context().close();
});
