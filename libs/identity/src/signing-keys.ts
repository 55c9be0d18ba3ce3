import { setTimeout as delay } from 'node:timers/promises';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Problem, Unavailable } from '@knutpunkt/contracts';

const minute = 60_000;
/** How soon the keys are fetched again at the earliest, whatever is sent. */
const pause = 1_000;
const tokensFault = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

export interface KeySource {
  readonly issuer: string;
  /** Where the keys are; else the issuer's metadata tells. */
  readonly jwksUrl?: string;
  /** The issuer's address as this process reaches it, when that is not the issuer's own name. */
  readonly discoverFrom?: string;
}

/** The issuer's signing keys, fetched when first needed. An issuer that cannot be reached is Unavailable, not the token's fault. */
export function signingKeys(source: KeySource): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => (found ??= remoteKeys(source).catch((error) => {
    found = undefined;
    throw error;
  }));
  return async (header, token) => {
    try {
      return await (await keys())(header, token);
    } catch (error) {
      if (tokensFault.some((fault) => error instanceof fault)) throw error;
      throw Object.assign(new Problem(Unavailable, { retryAfter: 2 }), { cause: error });
    }
  };
}

async function remoteKeys(source: KeySource): Promise<JWTVerifyGetKey> {
  const url = source.jwksUrl ?? (await discover(source));
  const remote = createRemoteJWKSet(new URL(url), { cooldownDuration: pause, cacheMaxAge: 60 * minute, timeoutDuration: 3_000 });
  let renewed = Date.now();
  return (header, token) => {
    if (Date.now() - renewed > 10 * minute) {
      renewed = Date.now();
      // Renewed beside the request, so that an issuer that is away for a while stops nobody who is logged in;
      // after an hour without an answer the keys are no longer used, and the request itself fails.
      remote.reload().catch(() => undefined);
    }
    return newest(remote)(header, token);
  };
}

type Remote = ReturnType<typeof createRemoteJWKSet>;

/** An unknown key is refused only by what was fetched after it was asked for: whoever sends tokens by unknown keys without end would else have the issuer's new key refused too. */
const newest = (remote: Remote): JWTVerifyGetKey => async (header, token) => {
  const mayBeOld = remote.coolingDown || remote.reloading;
  try {
    return await remote(header, token);
  } catch (error) {
    if (!mayBeOld || !(error instanceof errors.JWKSNoMatchingKey)) throw error;
    await delay(pause);
    return remote(header, token);
  }
};

async function discover({ issuer, discoverFrom }: KeySource): Promise<string> {
  const answer = await fetch(`${discoverFrom ?? issuer}/.well-known/openid-configuration`, { redirect: 'error', signal: AbortSignal.timeout(3_000) });
  const metadata = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (metadata.issuer !== issuer || typeof metadata.jwks_uri !== 'string') throw new Error('the metadata is not that of the issuer');
  return metadata.jwks_uri;
}
