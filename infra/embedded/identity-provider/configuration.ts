import type { AccessToken, Context, Provider } from 'oidc-provider';
import { AUDIENCES, CLAIMS, LEVELS, LIFETIMES, PROVISIONING, REALM_PATH, SCOPES, SIGNATURE } from '@knutpunkt/infra/keycloak';
import { hubClaims, machineClaims, type Accounts } from './accounts.js';
import { clients } from './clients.js';
import type { KeptEntities } from './kept-entities.js';
import { loggedOutPage, loginFailedPage, logoutPage } from './pages/messages.js';
import { showPage } from './pages/show.js';
import type { Secrets } from './secrets.js';

const RESOURCE = 'urn:knutpunkt:services';
const GRANTED = SCOPES.join(' ');
const CONNECT = '/protocol/openid-connect';

const routes = {
  authorization: `${CONNECT}/auth`,
  token: `${CONNECT}/token`,
  jwks: `${CONNECT}/certs`,
  userinfo: `${CONNECT}/userinfo`,
  end_session: `${CONNECT}/logout`,
  introspection: `${CONNECT}/token/introspect`,
  revocation: `${CONNECT}/revoke`,
  pushed_authorization_request: `${CONNECT}/ext/par/request`,
};

export const INTROSPECT = `${REALM_PATH}${routes.introspection}`;

const ttl = {
  AccessToken: LIFETIMES.accessToken,
  ClientCredentials: LIFETIMES.accessToken,
  AuthorizationCode: LIFETIMES.code,
  IdToken: LIFETIMES.accessToken,
  RefreshToken: LIFETIMES.idle,
  Interaction: LIFETIMES.idle,
  Grant: LIFETIMES.session,
  Session: LIFETIMES.session,
};

/** What the provider is made from. */
export type ProviderPlan = { accounts: Accounts; secrets: Secrets; entities: KeptEntities; webOrigins: readonly string[] };

function features(webOrigins: readonly string[]) {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_ctx: Context, client: { clientId: string }, token: { clientId: string }) => token.clientId === client.clientId },
    backchannelLogout: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx: Context, form: string) => showPage(ctx, logoutPage(form), webOrigins),
      postLogoutSuccessSource: (ctx: Context) => showPage(ctx, loggedOutPage(), webOrigins),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: GRANTED, audience: AUDIENCES[0], accessTokenTTL: LIFETIMES.accessToken, accessTokenFormat: 'jwt', jwt: { sign: { alg: SIGNATURE.algorithm } } }),
    },
  };
}

/** Nobody is asked for consent: the hub is the only party, and the realm decides what it is told. */
async function grantEverything(provider: () => Provider, ctx: Context) {
  const { client, session } = ctx.oidc;
  const existing = session.grantIdFor(client!.clientId);
  const found = existing ? await provider().Grant.find(existing) : undefined;
  if (found) return found;
  const grant = new (provider().Grant)({ clientId: client!.clientId, accountId: session.accountId! });
  grant.addOIDCScope(GRANTED);
  grant.addResourceScope(RESOURCE, GRANTED);
  await grant.save();
  return grant;
}

function accessTokenClaims(accounts: Accounts, ctx: Context, token: AccessToken) {
  if (token.accountId === undefined) return machineClaims(accounts.organisationOf(token.clientId)!);
  const account = accounts.withSubject(token.accountId)!;
  const source = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken;
  return { ...hubClaims(account), acr: source?.acr ?? account.acr, auth_time: source?.authTime, azp: token.clientId, sid: token.sid };
}

function findAccount(accounts: Accounts, subject: string) {
  const account = accounts.withSubject(subject);
  return account && { accountId: subject, claims: async () => ({ sub: subject, ...hubClaims(account) }) };
}

/** For whom a token is: of one that is nobody's also the scope, which Keycloak gives whether it is asked for or not. */
const forWhom = ({ accountId }: AccessToken) => (accountId === undefined ? { aud: PROVISIONING.audiences, scope: PROVISIONING.scope } : { aud: AUDIENCES });

/** The one address it calls is our own gateway's, on this machine, which oidc-provider's dispatcher against forged requests would refuse. */
const callGateway = (url: URL, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options);

/** oidc-provider, set up as our Keycloak realm `knutpunkt` is: its paths, its claims, its lifetimes. */
export const configuration = ({ accounts, secrets, entities, webOrigins }: ProviderPlan, policy: unknown, provider: () => Provider) => ({
  adapter: entities.adapter,
  clients: clients(secrets.clients, webOrigins, accounts),
  jwks: { keys: [secrets.signingKey] },
  cookies: { keys: [secrets.cookieKey], names: { session: 'knutpunkt_idp_session', interaction: 'knutpunkt_idp_login', resume: 'knutpunkt_idp_resume' } },
  acrValues: Object.keys(LEVELS),
  scopes: [...SCOPES, PROVISIONING.scope],
  claims: { openid: ['sub', CLAIMS.level, 'auth_time', CLAIMS.name], organization: [CLAIMS.organisation] },
  pkce: { required: () => true },
  responseTypes: ['code'],
  clientAuthMethods: ['client_secret_post'],
  clientBasedCORS: () => false,
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  expiresWithSession: () => true,
  routes,
  ttl,
  features: features(webOrigins),
  interactions: { policy, url: (_ctx: Context, interaction: { uid: string }) => `${REALM_PATH}/login/${interaction.uid}` },
  loadExistingGrant: (ctx: Context) => grantEverything(provider, ctx),
  extraTokenClaims: (ctx: Context, token: AccessToken) => accessTokenClaims(accounts, ctx, token),
  findAccount: (_ctx: Context, subject: string) => findAccount(accounts, subject),
  formats: { customizers: { jwt: (_ctx: Context, token: AccessToken, jwt: { payload: object }) => void Object.assign(jwt.payload, forWhom(token)) } },
  fetch: callGateway,
  renderError: (ctx: Context, out: { error: string }) => showPage(ctx, loginFailedPage(out.error), webOrigins),
});
