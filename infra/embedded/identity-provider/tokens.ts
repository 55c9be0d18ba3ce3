import { randomUUID } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { AUDIENCES, LIFETIMES, SIGNATURE } from '@knutpunkt/infra/keycloak';
import { hubClaims, subjectOf, type Account } from './accounts.js';
import type { Secrets } from './secrets.js';

/** The client that acts for a demo account without a browser. */
export const CLI = 'knutpunkt-cli';

/**
 * An access token that acts for the account without a login, for demo and tests.
 * @param audience who may accept it; all services unless told
 */
export async function mintToken(account: Account, by: { issuer: string; signingKey: Secrets['signingKey']; audience?: string | string[] }): Promise<string> {
  const key = await importJWK(by.signingKey, SIGNATURE.algorithm);
  const id = randomUUID();
  return new SignJWT({ ...hubClaims(account), acr: account.acr, azp: CLI, client_id: CLI, sid: randomUUID(), auth_time: Math.floor(Date.now() / 1000) })
    .setProtectedHeader({ alg: SIGNATURE.algorithm, typ: SIGNATURE.accessTokenType, kid: by.signingKey.kid! })
    .setIssuer(by.issuer)
    .setSubject(subjectOf(account))
    .setAudience(by.audience ?? AUDIENCES)
    .setJti(id)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIMES.accessToken}s`)
    .sign(key);
}

/** The payload of an access token that we signed and that has not expired, else undefined. */
export async function readToken(token: string, by: { issuer: string; signingKey: Secrets['signingKey'] }): Promise<JWTPayload | undefined> {
  try {
    const { kty, n, e } = by.signingKey;
    const key = await importJWK({ kty, n, e } as Secrets['signingKey'], SIGNATURE.algorithm);
    return (await jwtVerify(token, key, { issuer: by.issuer, typ: SIGNATURE.accessTokenType, algorithms: [SIGNATURE.algorithm] })).payload;
  } catch {
    return undefined;
  }
}
