import { CLIENTS, GATEWAY_PATHS } from '@knutpunkt/infra/keycloak';
import type { Secrets } from './secrets.js';

/** The clients of the realm: the gateway's browser login at each of its addresses, and one that may only introspect. */
export const clients = (secrets: Secrets['clients'], webOrigins: readonly string[]) => [
  {
    client_id: CLIENTS.web,
    client_secret: secrets.web,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: webOrigins.map((origin) => `${origin}${GATEWAY_PATHS.callback}`),
    post_logout_redirect_uris: webOrigins.flatMap((origin) => [origin, `${origin}${GATEWAY_PATHS.afterLogout}`]),
    backchannel_logout_uri: `${webOrigins[0]}${GATEWAY_PATHS.backchannelLogout}`,
    backchannel_logout_session_required: true,
    token_endpoint_auth_method: 'client_secret_post',
  },
  {
    client_id: CLIENTS.introspection,
    client_secret: secrets.introspection,
    grant_types: [],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_post',
  },
];
