import { v5 as uuid } from 'uuid';
import { broker, brokerMappers } from './brokers.js';
import { FLOWS, hubFlows } from './flows.js';
import type { HomeProvider } from './home-provider.js';
import { CLIENTS, GATEWAY_PATHS, LEVELS, LIFETIMES, PROVISIONING, REALM, REALM_PATH, SIGNATURE } from './hub.js';
import { loginScopes, ofOrganisation, provisioningScope } from './scopes.js';

/** Where the provider and the hub are, and the secrets of the hub's clients. Any of them may be a placeholder that Keycloak fills in at import, `${NAME}`. */
export type HubPlan = {
  readonly keycloakUrl: string;
  /** Where browsers reach the hub; the first is told of logouts by `backchannelUrl`. */
  readonly webOrigins: readonly string[];
  /** Where the provider reaches the gateway. */
  readonly backchannelUrl: string;
  readonly secrets: { readonly web: string; readonly introspection: string };
  /** The key (PEM, PKCS #8) that signs tokens; Keycloak makes one where none is given. */
  readonly signingKey?: string;
  readonly sslRequired: 'external' | 'all' | 'none';
  readonly providers: readonly HomeProvider[];
};

// So that a token says of itself that it is an access token (RFC 9068).
const accessTokenType = { 'access.token.header.type.rfc9068': 'true' };

const closedClient = { publicClient: false, implicitFlowEnabled: false, directAccessGrantsEnabled: false, serviceAccountsEnabled: false, fullScopeAllowed: false, webOrigins: [], optionalClientScopes: [] };

const webClient = ({ webOrigins, backchannelUrl, secrets }: HubPlan) => ({
  ...closedClient, clientId: CLIENTS.web, secret: secrets.web, standardFlowEnabled: true, redirectUris: webOrigins.map((origin) => `${origin}${GATEWAY_PATHS.callback}`),
  defaultClientScopes: loginScopes.map(({ name }) => name),
  attributes: {
    'pkce.code.challenge.method': 'S256', 'require.pushed.authorization.requests': 'true', ...accessTokenType,
    'backchannel.logout.url': `${backchannelUrl}${GATEWAY_PATHS.backchannelLogout}`, 'backchannel.logout.session.required': 'true',
    'post.logout.redirect.uris': webOrigins.map((origin) => `${origin}${GATEWAY_PATHS.afterLogout}`).join('##'),
  },
});

const introspectionClient = ({ secrets }: HubPlan) => ({ ...closedClient, clientId: CLIENTS.introspection, secret: secrets.introspection, standardFlowEnabled: false, redirectUris: [], defaultClientScopes: [] });

const ORGANISATIONS = 'c7a7f7a4-52c2-4a4e-8f3c-0b8e1f6d2a90';

/** The id that the realm has of an organisation: the same in every realm that is made. */
const organisationId = (alias: string): string => uuid(alias, ORGANISATIONS);

/** The client of an organisation's own directory system, which is nobody: no login, no refresh, and one organisation. */
const provisioningClient = ({ alias }: HomeProvider['organisation'], secret: string) => ({
  ...closedClient, clientId: PROVISIONING.client(alias), secret, standardFlowEnabled: false, serviceAccountsEnabled: true, redirectUris: [], defaultClientScopes: [PROVISIONING.scope],
  attributes: { ...accessTokenType, 'client_credentials.use_refresh_token': 'false' }, protocolMappers: [ofOrganisation(alias, organisationId(alias))],
});

const organisation = ({ alias, organisation: { alias: code, name }, domains }: HomeProvider) => ({ id: organisationId(code), name, alias: code, enabled: true, domains: domains.map((domain) => ({ name: domain, verified: true })), identityProviders: [{ alias }] });

const readByNobody = { permissions: { view: ['admin'], edit: ['admin'] }, validations: { length: { max: 255 } } };

/** What Keycloak may know of a person. Nothing of it is changed by the person. */
const userProfile = {
  attributes: [
    ...['username', 'email', 'firstName', 'lastName'].map((name) => ({ name, ...readByNobody })),
    ...['home_id', 'assurance'].map((name) => ({ name, ...readByNobody })),
  ],
};

const logging = {
  eventsEnabled: true, eventsExpiration: LIFETIMES.events, eventsListeners: ['jboss-logging'], enabledEventTypes: [],
  adminEventsEnabled: true, adminEventsDetailsEnabled: true,
};

const lifetimes = {
  accessTokenLifespan: LIFETIMES.accessToken, accessCodeLifespan: LIFETIMES.code, ssoSessionIdleTimeout: LIFETIMES.idle, ssoSessionMaxLifespan: LIFETIMES.session,
  revokeRefreshToken: true, refreshTokenMaxReuse: 0,
};

// Whoever logs in has no password here: nothing is registered, reset, remembered, verified by mail or changed by the person.
const noLocalAccounts = {
  registrationAllowed: false, resetPasswordAllowed: false, rememberMe: false, verifyEmail: false, editUsernameAllowed: false, bruteForceProtected: true,
  loginWithEmailAllowed: false, duplicateEmailsAllowed: true, requiredActions: [],
};

/** The hub's realm, as Keycloak imports it. */
export function hubRealm(plan: HubPlan) {
  const flows = hubFlows(plan.providers);
  return {
    realm: REALM, enabled: true, displayName: 'Knutpunkt', sslRequired: plan.sslRequired, organizationsEnabled: true, ...noLocalAccounts, ...lifetimes, ...logging,
    internationalizationEnabled: true, supportedLocales: ['sv', 'en'], defaultLocale: 'sv',
    defaultSignatureAlgorithm: SIGNATURE.algorithm, ...(plan.signingKey ? { privateKey: plan.signingKey } : {}),
    attributes: { 'acr.loa.map': JSON.stringify(LEVELS), parRequestUriLifespan: String(LIFETIMES.pushedRequest) },
    components: { 'org.keycloak.userprofile.UserProfileProvider': [{ providerId: 'declarative-user-profile', subComponents: {}, config: { 'kc.user.profile.config': [JSON.stringify(userProfile)] } }] },
    clientScopes: [...loginScopes, provisioningScope],
    clients: [webClient(plan), introspectionClient(plan), ...plan.providers.flatMap(({ organisation: of, provisioning }) => (provisioning ? [provisioningClient(of, provisioning.secret)] : []))],
    authenticationFlows: flows.map(({ representation }) => representation), authenticatorConfig: flows.flatMap(({ configs }) => configs),
    browserFlow: FLOWS.browser, firstBrokerLoginFlow: FLOWS.firstLogin, clientAuthenticationFlow: FLOWS.clients, directGrantFlow: FLOWS.passwords,
    identityProviders: plan.providers.map((provider) => broker(provider, `${plan.keycloakUrl}${REALM_PATH}`)),
    identityProviderMappers: plan.providers.flatMap(brokerMappers), organizations: plan.providers.map(organisation),
  };
}

