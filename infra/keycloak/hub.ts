/** The realm's name, which is also the last part of the issuer's address. */
export const REALM = 'knutpunkt';

/** The path of the realm below the identity provider's address. */
export const REALM_PATH = `/realms/${REALM}`;

/** The client of the browser login, and the one that may only ask whether a token is still good. */
export const CLIENTS = { web: 'knutpunkt-web', introspection: 'knutpunkt-introspection' } as const;

/** The audience by which a service accepts an access token. */
const audience = (service: string): string => `knutpunkt-${service}`;

/** Who may accept the access token of a login: one audience per service. */
export const AUDIENCES = ['gateway', 'directory', 'meetings', 'notifications', 'agendas', 'referrals'].map(audience);

/** By which client an organisation's own directory system keeps its people here, with which scope, and who may accept its tokens. `organisation` is the directory's alias of it. */
export const PROVISIONING = { client: (organisation: string): string => `provisioning-${organisation}`, scope: 'provisioning', audiences: ['gateway', 'directory'].map(audience) } as const;

/** How tokens are signed, and the type in the header of an access token (RFC 9068). */
export const SIGNATURE = { algorithm: 'RS256', accessTokenType: 'at+jwt' } as const;

const MINUTE = 60;

/** How long everything lives, in seconds. */
export const LIFETIMES = { accessToken: 5 * MINUTE, code: MINUTE, idle: 30 * MINUTE, session: 600 * MINUTE, pushedRequest: MINUTE, events: 90 * 24 * 60 * MINUTE } as const;

/** The hub's names of the levels of assurance (tillitsnivåer), with Keycloak's number for each. */
export const LEVELS = { loa2: 2, loa3: 3 } as const;
export type Level = keyof typeof LEVELS;

/** The claims of an access token that say who calls; the rest of a token is OpenID Connect's. There is no e-mail address: nobody is known by it. */
export const CLAIMS = { identityProvider: 'idp', homeId: 'home_id', organisation: 'organization', level: 'acr', name: 'name' } as const;

/** The scopes that the gateway asks for; without the second, Keycloak does not say which organisation it is. */
export const SCOPES = ['openid', 'organization'] as const;

/** The gateway's paths that the provider must know. */
export const GATEWAY_PATHS = { callback: '/auth/callback', backchannelLogout: '/auth/backchannel-logout', afterLogout: '/' } as const;
