import { randomUUID } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { hubClaims, subjectOf, type Account } from './accounts.js';
import type { Secrets } from './secrets.js';

/** Who may accept an access token: one audience per service. */
export const AUDIENCES = ['gateway', 'directory', 'meetings', 'notifications', 'agendas', 'referrals'].map((service) => `knutpunkt-${service}`);

/** The client that acts for a demo account without a browser. */
export const CLI = 'knutpunkt-cli';

/** Seconds that an access token lives, as in our Keycloak realm. */
export const ACCESS_TOKEN_SECONDS = 300;

/**
 * An access token that acts for the account without a login, for demo and tests.
 * @param audience who may accept it; all services unless told
 */
export async function mintToken(account: Account, by: { issuer: string; signingKey: Secrets['signingKey']; audience?: string | string[] }): Promise<string> {
  const key = await importJWK(by.signingKey, 'RS256');
  const id = randomUUID();
  return new SignJWT({ ...hubClaims(account), acr: account.acr, azp: CLI, client_id: CLI, sid: randomUUID(), auth_time: Math.floor(Date.now() / 1000) })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: by.signingKey.kid! })
    .setIssuer(by.issuer)
    .setSubject(subjectOf(account))
    .setAudience(by.audience ?? AUDIENCES)
    .setJti(id)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(key);
}

/** The payload of an access token that we signed and that has not expired, else undefined. */
export async function readToken(token: string, by: { issuer: string; signingKey: Secrets['signingKey'] }): Promise<JWTPayload | undefined> {
  try {
    const { kty, n, e } = by.signingKey;
    const key = await importJWK({ kty, n, e } as Secrets['signingKey'], 'RS256');
    return (await jwtVerify(token, key, { issuer: by.issuer, typ: 'at+jwt', algorithms: ['RS256'] })).payload;
  } catch {
    return undefined;
  }
}
