import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const swc = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));
const withoutQuery = (url) => url.split('?')[0];
const isTypeScript = (url) => withoutQuery(url).endsWith('.ts');

/** What a TypeScript file calls ./x.js is ./x.ts, where there is one. */
function sourceOf(specifier, parentURL = '') {
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !isTypeScript(parentURL)) return undefined;
  const source = new URL(`${specifier.slice(0, -'.js'.length)}.ts`, withoutQuery(parentURL));
  return existsSync(source) ? source.href : undefined;
}

/** Node.js's hook: where a module is. The names that Jest gives a test are those of globals.mjs. */
export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return next(new URL('globals.mjs', import.meta.url).href, context);
  const source = sourceOf(specifier, context.parentURL);
  return source ? { url: source, format: 'module', shortCircuit: true } : next(specifier, context);
}

/** Node.js's hook: what a module is. TypeScript goes through swc. */
export async function load(url, context, next) {
  if (withoutQuery(url).endsWith('.json')) return next(url, { ...context, importAttributes: { type: 'json' } });
  if (!isTypeScript(url)) return next(url, context);
  const filename = fileURLToPath(withoutQuery(url));
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swc, swcrc: false, filename, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
