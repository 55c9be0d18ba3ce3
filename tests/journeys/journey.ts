import { test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { origin } from './product.js';
import { complaintsOf } from './complaints.js';

/** Opens the product in a browser of somebody's own, logged in as that demo account (or as nobody), at a path. */
export type Enter = (username: string | null, path?: string, options?: BrowserContextOptions) => Promise<Page>;

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;
const sessions = new Map<string, StorageState>();

async function logIn(page: Page, username: string): Promise<void> {
  await page.goto(origin());
  await page.getByRole('button', { name: /Logga in|Log in/ }).click();
  await page.locator(`button[name="username"][value="${username}"]`).click();
  await page.getByRole('heading', { level: 1, name: /Min dag|My day/ }).waitFor();
}

async function contextOf(browser: Browser, username: string | null, options: BrowserContextOptions): Promise<BrowserContext> {
  if (username === null) return browser.newContext(options);
  const kept = sessions.get(username);
  const context = await browser.newContext({ ...options, ...(kept ? { storageState: kept } : {}) });
  if (kept) return context;
  const page = await context.newPage();
  await logIn(page, username);
  sessions.set(username, await context.storageState());
  await page.close();
  return context;
}

/**
 * A test in which several people use the product at once. Whatever the test is about, it fails when a page asks anybody but the product
 * for anything, when its console shows an error, and when the product answers with an internal error.
 */
export const test = base.extend<{ enter: Enter }>({
  enter: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(async (username, path = '/', options = {}) => {
      const context = await contextOf(browser, username, options);
      contexts.push(context);
      const page = await context.newPage();
      complaintsOf(page, (complaint) => complaints.push(`${username ?? 'nobody'}: ${complaint}`));
      await page.goto(origin() + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    base.expect(complaints).toEqual([]);
  },
});

export const { expect } = base;
