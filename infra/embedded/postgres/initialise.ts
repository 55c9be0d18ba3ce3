import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

/** The superuser of a cluster that we made. */
export const SUPERUSER = 'postgres';

const passwordFile = (place: string) => join(place, 'postgres.password');

/** Letters follow Unicode and sort by code point; Swedish order is asked for where something is shown. */
const localeFlags = (major: number) => (major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8']);

/** The version that made the cluster at `place`, or undefined when there is none. */
export function clusterVersion(place: string): number | undefined {
  const file = join(place, 'postgres', 'PG_VERSION');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

/** The superuser's password, made at first start. @throws when the file is gone though the cluster is there */
export const readPassword = (place: string) => readFileSync(passwordFile(place), 'utf8').trim();

function lent(account: Account, path: string): string {
  if (account) chownSync(path, account.uid, account.gid);
  return path;
}

async function run(program: string, args: string[], account: Account): Promise<void> {
  const child = spawn(program, args, { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk) => (words += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb failed (${code}): ${words.trim()}`);
}

/**
 * Makes a cluster at `<place>/postgres`: UTF-8, passwords by SCRAM only. It is built beside and moved into place,
 * so that an interrupted first start leaves nothing half made.
 */
export async function initialise(place: string, binaries: Binaries, account: Account): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const secret = lent(account, mkdtempSync(join(tmpdir(), 'knutpunkt-')));
  const unfinished = join(place, 'postgres.new');
  try {
    writeFileSync(join(secret, 'password'), password, { mode: 0o600 });
    lent(account, join(secret, 'password'));
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    lent(account, unfinished);
    await run(join(binaries.bin, 'initdb'), ['-D', unfinished, '-U', SUPERUSER, `--pwfile=${join(secret, 'password')}`, '--auth=scram-sha-256', '--encoding=UTF8', ...localeFlags(binaries.major)], account);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
  writeFileSync(passwordFile(place), password, { mode: 0o600 });
  renameSync(unfinished, join(place, 'postgres'));
}
