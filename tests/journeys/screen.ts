import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const narrowest = 320;
const phone = 400;

/** What is beyond the right edge; fields that measure themselves are so for a moment after the width has changed. */
async function expectNoOverflow(page: Page, state: string): Promise<void> {
  const beyond = (): Promise<string[]> => page.evaluate(() => {
    const there = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > window.innerWidth + 0.5).map((one) => one.outerHTML.slice(0, 120));
    return document.documentElement.scrollWidth > window.innerWidth ? there : [];
  });
  await expect.poll(beyond, { message: `${state}: no sideways scrolling at ${page.viewportSize()!.width} px` }).toEqual([]);
}

async function expectNoOverflowWhenNarrow(page: Page, state: string): Promise<void> {
  const size = page.viewportSize()!;
  await expectNoOverflow(page, state);
  if (size.width > phone) return;
  await page.setViewportSize({ ...size, width: narrowest });
  await expectNoOverflow(page, state);
  await page.setViewportSize(size);
}

/** Expects of a screen in a state what every screen must keep: no WCAG 2.2 AA violation that axe finds, one h1, a language, a title, nothing cut off. */
export async function expectUsable(page: Page, state: string): Promise<void> {
  await expect(page.getByText('Hämtar…')).toHaveCount(0);
  // Legacy: in the page itself, where there are no frames of others. Otherwise axe opens a page of its own to sum up, each time.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(rules).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`), state).toEqual([]);
  await expect(page.locator('main h1'), state).toHaveCount(1);
  await expect(page.locator('html'), state).toHaveAttribute('lang', /^(sv|en)$/);
  await expect(page, state).toHaveTitle(/Knutpunkt/);
  await expectNoOverflowWhenNarrow(page, state);
}

const wide = { width: 1280, height: 900 };
const telephone = { width: 360, height: 740 };

/** Expects it of a screen in both main sizes. */
export async function expectUsableOnEither(page: Page, state: string): Promise<void> {
  for (const size of [telephone, wide]) {
    await page.setViewportSize(size);
    await expectUsable(page, `${state}, at ${size.width} px`);
  }
}
