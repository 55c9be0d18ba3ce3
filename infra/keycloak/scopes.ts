import { AUDIENCES, CLAIMS, CLIENTS, PROVISIONING, SCOPES } from './hub.js';

const inAccessToken = { 'access.token.claim': 'true', 'introspection.token.claim': 'true' };

const mapper = (name: string, protocolMapper: string, config: Record<string, string>) => ({ name, protocol: 'openid-connect', protocolMapper, config: { ...inAccessToken, ...config } });

const scope = (name: string, inTokenScope: boolean, protocolMappers: readonly object[]) => ({ name, protocol: 'openid-connect', attributes: { 'include.in.token.scope': String(inTokenScope) }, protocolMappers });

const isFor = (audience: string) => mapper(`for ${audience}`, 'oidc-audience-mapper', { 'included.custom.audience': audience, 'id.token.claim': 'false' });
const subject = mapper('subject', 'oidc-sub-mapper', {});

/** What goes into every token of a login: whom it is for, and who it is about. Roles are the hub's own and stay there. */
const hubMappers = [
  ...AUDIENCES.map(isFor),
  // Keycloak tells of a token only to a client that the token is for (from 26.6.2 on).
  mapper(`for ${CLIENTS.introspection}`, 'oidc-audience-mapper', { 'included.client.audience': CLIENTS.introspection, 'id.token.claim': 'false' }),
  subject,
  mapper('time of login', 'oidc-usersessionmodel-note-mapper', { 'user.session.note': 'AUTH_TIME', 'claim.name': 'auth_time', 'jsonType.label': 'long', 'id.token.claim': 'true' }),
  mapper('level of assurance', 'oidc-acr-mapper', { 'id.token.claim': 'true' }),
  mapper('identity provider', 'oidc-usersessionmodel-note-mapper', { 'user.session.note': 'identity_provider', 'claim.name': CLAIMS.identityProvider, 'jsonType.label': 'String', 'id.token.claim': 'false' }),
  mapper('id at home', 'oidc-usermodel-attribute-mapper', { 'user.attribute': 'home_id', 'claim.name': CLAIMS.homeId, 'jsonType.label': 'String', 'id.token.claim': 'false' }),
  mapper('name', 'oidc-full-name-mapper', { 'id.token.claim': 'true', 'userinfo.token.claim': 'false' }),
];

const organisation = mapper('organisation', 'oidc-organization-membership-mapper', { 'claim.name': CLAIMS.organisation, 'jsonType.label': 'JSON', multivalued: 'true', addOrganizationId: 'true', addOrganizationAttributes: 'false', 'id.token.claim': 'false' });

/** The scopes of a login. Keycloak says which organisation it is only to whom asks for that scope by name. */
export const loginScopes = [scope('hub', false, hubMappers), scope(SCOPES[1], true, [organisation])];

/** The scope of an organisation's directory system: nothing of a person. Which organisation it is, its client says. */
export const provisioningScope = scope(PROVISIONING.scope, true, [...PROVISIONING.audiences.map(isFor), subject]);

/** The organisation that every token of a client is of. Keycloak reads the text of the claim as JSON. */
export const ofOrganisation = (alias: string, id: string) =>
  mapper('organisation', 'oidc-hardcoded-claim-mapper', { 'claim.name': CLAIMS.organisation, 'claim.value': JSON.stringify({ [alias]: { id } }), 'jsonType.label': 'JSON', 'id.token.claim': 'false' });
