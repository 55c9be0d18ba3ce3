import { createPrivateKey, randomBytes, type JsonWebKeyInput } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubRealm, issuerAt, STAND_INS, standIns } from '@knutpunkt/infra/keycloak';
import type { Account } from '../identity-provider/accounts.js';
import { keptSecrets, type Secrets } from '../identity-provider/secrets.js';
import { leaveWord, tokenFor } from '../identity-provider/token-for.js';
import { startKeycloak, type KeycloakServer, type KeycloakServerOptions, type RealmFile } from './server.js';

/** The password of everybody in the realms that stand for identity providers. */
export const DEMO_PASSWORD = 'knutpunkt';

/** Where the embedded provider's secrets and Keycloak's own data stay; who can log in; where the web client lives; the rest as for the server. */
export type DemoKeycloakOptions = Pick<KeycloakServerOptions, 'distribution' | 'port' | 'keep'> & { dir: string; secretsDir: string; accounts: readonly Account[]; webOrigins: readonly string[] };

/** A Keycloak with the hub's realm and those of the homes, tokens that act for demo accounts, and the password of its administrator. */
export type DemoKeycloak = KeycloakServer & { issuer: string; clientSecret: string; introspectionSecret: string; adminPassword: string; accounts: readonly Account[]; tokenFor(username: string): Promise<string> };

type Own = { adminPassword: string; betweenRealms: string };

function keptOwn(dir: string): Own {
  const file = join(dir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Own;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const made = { adminPassword: randomBytes(24).toString('base64url'), betweenRealms: randomBytes(24).toString('base64url') };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

const pem = (key: Secrets['signingKey']): string => createPrivateKey({ key, format: 'jwk' } as JsonWebKeyInput).export({ type: 'pkcs8', format: 'pem' }).toString();

function realmsAt(url: string, { accounts, webOrigins }: DemoKeycloakOptions, secrets: Secrets, own: Own): RealmFile[] {
  const { providers, realms } = standIns({ keycloakUrl: url, secret: own.betweenRealms, provisioningSecrets: secrets.clients.provisioning, password: DEMO_PASSWORD, accountsOf: (alias) => accounts.filter(({ organisation }) => organisation.alias === alias) });
  return [hubRealm({ keycloakUrl: url, webOrigins, backchannelUrl: webOrigins[0]!, secrets: secrets.clients, signingKey: pem(secrets.signingKey), sslRequired: 'none', providers }), ...realms];
}

/**
 * Starts Keycloak with the hub's realm, and with realms that stand for the identity providers of some organisations of the demo.
 * Its key is the embedded provider's, so that the demo can be loaded in everybody's name.
 * @throws when NODE_ENV is production
 */
export async function startDemoKeycloak(options: DemoKeycloakOptions): Promise<DemoKeycloak> {
  if (process.env['NODE_ENV'] === 'production') throw new Error('The demo\'s Keycloak has passwords that are printed: it does not start in production. Set OIDC_ISSUER to your Keycloak realm.');
  const secrets = await keptSecrets(options.secretsDir);
  const own = keptOwn(options.dir);
  const server = await startKeycloak({ ...options, adminPassword: own.adminPassword, realms: (url) => realmsAt(url, options, secrets, own) });
  const issuer = issuerAt(server.url);
  leaveWord(options.secretsDir, issuer, options.accounts);
  return {
    url: server.url, issuer, clientSecret: secrets.clients.web, introspectionSecret: secrets.clients.introspection, adminPassword: own.adminPassword, get pid() { return server.pid; }, stop: server.stop,
    accounts: options.accounts.filter(({ organisation }) => STAND_INS.some(({ alias }) => alias === organisation.alias)),
    tokenFor: (username) => tokenFor(options.secretsDir, username),
  };
}
