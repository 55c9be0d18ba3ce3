import { createHash, createPublicKey, randomBytes, type JsonWebKeyInput } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNATURE, STAND_INS } from '@knutpunkt/infra/keycloak';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What must outlive a restart, so that sessions and tokens stay valid. `provisioning` are those of the directory systems, by their organisations. */
export type Secrets = { signingKey: JWK; cookieKey: string; clients: { web: string; introspection: string; provisioning: Readonly<Record<string, string>> } };

/** The name that Keycloak gives a key: the SHA-256 of its public half. */
const keyId = ({ kty, n, e }: JWK) => createHash('sha256').update(createPublicKey({ key: { kty, n, e }, format: 'jwk' } as JsonWebKeyInput).export({ type: 'spki', format: 'der' })).digest('base64url');

const secret = () => randomBytes(32).toString('base64url');

type Kept = Omit<Secrets, 'clients'> & { clients: Omit<Secrets['clients'], 'provisioning'> & Partial<Pick<Secrets['clients'], 'provisioning'>> };

async function make(): Promise<Kept> {
  const { privateKey } = await generateKeyPair(SIGNATURE.algorithm, { modulusLength: 2048, extractable: true });
  const signingKey = await exportJWK(privateKey);
  return { signingKey, cookieKey: secret(), clients: { web: secret(), introspection: secret() } };
}

/** What a file of an older release lacks is made; what is there stays. */
function completed({ clients, ...rest }: Kept): Secrets {
  const provisioning = STAND_INS.filter(({ keepsPeople }) => keepsPeople).map(({ alias }) => [alias, clients.provisioning?.[alias] ?? secret()]);
  return { ...rest, clients: { ...clients, provisioning: Object.fromEntries(provisioning) as Record<string, string> } };
}

const named = (secrets: Secrets): Secrets => ({ ...secrets, signingKey: { ...secrets.signingKey, alg: SIGNATURE.algorithm, use: 'sig', kid: keyId(secrets.signingKey) } });

/** Reads the secrets kept in `dir`, or makes them at first start in a file that only we may read. */
export async function keptSecrets(dir: string): Promise<Secrets> {
  const file = join(dir, 'secrets.json');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const secrets = completed(before === undefined ? await make() : JSON.parse(before) as Kept);
  const text = JSON.stringify(secrets);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (text !== before) writeFileSync(file, text, { mode: 0o600 });
  return named(secrets);
}
