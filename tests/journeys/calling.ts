import { expect, type Page } from '@playwright/test';

/** A meeting to call, as a person types it. `group` by its name; `also` as what is typed to find a person or function, and the whole name to choose. */
export type Call = {
  readonly group?: string;
  readonly also?: readonly { readonly typed: string; readonly name: RegExp }[];
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  readonly place?: string;
  readonly title?: string;
  readonly about?: string;
};

/** A day so many days from today in Sweden, YYYY-MM-DD. */
export function daysAhead(days: number): string {
  const day = new Date(`${new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' })}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Chooses somebody in the field for people and functions. */
export async function choose(page: Page, { typed, name }: NonNullable<Call['also']>[number]): Promise<void> {
  await page.getByRole('combobox', { name: /Kalla också|Personer och funktioner/ }).fill(typed);
  await page.getByRole('option', { name }).first().click();
  await expect(page.getByRole('button', { name: new RegExp(`Ta bort .*${name.source}`) })).toBeVisible();
}

/** Fills in Nytt möte, which is open, without sending it. */
export async function fillIn(page: Page, call: Call): Promise<void> {
  if (call.group) await page.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption(call.group);
  else await page.getByRole('radio', { name: 'Personer och funktioner som jag väljer' }).check();
  for (const one of call.also ?? []) await choose(page, one);
  await page.getByRole('textbox', { name: 'Datum' }).fill(call.date);
  await page.getByRole('textbox', { name: 'Börjar' }).fill(call.starts);
  await page.getByRole('textbox', { name: 'Slutar' }).fill(call.ends);
  if (call.place !== undefined) await page.getByRole('textbox', { name: 'Plats' }).fill(call.place);
  if (call.title !== undefined) await page.getByRole('textbox', { name: 'Rubrik' }).fill(call.title);
  if (call.about !== undefined) await page.getByRole('textbox', { name: 'Beskrivning' }).fill(call.about);
}

/** Opens Nytt möte, calls a meeting there and gives its id. */
export async function callMeeting(page: Page, call: Call): Promise<string> {
  await page.getByRole('link', { name: 'Kalla till möte' }).click();
  await fillIn(page, call);
  await page.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Mötet är kallat' })).toBeVisible();
  await page.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  return page.url().slice(-36);
}
