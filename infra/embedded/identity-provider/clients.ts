import { CLIENTS, GATEWAY_PATHS, PROVISIONING, SCOPES } from '@knutpunkt/infra/keycloak';
import type { Accounts } from './accounts.js';
import type { Secrets } from './secrets.js';

const provisioning = (organisation: string, secret: string) => ({
  client_id: PROVISIONING.client(organisation),
  client_secret: secret,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  scope: PROVISIONING.scope,
  token_endpoint_auth_method: 'client_secret_post',
});

/** The clients of the realm: the gateway's browser login at each of its addresses, one that may only introspect, and one for each organisation whose own directory system keeps its people. */
export const clients = (secrets: Secrets['clients'], webOrigins: readonly string[], accounts: Accounts) => [
  {
    client_id: CLIENTS.web,
    client_secret: secrets.web,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope: SCOPES.join(' '),
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
  ...Object.entries(secrets.provisioning).flatMap(([organisation, secret]) => (accounts.organisation(organisation) ? [provisioning(organisation, secret)] : [])),
];
