import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { NotAuthenticated, Problem } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';
import { callerOf, requiredClaims } from './claims.js';
import { signingKeys, type KeySource } from './signing-keys.js';
import { TokenCache } from './token-cache.js';

const oldest = 10 * 60;
const longest = 8_192;
const remembered = 2_000;

export interface VerifierConfig extends KeySource {
  /** This service's own name among the token's audiences, e.g. `knutpunkt-meetings`. */
  readonly audience: string;
  /** Told why a token was refused, without any value of the token; for a debug log. */
  readonly onRefused?: (reason: string) => void;
}

export interface Verifier {
  verify(bearer: string): Promise<Caller>;
}

/**
 * Verifies access tokens for one service: signed by the issuer (RS256), for this audience, an access token (`at+jwt`), at most ten minutes
 * old, with every claim that tells who calls. `verify` throws NotAuthenticated without saying why, or Unavailable when the issuer's keys cannot be had.
 */
export function verifier(config: VerifierConfig): Verifier {
  const keys = signingKeys(config);
  const cache = new TokenCache(remembered);
  return {
    async verify(bearer) {
      const known = cache.get(bearer, Date.now());
      if (known) return known;
      const { caller, payload } = await verified(bearer, config, keys);
      cache.keep(bearer, { caller, until: 1_000 * Math.min(payload.exp!, payload.iat! + oldest) });
      return caller;
    },
  };
}

async function verified(bearer: string, config: VerifierConfig, keys: JWTVerifyGetKey): Promise<{ caller: Caller; payload: JWTPayload }> {
  if (bearer.length > longest) throw refused(config, 'too long');
  const { payload } = await signed(bearer, config, keys);
  const caller = callerOf(payload);
  if ('refused' in caller) throw refused(config, `claims: ${caller.refused}`);
  return { caller, payload };
}

async function signed(bearer: string, config: VerifierConfig, keys: JWTVerifyGetKey): Promise<{ payload: JWTPayload }> {
  const { issuer, audience } = config;
  try {
    return await jwtVerify(bearer, keys, { issuer, audience, algorithms: ['RS256'], typ: 'at+jwt', requiredClaims, maxTokenAge: oldest, clockTolerance: 5 });
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refused(config, error.message);
    throw error;
  }
}

function refused(config: VerifierConfig, reason: string): Problem {
  config.onRefused?.(reason);
  return new Problem(NotAuthenticated);
}
