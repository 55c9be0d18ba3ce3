import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { NotAuthenticated, Problem } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';
import { callerOf, clientOf, requiredClaims, requiredOfClients } from './claims.js';
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
  /** Whose login a token tells of. */
  verify(bearer: string): Promise<Caller>;
  /** Which organisation's machine a token is for: `scope` holds `provisioning`, and nothing in it tells of a login. */
  verifyClient(bearer: string): Promise<Caller>;
}

/** What is read from a token: which claims it must have, and who they say calls. */
interface Reading { readonly required: string[]; readonly read: typeof callerOf }

/**
 * Verifies access tokens for one service: signed by the issuer (RS256), for this audience, an access token (`at+jwt`), at most ten minutes
 * old, with every claim that tells who calls. It throws NotAuthenticated without saying why, or Unavailable when the issuer's keys cannot be had.
 */
export function verifier(config: VerifierConfig): Verifier {
  const keys = signingKeys(config);
  const reader = (reading: Reading): Verifier['verify'] => {
    const cache = new TokenCache(remembered);
    return async (bearer) => {
      const known = cache.get(bearer, Date.now());
      if (known) return known;
      const { caller, payload } = await verified(bearer, config, keys, reading);
      cache.keep(bearer, { caller, until: 1_000 * Math.min(payload.exp!, payload.iat! + oldest) });
      return caller;
    };
  };
  return { verify: reader({ required: requiredClaims, read: callerOf }), verifyClient: reader({ required: requiredOfClients, read: clientOf }) };
}

async function verified(bearer: string, config: VerifierConfig, keys: JWTVerifyGetKey, { required, read }: Reading): Promise<{ caller: Caller; payload: JWTPayload }> {
  if (bearer.length > longest) throw refused(config, 'too long');
  const { payload } = await signed(bearer, config, keys, required);
  const caller = read(payload);
  if ('refused' in caller) throw refused(config, `claims: ${caller.refused}`);
  return { caller, payload };
}

async function signed(bearer: string, config: VerifierConfig, keys: JWTVerifyGetKey, requiredClaims: string[]): Promise<{ payload: JWTPayload }> {
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
