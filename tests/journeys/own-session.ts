import { expect, type Browser, type Page } from '@playwright/test';
import { origin } from './product.js';

/** Chooses who one is at the demo's login page, which is open. */
export async function logInAs(page: Page, username: string): Promise<void> {
  await page.locator(`button[name="username"][value="${username}"]`).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Somebody in a session of its own, which can be ended without ending others'. It is ended with the browser. */
export async function logInAnew(browser: Browser, username: string, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(origin());
  await page.getByRole('button', { name: 'Logga in' }).click();
  await logInAs(page, username);
  await page.getByRole('heading', { level: 1, name: 'Min dag' }).waitFor();
  await page.goto(origin() + path);
  return page;
}

/** Logs in where the page has lost its session: it goes to the login by itself, or offers it when it has just been there. */
export async function logInAgain(page: Page, username: string): Promise<void> {
  const offered = page.getByRole('button', { name: 'Logga in', exact: true });
  await expect(offered.or(page.locator(`button[value="${username}"]`))).toBeVisible();
  if (await offered.isVisible()) await offered.click();
  await logInAs(page, username);
}

/** Takes the session away, as time does, and lets the page notice when it sends something. */
export const expire = (page: Page): Promise<void> => page.context().clearCookies();

/** Logs out with the button, and waits until the product's first page is there again. */
export async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Konto:/ }).click();
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await expect(page.getByRole('button', { name: 'Logga in' })).toBeVisible();
}
