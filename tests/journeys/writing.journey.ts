import type { Page } from '@playwright/test';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { logInAnew } from './own-session.js';
import { expectUsable } from './screen.js';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const writesHere = (page: Page) => page.getByRole('status').filter({ hasText: 'Brita Samverin skriver här just nu.' });
const notes = (page: Page, title: string) => page.getByRole('textbox', { name: new RegExp(`Anteckningar till § \\d+ – ${title}`) });

/** A meeting of Unggruppen with one item on its agenda; gives its id. */
async function withItem(brita: Page, title: string, days: number): Promise<string> {
  const meetingId = await callMeeting(brita, { group: 'Unggruppen Köping', date: daysAhead(days), starts: '9', ends: '10.30', title: `Möte om ${title}` });
  await brita.goto(new URL(`/moten/${meetingId}?visa=dagordning`, brita.url()).href);
  await expect(async () => {
    const retry = brita.getByRole('button', { name: 'Försök igen' });
    if (await retry.isVisible()) await retry.click();
    await expect(brita.getByRole('button', { name: 'Föreslå en punkt' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await brita.getByRole('button', { name: 'Föreslå en punkt' }).click();
  await brita.getByRole('textbox', { name: 'Punktens rubrik' }).fill(title);
  await brita.getByRole('button', { name: 'Skicka förslaget' }).click();
  await brita.getByRole('button', { name: 'Ta upp' }).click();
  await expect(brita.getByRole('heading', { name: new RegExp(`§ \\d+ – ${title}`) })).toBeVisible();
  return meetingId;
}

test('who reads an item sees beside its notes who types there, until the field is left or the writer logs out', async ({ enter, browser }) => {
  const title = `Lampor ${Date.now()}`;
  const brita = await enter('brasam.kop');
  const meetingId = await withItem(brita, title, 12);
  const karin = await enter('kpol.vm', `/moten/${meetingId}?visa=anteckningar`);
  await brita.goto(new URL(`/moten/${meetingId}?visa=anteckningar`, brita.url()).href);
  await expect(karin.getByText(`§ 1 – ${title}`)).toBeVisible();

  await notes(brita, title).focus();
  await brita.keyboard.type('Tre lampor är trasiga.');
  await expect(writesHere(karin)).toBeVisible();
  await expect(writesHere(brita)).toHaveCount(0);
  await expectUsable(karin, 'somebody writes');
  await brita.keyboard.press('Tab');
  await expect(writesHere(karin)).toHaveCount(0);
  await expect(karin.getByText('Tre lampor är trasiga.')).toBeVisible();

  const anew = await logInAnew(browser, 'brasam.kop', `/moten/${meetingId}?visa=anteckningar`);
  await notes(anew, title).focus();
  await anew.keyboard.type('Nu lagas de. ');
  await expect(writesHere(karin)).toBeVisible();
  await anew.getByRole('button', { name: 'Konto: Brita Samverin' }).click();
  await anew.getByRole('button', { name: 'Logga ut' }).click();
  await expect(writesHere(karin)).toHaveCount(0);
  await anew.close();
});

test('a guest without an account is noted, called otherwise and taken away by keyboard on a telephone', async ({ enter }) => {
  const meetingId = await withItem(await enter('brasam.kop'), `Gäster ${Date.now()}`, 13);
  const brita = await enter('brasam.kop', `/moten/${meetingId}?visa=anteckningar`, phone);
  const press = async (name: string): Promise<void> => {
    await brita.getByRole('button', { name, exact: true }).focus();
    await brita.keyboard.press('Enter');
  };
  const guest = brita.getByRole('listitem').filter({ hasText: '(gäst)' });

  await press('Lägg till en gäst utan konto');
  await expect(brita.getByRole('textbox', { name: 'Gästens namn' })).toBeFocused();
  await expectUsable(brita, 'a guest is noted');
  await brita.keyboard.type('Gun 19811228-9874');
  await brita.keyboard.press('Tab');
  await brita.keyboard.type('Brottsofferjouren');
  await brita.keyboard.press('Enter');
  await expect(brita.getByRole('textbox', { name: 'Gästens namn' })).toHaveAttribute('aria-invalid', 'true');
  await expect(guest).toHaveCount(0);
  await brita.getByRole('textbox', { name: 'Gästens namn' }).fill('Gun Gästberg');
  await brita.keyboard.press('Enter');
  await expect(guest).toContainText('Gun Gästberg, Brottsofferjouren (gäst) · från 09.00');
  await expect(brita.getByRole('button', { name: 'Lägg till en gäst utan konto' })).toBeFocused();

  await press('Ändra gästen: Gun Gästberg');
  await brita.getByRole('textbox', { name: 'Till (frivilligt)' }).fill('10');
  await brita.getByRole('textbox', { name: 'Gästens namn' }).fill('Gunilla Gästberg');
  await expectUsable(brita, 'a guest is changed');
  await brita.keyboard.press('Enter');
  await expect(guest).toContainText('Gunilla Gästberg, Brottsofferjouren (gäst) · 09.00–10.00');
  const karin = await enter('kpol.vm', `/moten/${meetingId}?visa=anteckningar`);
  await expect(karin.getByText('Gunilla Gästberg')).toBeVisible();
  await press('Ta bort närvaron: Gunilla Gästberg');
  await expect(guest).toHaveCount(0);
  await expect(karin.getByText('Gunilla Gästberg')).toHaveCount(0);
});

test('a request is begun from an item, and is shown there to those who see it', async ({ enter }) => {
  const title = `Stråket ${Date.now()}`;
  const brita = await enter('brasam.kop');
  const meetingId = await withItem(brita, title, 14);
  await brita.getByRole('link', { name: `Ny förfrågan om punkten: ${title}` }).click();
  for (const question of ['Misstänker du att ett barn far illa?', 'Gäller det en enskild person?']) await brita.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Nej' }).check();
  await brita.getByRole('button', { name: 'Nästa' }).click();
  await expect(brita.getByText('Förfrågan kopplas till punkten på dagordningen.')).toBeVisible();
  await expectUsable(brita, 'a request about an item');
  await brita.getByRole('combobox', { name: 'Mottagare' }).fill('Förebyggande');
  await brita.getByRole('option', { name: /Förebyggande chef/ }).first().click();
  await brita.getByRole('button', { name: 'Nästa' }).click();
  await brita.getByRole('textbox', { name: 'Rubrik' }).fill(`Vandring vid ${title}`);
  await brita.getByRole('textbox', { name: 'Vad frågar ni om?' }).fill('Kan ni gå med en kväll?');
  await brita.getByRole('button', { name: 'Nästa' }).click();
  await brita.getByRole('button', { name: 'Skicka förfrågan' }).click();
  await brita.getByRole('link', { name: 'En punkt på en dagordning som du ser' }).click();

  const link = brita.getByRole('link', { name: `Vandring vid ${title}` });
  await expect(link).toBeVisible();
  await expect(brita.getByRole('listitem').filter({ has: link }).last()).toContainText(/Skickad|Framme/);
  await expectUsable(brita, 'an item with a request');
  const karin = await enter('kpol.vm', `/moten/${meetingId}?visa=dagordning`);
  await expect(karin.getByText(`§ 1 – ${title}`)).toBeVisible();
  await expect(karin.getByRole('link', { name: `Vandring vid ${title}` })).toHaveCount(0);
  const rasmus = await enter('chef.rtm', '/forfragningar');
  await rasmus.getByRole('link', { name: `Vandring vid ${title}` }).first().click();
  await expect(rasmus.getByRole('heading', { level: 1 })).toContainText('Vandring vid');
  await expect(rasmus.getByText('En punkt på en dagordning')).toHaveCount(0);
});
