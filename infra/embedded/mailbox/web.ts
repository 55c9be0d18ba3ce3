import { createServer, type ServerResponse } from 'node:http';
import { documentOf, headersOf, type Page } from '../pages/document.js';
import { STYLE } from '../pages/style.js';
import type { Letters } from './letters.js';
import { letterPage, listPage, missingPage } from './pages.js';

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const show = (response: ServerResponse, page: Page) => response.writeHead(page.status ?? 200, headersOf(page)).end(documentOf(page, '/style.css'));

function answer(letters: Letters, url: URL, response: ServerResponse): void {
  const to = (url.searchParams.get('to') ?? '').trim();
  const [, id] = /^\/mail\/(\d+)$/.exec(url.pathname) ?? [];
  const letter = id && letters.find(id);
  if (url.pathname === '/style.css') response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(STYLE);
  else if (url.pathname === '/api/messages') response.writeHead(200, JSON_HEADERS).end(JSON.stringify(letters.list(to)));
  else if (url.pathname === '/') show(response, listPage(letters.list(to), letters.recipients(), to));
  else show(response, letter ? letterPage(letter) : missingPage());
}

/** The pages of the mailbox, and the same as JSON at /api/messages?to=. Only this machine's names are answered (DNS rebinding), only reading. */
export function mailboxPages(letters: Letters) {
  return createServer((request, response) => {
    const name = request.headers.host?.replace(/:\d+$/, '') ?? '';
    if (!['localhost', '127.0.0.1'].includes(name)) return void response.writeHead(421).end();
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    answer(letters, new URL(request.url!, 'http://localhost'), response);
  });
}
