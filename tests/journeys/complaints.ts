import type { Page } from '@playwright/test';
import { origin } from './product.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const word = /^[a-z-]{0,30}$/;
const isPlain = (part: string): boolean => word.test(part) || uuid.test(part);

// The browser itself reports every answer that is not a success; which of them may come is the test's matter.
const isAnAnswer = (text: string): boolean => text.startsWith('Failed to load resource');

/** True for an address made of the product's own words and of ids: nothing that somebody has typed is in it. Those of a login belong to the identity provider. */
function isPlainAddress(address: string): boolean {
  const { origin: at, pathname, searchParams, hash } = new URL(address);
  if (at !== origin() || pathname.startsWith('/auth/')) return true;
  return hash === '' && [...pathname.split('/'), ...[...searchParams].flat()].every(isPlain);
}

/** Tells what no page of the product may do, as it happens: errors in the console, uncaught ones, internal errors, requests to others, an address with what somebody has typed. */
export function complaintsOf(page: Page, tell: (complaint: string) => void): void {
  page.on('console', (message) => { if (message.type() === 'error' && !isAnAnswer(message.text())) tell(`console: ${message.text()}`); });
  page.on('pageerror', (error) => tell(`uncaught: ${error.message}`));
  page.on('request', (request) => { if (new URL(request.url()).origin !== origin()) tell(`asked another: ${request.url()}`); });
  page.on('response', (response) => { if (response.status() === 500) tell(`internal error: ${response.url()}`); });
  page.on('framenavigated', (frame) => { if (frame.url().startsWith('http') && !isPlainAddress(frame.url())) tell(`address: ${frame.url()}`); });
}
