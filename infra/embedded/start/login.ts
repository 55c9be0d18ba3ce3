import { join } from 'node:path';
import { startIdentityProvider, type Account } from '../identity-provider.js';
import type { Part } from './part.js';

/** The issuer, the gateway's secret there, and (embedded only) tokens that act for demo accounts. */
export type Login = { issuer: string; clientSecret: string; tokenFor?: (username: string) => Promise<string> };

const WISHED_PORT = 3010;

/** Who proves people's identity: OIDC_ISSUER with OIDC_CLIENT_SECRET, else the embedded provider with the demo accounts. */
export async function prepareLogin(accounts: readonly Account[], webOrigin: string, part: Part): Promise<Login> {
  const issuer = process.env['OIDC_ISSUER'];
  if (issuer) {
    const clientSecret = process.env['OIDC_CLIENT_SECRET'];
    if (!clientSecret) throw new Error('OIDC_ISSUER is set, but not OIDC_CLIENT_SECRET (the secret of the client knutpunkt-web there)');
    return { issuer, clientSecret };
  }
  const provider = await startIdentityProvider({ dir: join(part.dir, 'identity-provider'), port: WISHED_PORT, accounts, webOrigins: [webOrigin], log: part.log });
  part.stoppers.add('the identity provider', provider.stop);
  return { issuer: provider.issuer, clientSecret: provider.clients.web.secret, tokenFor: provider.tokenFor };
}
