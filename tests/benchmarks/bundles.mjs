import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kib = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1_024;

/** What a browser fetches, gzipped, in KiB: with the first page, and of all pages together. */
export function bundles(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const scripts = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name)).map((name) => join(dist, 'assets', name));
  return { firstPage: kib(scripts.filter((file) => page.includes(file.slice(dist.length + 1)))), all: kib(scripts) };
}
