import { expect, type Locator, type Page } from '@playwright/test';

/** Something on Min dag, in the part that is named so. */
export async function onMyDay(page: Page, part: string, text: string): Promise<Locator> {
  const region = page.getByRole('region', { name: part });
  const rest = region.getByRole('button', { name: /^Visa alla/ });
  await expect(region.getByRole('listitem').first()).toBeVisible();
  if (await rest.isVisible()) await rest.click();
  return region.getByRole('listitem').filter({ hasText: text }).first();
}
