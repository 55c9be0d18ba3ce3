import { createHash, randomBytes } from 'node:crypto';
import { NotAuthenticated, Problem } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';

/** A secret for an address that lets in whoever holds it: 32 bytes, base64url. */
export const newLinkSecret = (): string => randomBytes(32).toString('base64url');

/** All that is kept of such a secret. It is long and random, so that nobody guesses it from its hash either. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const shape = /^[A-Za-z0-9_-]{43}$/;

/** Whoever holds a link, known by the hash of its secret alone. Throws NotAuthenticated for what is no such secret, as a token is not. */
export function callerByLink(secret: string): Caller {
  if (!shape.test(secret)) throw new Problem(NotAuthenticated);
  return { kind: 'link', identityProvider: '', homeId: hashOfSecret(secret), organisation: '', assuranceLevel: 0, client: '', session: '' };
}
