import { attributeStep, flow, levelStep, type Flow } from './flows.js';
import type { HomeProvider } from './home-provider.js';
import { LEVELS, LIFETIMES, REALM_PATH, type Level } from './hub.js';

/** Somebody who can log in at home, with the highest level that the login there reaches. */
export type HomeAccount = { readonly username: string; readonly name: string; readonly email: string; readonly acr: Level };

/** A realm that stands for an organisation's identity provider: for demo and tests. `levelNames` are its own words for the levels. */
export type HomePlan = { readonly provider: HomeProvider; readonly keycloakUrl: string; readonly accounts: readonly HomeAccount[]; readonly password: string; readonly levelNames: Readonly<Record<Level, string>> };

/** The name of such a realm. */
export const homeRealmOf = (alias: string): string => `home-${alias}`;

const stand = 'home browser';

// Whoever cannot reach the higher level comes back at the lower one: there is always a last step that lets through.
const higherStep: Flow[] = [
  flow(stand, [['ALTERNATIVE', { use: 'auth-cookie' }], ['ALTERNATIVE', { flow: `${stand} forms` }]]),
  flow(`${stand} forms`, [['CONDITIONAL', { flow: `${stand} loa2` }], ['CONDITIONAL', { flow: `${stand} loa3` }], ['REQUIRED', { use: 'allow-access-authenticator' }]], { topLevel: false }),
  flow(`${stand} loa2`, [['REQUIRED', levelStep(`${stand} loa2 wanted`, LEVELS.loa2, LIFETIMES.session)], ['REQUIRED', { use: 'auth-username-password-form' }]], { topLevel: false }),
  flow(`${stand} loa3`, [
    ['REQUIRED', levelStep(`${stand} loa3 wanted`, LEVELS.loa3, LIFETIMES.idle)], ['REQUIRED', attributeStep(`${stand} loa3 possible`, 'assurance', ['loa3'])], ['REQUIRED', { use: 'auth-password-form' }],
  ], { topLevel: false }),
  flow('home clients', [['ALTERNATIVE', { use: 'client-secret' }]], { providerId: 'client-flow' }),
];

const readByAdmin = (name: string) => ({ name, permissions: { view: ['admin'], edit: ['admin'] } });
const userProfile = { attributes: ['username', 'email', 'firstName', 'lastName', 'employee_id', 'assurance'].map(readByAdmin) };

function user({ username, name, email, acr }: HomeAccount, password: string) {
  const [firstName, ...rest] = name.split(' ');
  return { username, enabled: true, email, emailVerified: true, firstName, lastName: rest.join(' '), attributes: { employee_id: [username], assurance: [acr] }, credentials: [{ type: 'password', value: password, temporary: false }] };
}

const oidcAttribute = (name: string, attribute: string) => ({ name, protocol: 'openid-connect', protocolMapper: 'oidc-usermodel-attribute-mapper', config: { 'user.attribute': attribute, 'claim.name': name, 'jsonType.label': 'String', 'id.token.claim': 'true', 'access.token.claim': 'false' } });
const samlAttribute = (name: string, attribute: string) => ({ name, protocol: 'saml', protocolMapper: 'saml-user-attribute-mapper', config: { 'user.attribute': attribute, 'attribute.name': name, 'attribute.nameformat': 'Basic', 'aggregate.attrs': 'false' } });

function oidcClient({ provider, keycloakUrl }: HomePlan) {
  if (provider.at.protocol !== 'oidc') return undefined;
  const hub = `${keycloakUrl}${REALM_PATH}`;
  return {
    clientId: provider.at.clientId, secret: provider.at.clientSecret, publicClient: false, standardFlowEnabled: true, directAccessGrantsEnabled: false, fullScopeAllowed: false, redirectUris: [`${hub}/broker/${provider.alias}/endpoint`],
    protocolMappers: [oidcAttribute(provider.homeId, 'employee_id')],
    attributes: { 'pkce.code.challenge.method': 'S256', 'backchannel.logout.url': `${hub}/protocol/openid-connect/logout/backchannel-logout`, 'backchannel.logout.session.required': 'true', 'post.logout.redirect.uris': `${hub}/broker/${provider.alias}/endpoint/logout_response` },
  };
}

function samlClient({ provider, keycloakUrl }: HomePlan) {
  const hub = `${keycloakUrl}${REALM_PATH}`;
  const endpoint = `${hub}/broker/${provider.alias}/endpoint`;
  return {
    clientId: hub, protocol: 'saml', redirectUris: [endpoint], frontchannelLogout: false,
    protocolMappers: [samlAttribute(provider.homeId, 'employee_id'), samlAttribute(provider.assurance.claim, 'assurance')],
    attributes: {
      'saml.assertion.signature': 'true', 'saml.server.signature': 'true', 'saml.client.signature': 'false', 'saml.force.post.binding': 'true', 'saml.authnstatement': 'true', saml_name_id_format: 'persistent', saml_force_name_id_format: 'true',
      saml_assertion_consumer_url_post: endpoint, saml_single_logout_service_url_post: endpoint, 'saml.signature.algorithm': 'RSA_SHA256',
    },
  };
}

/** The realm that stands for an organisation's identity provider. A password logs in at the lower level; asked for the higher, it is asked for once more (at home it would be a card). */
export function homeRealm(plan: HomePlan) {
  const { provider, accounts, password, levelNames } = plan;
  return {
    realm: homeRealmOf(provider.alias), enabled: true, displayName: provider.organisation.name, sslRequired: 'none', registrationAllowed: false, resetPasswordAllowed: false, requiredActions: [],
    // Everybody's password is the same and printed: to hash it dearly would only make the start slow.
    passwordPolicy: 'hashAlgorithm(pbkdf2-sha512) and hashIterations(1000)',
    internationalizationEnabled: true, supportedLocales: ['sv', 'en'], defaultLocale: 'sv', ssoSessionIdleTimeout: LIFETIMES.idle, ssoSessionMaxLifespan: LIFETIMES.session,
    attributes: { 'acr.loa.map': JSON.stringify({ [levelNames.loa2]: LEVELS.loa2, [levelNames.loa3]: LEVELS.loa3, loa3: LEVELS.loa3 }) },
    components: { 'org.keycloak.userprofile.UserProfileProvider': [{ providerId: 'declarative-user-profile', subComponents: {}, config: { 'kc.user.profile.config': [JSON.stringify(userProfile)] } }] },
    clients: [oidcClient(plan) ?? samlClient(plan)], users: accounts.map((account) => user(account, password)),
    authenticationFlows: higherStep.map(({ representation }) => representation), authenticatorConfig: higherStep.flatMap(({ configs }) => configs), browserFlow: stand, clientAuthenticationFlow: 'home clients',
  };
}
