import type { Context } from 'oidc-provider';
import { documentOf, headersOf, type Page } from '../../pages/document.js';

/** Where the provider serves its style sheet. */
export const STYLESHEET = '/realms/knutpunkt/style.css';

/** Answers a request inside the provider with a page. */
export function showPage(ctx: Context, page: Page, formTargets: readonly string[]): void {
  for (const [name, value] of Object.entries(headersOf(page, formTargets))) ctx.set(name, value);
  if (page.status) ctx.status = page.status;
  ctx.body = documentOf(page, STYLESHEET);
}
