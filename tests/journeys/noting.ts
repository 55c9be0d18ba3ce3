import { expect, type Locator, type Page } from '@playwright/test';
import { item, press, said, show } from './at-meeting.js';
import { daysAhead } from './calling.js';

/** Where an item's notes are written. */
export const notes = (page: Page, title: string): Locator => item(page, title).getByRole('textbox', { name: /^Anteckningar till/ });

/** Notes that Karin came and went, and that Nils came for Vera. */
export async function notePresence(page: Page, { starts, ends }: { starts: string; ends: string }): Promise<void> {
  await show(page, 'Anteckningar');
  await press(page, 'Närvarande: Karin Polvik');
  await said(page, 'Karin Polvik är noterad som närvarande.');
  await press(page, 'Ändra tid: Karin Polvik');
  const karin = page.getByRole('listitem').filter({ has: page.getByRole('strong').filter({ hasText: 'Karin Polvik' }) });
  await karin.getByRole('textbox', { name: 'Till' }).fill(ends);
  await press(karin, 'Spara');
  await expect(karin).toContainText(`${starts.replace(':', '.')}–${ends.replace(':', '.')}`);
  await press(page, 'Lägg till person eller ersättare');
  const form = page.getByRole('form', { name: 'Lägg till person eller ersättare' });
  await form.getByRole('combobox', { name: 'Person', exact: true }).fill('Nils');
  await page.getByRole('listbox').getByRole('option', { name: /Nils Polvik/ }).click();
  await form.getByRole('combobox', { name: 'Ersätter' }).selectOption('Vera Polvik');
  await press(form, 'Notera närvaro');
  await expect(page.getByText(/Nils Polvik.*ersätter Vera Polvik/)).toBeVisible();
}

/** Notes a decision in an item. */
export async function noteDecision(page: Page, title: string, { text, by }: { text: string; by: string }): Promise<void> {
  const one = item(page, title);
  await press(one, `Lägg till resultat: ${title}`);
  await one.getByRole('textbox', { name: 'Vad blev det?' }).fill(text);
  await one.getByRole('textbox', { name: 'Beslutat av' }).fill(by);
  await press(one, 'Spara');
  await expect(one.getByRole('list', { name: 'Resultat' })).toContainText(text);
}

/** Gives somebody something to do in an item, until in a week. */
export async function giveAction(page: Page, title: string, { text, typed, owner }: { text: string; typed: string; owner: RegExp }): Promise<void> {
  const one = item(page, title);
  await press(one, `Lägg till åtgärd: ${title}`);
  await one.getByRole('textbox', { name: 'Vad ska göras?' }).fill(text);
  await one.getByRole('combobox', { name: 'Vem ska göra det?' }).fill(typed);
  await page.getByRole('option', { name: owner }).first().click();
  await one.getByRole('textbox', { name: 'Klart senast' }).fill(daysAhead(7));
  await press(one, 'Spara åtgärden');
  await expect(one.getByText(text)).toBeVisible();
}

/** Anteckningar klara, at a meeting that has begun. */
export async function lock(page: Page): Promise<void> {
  await press(page, 'Anteckningar klara');
  await press(page.getByRole('dialog'), 'Anteckningar klara');
  await expect(page.getByText('Anteckningarna är klara').first()).toBeVisible();
}

/** Corrects the locked notes of an item; the locked text stays among the earlier versions. */
export async function correct(page: Page, title: string, { text, reason }: { text: string; reason: string }): Promise<void> {
  const one = item(page, title);
  const before = await one.locator('.prose').first().innerText();
  await press(one, `Rätta: ${title}`);
  await one.getByRole('textbox', { name: 'Anteckningar' }).fill(text);
  await one.getByRole('textbox', { name: 'Skäl till rättelsen' }).fill(reason);
  await press(one, 'Spara rättelsen');
  await expect(one).toContainText(`Skäl: ${reason}`);
  await press(one, 'Tidigare versioner');
  await expect(one.getByRole('list', { name: 'Tidigare versioner' })).toContainText(before);
}
