import { createHash, createPublicKey, randomBytes, type JsonWebKeyInput } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNATURE } from '@knutpunkt/infra/keycloak';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What must outlive a restart, so that sessions and tokens stay valid. */
export type Secrets = { signingKey: JWK; cookieKey: string; clients: { web: string; introspection: string } };

/** The name that Keycloak gives a key: the SHA-256 of its public half. */
const keyId = ({ kty, n, e }: JWK) => createHash('sha256').update(createPublicKey({ key: { kty, n, e }, format: 'jwk' } as JsonWebKeyInput).export({ type: 'spki', format: 'der' })).digest('base64url');

const secret = () => randomBytes(32).toString('base64url');

async function make(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair(SIGNATURE.algorithm, { modulusLength: 2048, extractable: true });
  const signingKey = await exportJWK(privateKey);
  return { signingKey, cookieKey: secret(), clients: { web: secret(), introspection: secret() } };
}

const named = (secrets: Secrets): Secrets => ({ ...secrets, signingKey: { ...secrets.signingKey, alg: SIGNATURE.algorithm, use: 'sig', kid: keyId(secrets.signingKey) } });

/** Reads the secrets kept in `dir`, or makes them at first start in a file that only we may read. */
export async function keptSecrets(dir: string): Promise<Secrets> {
  const file = join(dir, 'secrets.json');
  if (existsSync(file)) return named(JSON.parse(readFileSync(file, 'utf8')) as Secrets);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const made = await make();
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return named(made);
}
