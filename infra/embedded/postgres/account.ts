import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The unprivileged account that PostgreSQL runs as; undefined = the one we already are. */
export type Account = { uid: number; gid: number } | undefined;

const CANDIDATES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root lends it an existing unprivileged account.
 * @throws when root finds none in /etc/passwd
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const found = CANDIDATES.map((name) => accounts.find((fields) => fields[0] === name)).find(Boolean);
  if (!found) throw new Error(`PostgreSQL does not run as root, and neither account exists: ${CANDIDATES.join(', ')}. Start as an ordinary user, or add one.`);
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether the account can enter the folder and read what lies there (every folder above it must let it through). */
export function canEnter(folder: string, account: Account): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}

/** Whether the account can pass through the folder to something below it. */
export function canPass(folder: string, account: Account): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}
