import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canPass, type Account } from './account.js';

/** Only root needs another place than its own, and only root can write here: nobody can plant a program. */
export const SYSTEM_PLACE = '/var/lib/knutpunkt';

/** A short stable name for a path or a version. */
export const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Where it is written down that the data had to be put elsewhere. */
const signpost = (dir: string) => join(dir, 'postgres.place');

/**
 * The folder that holds the cluster: `dir` itself, or one under /var/lib when the server's account cannot reach `dir`
 * (a home that others may not enter). The choice is written down in `dir`, so that it holds when the checkout is moved.
 */
export function placeFor(dir: string, account: Account): string {
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  if (existsSync(signpost(dir))) return readFileSync(signpost(dir), 'utf8').trim();
  if (canPass(dir, account)) return dir;
  const elsewhere = join(SYSTEM_PLACE, shortHash(realpathSync(dir)));
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  writeFileSync(signpost(dir), `${elsewhere}\n`);
  return elsewhere;
}

/** Deletes the cluster that belongs to `dir`, wherever it was put. The server must be stopped. */
export function removeCluster(dir: string): void {
  if (existsSync(signpost(dir))) rmSync(readFileSync(signpost(dir), 'utf8').trim(), { recursive: true, force: true });
  for (const name of ['postgres', 'postgres.new', 'postgres.password', 'postgres.place']) rmSync(join(dir, name), { recursive: true, force: true });
}
