import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './accounts.js';
import { keptSecrets } from './secrets.js';
import { mintToken } from './tokens.js';

const wordIn = (dir: string): string => join(dir, 'running.json');

/** Leaves word of who issues tokens and whose, for `tokenFor` in another process. */
export function leaveWord(dir: string, issuer: string, accounts: readonly Account[]): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(wordIn(dir), JSON.stringify({ issuer, accounts }), { mode: 0o600 });
}

/**
 * A bearer token for a demo account, made from another process than the running product's: the key lies in a file that only its owner reads.
 * @param dir the identity provider's folder
 * @throws when nothing has run from there, or no account has that username (the error lists them)
 */
export async function tokenFor(dir: string, username: string): Promise<string> {
  const file = wordIn(dir);
  if (!existsSync(file)) throw new Error('Knutpunkt has not run from here yet: npm start');
  const { issuer, accounts } = JSON.parse(readFileSync(file, 'utf8')) as { issuer: string; accounts: Account[] };
  const account = accounts.find((one) => one.username === username);
  if (!account) throw new Error(`No demo account ${username}. There are: ${accounts.map((one) => one.username).join(', ')}`);
  return mintToken(account, { issuer, signingKey: (await keptSecrets(dir)).signingKey });
}
