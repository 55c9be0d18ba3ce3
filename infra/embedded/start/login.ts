import { join } from 'node:path';
import { startIdentityProvider, type Account } from '../identity-provider.js';
import { DEMO_PASSWORD, obtainKeycloak, startDemoKeycloak } from '../keycloak.js';
import type { Part } from './part.js';

/** The issuer, the gateway's secret there, that of the client which asks whether a login still holds, and for the demo: tokens that act for its accounts, who can log in, and how. */
export type Login = { issuer: string; clientSecret: string; introspectionSecret?: string; tokenFor?: (username: string) => Promise<string>; demo?: { accounts: readonly Account[]; how: string } };

/** Who is to prove people's identity where the environment does not say: the embedded provider, or a Keycloak. */
export type LoginWish = { accounts: readonly Account[]; webOrigin: string; keycloak: boolean };

const WISHED_PORT = 3010;

function given(issuer: string): Login {
  const clientSecret = process.env['OIDC_CLIENT_SECRET'];
  if (!clientSecret) throw new Error('OIDC_ISSUER is set, but not OIDC_CLIENT_SECRET (the secret of the client knutpunkt-web there)');
  const introspectionSecret = process.env['OIDC_INTROSPECTION_SECRET'];
  return { issuer, clientSecret, ...(introspectionSecret ? { introspectionSecret } : {}) };
}

async function keycloak({ accounts, webOrigin }: LoginWish, part: Part): Promise<Login> {
  const distribution = await obtainKeycloak({ log: part.log });
  part.log('starting Keycloak (a minute the first time)');
  const server = await startDemoKeycloak({ distribution, dir: join(part.dir, 'keycloak'), secretsDir: join(part.dir, 'identity-provider'), port: WISHED_PORT, accounts, webOrigins: [webOrigin], keep: part });
  part.stoppers.add('Keycloak', server.stop);
  const how = `write the e-mail address, and the password ${DEMO_PASSWORD} at the organisation's own login`;
  return { issuer: server.issuer, clientSecret: server.clientSecret, introspectionSecret: server.introspectionSecret, tokenFor: server.tokenFor, demo: { accounts: server.accounts, how } };
}

async function embedded({ accounts, webOrigin }: LoginWish, part: Part): Promise<Login> {
  const provider = await startIdentityProvider({ dir: join(part.dir, 'identity-provider'), port: WISHED_PORT, accounts, webOrigins: [webOrigin], log: part.log });
  part.stoppers.add('the identity provider', provider.stop);
  return { issuer: provider.issuer, clientSecret: provider.clients.web.secret, introspectionSecret: provider.clients.introspection.secret, tokenFor: provider.tokenFor, demo: { accounts, how: 'choose one at the login page, no password' } };
}

/** Who proves people's identity: OIDC_ISSUER with OIDC_CLIENT_SECRET, else a Keycloak where that is wished, else the embedded provider with the demo accounts. */
export async function prepareLogin(wish: LoginWish, part: Part): Promise<Login> {
  const issuer = process.env['OIDC_ISSUER'];
  if (issuer) return given(issuer);
  return wish.keycloak ? keycloak(wish, part) : embedded(wish, part);
}
