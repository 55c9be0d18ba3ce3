import type { HomeProvider } from './home-provider.js';
import { hubRealm } from './hub-realm.js';

/** The realm of a deployment, as text. What differs between deployments is filled in by Keycloak from its environment at import. */
export const deploymentRealm = (providers: readonly HomeProvider[]): string =>
  `${JSON.stringify(hubRealm({
    keycloakUrl: '${KNUTPUNKT_LOGIN_URL}', webOrigins: ['${KNUTPUNKT_PUBLIC_URL}'], backchannelUrl: '${KNUTPUNKT_GATEWAY_URL}', sslRequired: 'external', providers,
    secrets: { web: '${KNUTPUNKT_WEB_SECRET}', introspection: '${KNUTPUNKT_INTROSPECTION_SECRET}' },
  }), null, 2)}\n`;
