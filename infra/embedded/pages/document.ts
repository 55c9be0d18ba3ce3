import { createHash } from 'node:crypto';
import { html, type Html } from './html.js';

/** A page: its title is also its one heading; a script only where a browser with scripts should be spared a click. */
export type Page = { title: string; body: Html; status?: number; script?: string };

const scriptOf = (page: Page): Html => ({ html: page.script ? `<script>${page.script}</script>\n` : '' });

/** The whole HTML document of a page, in Swedish. */
export function documentOf(page: Page, stylesheet: string): string {
  return html`<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – Knutpunkt</title>
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
${scriptOf(page)}</body>
</html>
`.html;
}

/**
 * The headers of a page: nothing is loaded but our style sheet and the page's own script, nothing is stored, nobody frames it.
 * @param formTargets origins that a form may end up at through redirects, beside our own
 */
export function headersOf(page: Page, formTargets: readonly string[] = []): Record<string, string> {
  const script = page.script ? `'sha256-${createHash('sha256').update(page.script).digest('base64')}'` : `'none'`;
  const policy = [`default-src 'none'`, `style-src 'self'`, `script-src ${script}`, `form-action ${["'self'", ...formTargets].join(' ')}`, `base-uri 'none'`, `frame-ancestors 'none'`];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
