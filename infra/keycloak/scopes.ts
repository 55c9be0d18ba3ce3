import { AUDIENCES, CLAIMS, CLIENTS, SCOPES } from './hub.js';

const inAccessToken = { 'access.token.claim': 'true', 'introspection.token.claim': 'true' };

const mapper = (name: string, protocolMapper: string, config: Record<string, string>) => ({ name, protocol: 'openid-connect', protocolMapper, config: { ...inAccessToken, ...config } });

const scope = (name: string, inTokenScope: boolean, protocolMappers: readonly object[]) => ({ name, protocol: 'openid-connect', attributes: { 'include.in.token.scope': String(inTokenScope) }, protocolMappers });

/** What goes into every token: whom it is for, and who it is about. Roles are the hub's own and stay there. */
const hubMappers = [
  ...AUDIENCES.map((audience) => mapper(`for ${audience}`, 'oidc-audience-mapper', { 'included.custom.audience': audience, 'id.token.claim': 'false' })),
  // Keycloak tells of a token only to a client that the token is for (from 26.6.2 on).
  mapper(`for ${CLIENTS.introspection}`, 'oidc-audience-mapper', { 'included.client.audience': CLIENTS.introspection, 'id.token.claim': 'false' }),
  mapper('subject', 'oidc-sub-mapper', {}),
  mapper('time of login', 'oidc-usersessionmodel-note-mapper', { 'user.session.note': 'AUTH_TIME', 'claim.name': 'auth_time', 'jsonType.label': 'long', 'id.token.claim': 'true' }),
  mapper('level of assurance', 'oidc-acr-mapper', { 'id.token.claim': 'true' }),
  mapper('identity provider', 'oidc-usersessionmodel-note-mapper', { 'user.session.note': 'identity_provider', 'claim.name': CLAIMS.identityProvider, 'jsonType.label': 'String', 'id.token.claim': 'false' }),
  mapper('id at home', 'oidc-usermodel-attribute-mapper', { 'user.attribute': 'home_id', 'claim.name': CLAIMS.homeId, 'jsonType.label': 'String', 'id.token.claim': 'false' }),
  mapper('name', 'oidc-full-name-mapper', { 'id.token.claim': 'true', 'userinfo.token.claim': 'false' }),
];

const organisation = mapper('organisation', 'oidc-organization-membership-mapper', { 'claim.name': CLAIMS.organisation, 'jsonType.label': 'JSON', multivalued: 'true', addOrganizationId: 'true', addOrganizationAttributes: 'false', 'id.token.claim': 'false' });

/** The realm's client scopes. Keycloak says which organisation it is only to whom asks for that scope by name. */
export const clientScopes = [scope('hub', false, hubMappers), scope(SCOPES[1], true, [organisation])];
