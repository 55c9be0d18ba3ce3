import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Provider } from 'oidc-provider';
import { CLIENTS, PROVISIONING, REALM_PATH } from '@knutpunkt/infra/keycloak';
import { listenFrom } from '../listen.js';
import { Accounts, type Account } from './accounts.js';
import { configuration, type ProviderPlan } from './configuration.js';
import { KeptEntities } from './kept-entities.js';
import { loginPolicy } from './higher-level.js';
import { keptSecrets, type Secrets } from './secrets.js';
import { handler } from './server.js';
import { leaveWord } from './token-for.js';
import { mintToken } from './tokens.js';

/**
 * Where keys and logins are kept; the wished port (0: any); who can log in; where the web client lives (the first origin hears of logouts);
 * the address browsers use when it is not http://localhost:<port>; who hears of failures.
 */
export type IdentityProviderOptions = { dir: string; port?: number; accounts: readonly Account[]; webOrigins: readonly string[]; publicUrl?: string; log?: (line: string) => void };

type Credentials = { id: string; secret: string };

/** A running OpenID provider and the credentials of its clients; those of directory systems by their organisations. */
export type IdentityProvider = {
  issuer: string;
  clients: { web: Credentials; introspection: Credentials; provisioning: Readonly<Record<string, Credentials>> };
  tokenFor(username: string, options?: { audience?: string | string[] }): Promise<string>;
  stop(): Promise<void>;
};

/** While it is loaded, oidc-provider warns on the console of a Node.js release that its tests leave out; ours cover the one we support. */
async function loadQuietly(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

async function build(issuer: string, plan: ProviderPlan, log: (line: string) => void): Promise<Provider> {
  const oidc = await loadQuietly();
  const provider: Provider = new oidc.Provider(issuer, configuration(plan, loginPolicy(oidc.interactionPolicy), () => provider));
  provider.on('server_error', (_ctx: never, error: Error) => log(`identity provider: ${error.message}`));
  provider.on('grant.revoked', (_ctx: never, grantId: string) => plan.entities.endSessionOf(grantId));
  provider.on('backchannel.error', (_ctx: never, error: Error) => log(`identity provider: no answer to a back-channel logout (${error.message})`));
  return provider;
}

/** The issuer's name has the port in it, so the provider is made when the port is ours; nobody knows it before. */
async function listen(options: IdentityProviderOptions, plan: ProviderPlan) {
  const log = options.log ?? (() => undefined);
  const server = createServer();
  await listenFrom(server, options.port ?? 0);
  const issuer = `${options.publicUrl ?? `http://localhost:${(server.address() as AddressInfo).port}`}${REALM_PATH}`;
  const handle = handler(issuer, await build(issuer, plan, log), plan);
  server.on('request', (request, response) => void Promise.resolve(handle(request, response)).catch((error: Error) => log(`identity provider: ${error.message}`)));
  return { issuer, stop: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())) };
}

const provisioningOf = (secrets: Secrets['clients']['provisioning']) => Object.fromEntries(Object.entries(secrets).map(([organisation, secret]) => [organisation, { id: PROVISIONING.client(organisation), secret }]));

/**
 * Starts an OpenID provider with the paths, claims and lifetimes of our Keycloak realm, whose login page lets one choose an account.
 * For demo and tests only.
 * @throws when NODE_ENV is production
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  if (process.env['NODE_ENV'] === 'production') throw new Error('The embedded identity provider lets anybody in as anybody: it does not start in production. Set OIDC_ISSUER to your Keycloak realm.');
  const secrets = await keptSecrets(options.dir);
  const accounts = new Accounts(options.accounts);
  const { issuer, stop } = await listen(options, { accounts, secrets, entities: new KeptEntities(join(options.dir, 'sessions')), webOrigins: options.webOrigins });
  leaveWord(options.dir, issuer, options.accounts);
  return {
    issuer,
    clients: { web: { id: CLIENTS.web, secret: secrets.clients.web }, introspection: { id: CLIENTS.introspection, secret: secrets.clients.introspection }, provisioning: provisioningOf(secrets.clients.provisioning) },
    async tokenFor(username, { audience } = {}) {
      const account = accounts.named(username);
      if (!account) throw new Error(`No demo account ${username}`);
      return mintToken(account, { issuer, signingKey: secrets.signingKey, ...(audience ? { audience } : {}) });
    },
    stop,
  };
}
