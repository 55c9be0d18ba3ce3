import { expect, type Page } from '@playwright/test';
import { press, said } from './at-meeting.js';
import { onMyDay } from './my-day.js';

/** A promise among Åtgärder. */
const promised = (page: Page, text: string) => page.getByRole('region', { name: 'Det här har du lovat' }).locator('li.item').filter({ hasText: text });

async function open(page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible();
}

/** Finds what one has promised on Min dag and among Åtgärder, and asks somebody else to take it over there. */
export async function handOver(page: Page, text: string, { typed, to }: { typed: string; to: RegExp }): Promise<void> {
  await open(page, 'Min dag');
  await expect(await onMyDay(page, 'Det som kommer', text)).toBeVisible();
  await page.getByRole('link', { name: 'Alla åtgärder' }).click();
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
  await press(await onMyDay(page, 'Att svara på', text), `Ta över: ${text}`);
  await said(page, `Du har tagit över: ${text}`);
  await press(await onMyDay(page, 'Det som kommer', text), `Klar: ${text}`);
  await said(page, `Klart: ${text}`);
  await expect(page.getByRole('region', { name: 'Det som kommer' }).getByText(text)).toHaveCount(0);
}
