import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kib = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1_024;

/** The web client's scripts and styles, gzipped, in KiB: all together, and the largest. */
export function bundles(dist) {
  const files = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name)).map((name) => join(dist, 'assets', name));
  return { all: kib(files), largest: Math.max(...files.map((file) => kib([file]))) };
}
