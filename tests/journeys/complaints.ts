import type { Page } from '@playwright/test';
import { origin } from './product.js';

// The browser itself reports every answer that is not a success; which of them may come is the test's matter.
const isAnAnswer = (text: string): boolean => text.startsWith('Failed to load resource');

/** Tells what no page of the product may do, as it happens: errors in the console, uncaught ones, internal errors, requests to others. */
export function complaintsOf(page: Page, tell: (complaint: string) => void): void {
  page.on('console', (message) => { if (message.type() === 'error' && !isAnAnswer(message.text())) tell(`console: ${message.text()}`); });
  page.on('pageerror', (error) => tell(`uncaught: ${error.message}`));
  page.on('request', (request) => { if (new URL(request.url()).origin !== origin()) tell(`asked another: ${request.url()}`); });
  page.on('response', (response) => { if (response.status() === 500) tell(`internal error: ${response.url()}`); });
}
