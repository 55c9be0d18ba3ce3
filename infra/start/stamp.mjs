import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LEFT_OUT = new Set(['node_modules', 'dist', 'out-tsc']);

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).filter((name) => !LEFT_OUT.has(name)).sort().flatMap((name) => filesUnder(join(path, name)));
}

/** One hash over the names and contents of all files at or below the paths. Missing paths count as empty. */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Whether `file` holds this hash: what it was made from is unchanged. */
export const isFresh = (file, hash) => existsSync(file) && readFileSync(file, 'utf8') === hash;

/** Writes down what something was made from. */
export function stamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
