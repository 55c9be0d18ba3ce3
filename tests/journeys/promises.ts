import { expect, type Page } from '@playwright/test';
import { press, said } from './at-meeting.js';

const promises = (page: Page) => page.getByRole('region', { name: 'Det här har du lovat' });
/** A promise in a list of them. */
const promised = (page: Page, text: string) => promises(page).locator('li.item').filter({ hasText: text });

async function open(page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible();
}

/** Finds what one has promised on Min dag and among Åtgärder, and asks somebody else to take it over there. */
export async function handOver(page: Page, text: string, { typed, to }: { typed: string; to: RegExp }): Promise<void> {
  await open(page, 'Min dag');
  await expect(promised(page, text)).toBeVisible();
  await promises(page).getByRole('link', { name: 'Alla åtgärder' }).click();
  const mine = promised(page, text);
  await press(mine, `Lämna över: ${text}`);
  await mine.getByRole('combobox', { name: 'Till vem?' }).fill(typed);
  await page.getByRole('option', { name: to }).first().click();
  await press(mine, 'Fråga');
  await expect(mine).toContainText('Väntar på svar från');
}

/** Takes over on Min dag what somebody hands over, and tells that it is done. */
export async function takeOverAndDo(page: Page, text: string): Promise<void> {
  await open(page, 'Min dag');
  await press(promised(page, text), `Ta över: ${text}`);
  await said(page, `Du har tagit över: ${text}`);
  await press(promised(page, text), `Klar: ${text}`);
  await said(page, `Klart: ${text}`);
  await expect(promised(page, text)).toHaveCount(0);
}
