import { COMMON_NAMES, type HomeProvider, type OidcHome, type SamlHome } from './home-provider.js';
import { homeRealm, homeRealmOf, type HomeAccount, type HomePlan } from './home-realm.js';
import { REALM_PATH, type Level } from './hub.js';

/** An organisation whose identity provider is stood for by a realm of its own. */
type StandIn = { readonly alias: string; readonly name: string; readonly protocol: 'oidc' | 'saml'; readonly domains: readonly string[]; readonly levelNames: Readonly<Record<Level, string>> };

const ours = { loa2: 'loa2', loa3: 'loa3' };
const swedenConnect = { loa2: 'http://id.elegnamnden.se/loa/1.0/loa2', loa3: 'http://id.elegnamnden.se/loa/1.0/loa3' };

/** Those of the demo: three by OpenID Connect, one of them with Sweden Connect's words for the levels, and the police by SAML. */
export const STAND_INS: readonly StandIn[] = [
  { alias: 'kop', name: 'Köpings kommun', protocol: 'oidc', domains: ['koping.example'], levelNames: swedenConnect },
  { alias: 'arb', name: 'Arboga kommun', protocol: 'oidc', domains: ['arboga.example'], levelNames: ours },
  { alias: 'lst', name: 'Länsstyrelsen i Västmanlands län', protocol: 'oidc', domains: ['lansstyrelsen-vastmanland.example'], levelNames: ours },
  { alias: 'pol', name: 'Polismyndigheten', protocol: 'saml', domains: ['polisen.example'], levelNames: ours },
];

const HUB_CLIENT = 'knutpunkt-hub';

const oidc = (home: string, clientSecret: string): OidcHome => {
  const connect = `${home}/protocol/openid-connect`;
  return { protocol: 'oidc', issuer: home, authorizationUrl: `${connect}/auth`, tokenUrl: `${connect}/token`, jwksUrl: `${connect}/certs`, logoutUrl: `${connect}/logout`, clientId: HUB_CLIENT, clientSecret };
};

const saml = (home: string): SamlHome => ({ protocol: 'saml', entityId: home, metadataUrl: `${home}/protocol/saml/descriptor`, loginUrl: `${home}/protocol/saml`, logoutUrl: `${home}/protocol/saml` });

function providerOf(standIn: StandIn, keycloakUrl: string, secret: string): HomeProvider {
  const { alias, name, protocol, domains } = standIn;
  const home = `${keycloakUrl}/realms/${homeRealmOf(alias)}`;
  return {
    alias, organisation: { alias, name }, domains, homeId: 'employee_id',
    assurance: { claim: protocol === 'oidc' ? 'acr' : 'assurance', names: COMMON_NAMES }, at: protocol === 'oidc' ? oidc(home, secret) : saml(home),
  };
}

/** Where everything is, the secret between the hub and the homes, the accounts by organisation, and the password that logs in as any of them. */
export type StandInPlan = { readonly keycloakUrl: string; readonly secret: string; readonly password: string; readonly accountsOf: (alias: string) => readonly HomeAccount[] };

/** The demo's identity providers, and the realms that stand for them. */
export function standIns({ keycloakUrl, secret, password, accountsOf }: StandInPlan): { providers: HomeProvider[]; realms: ReturnType<typeof homeRealm>[] } {
  const plans: HomePlan[] = STAND_INS.map((standIn) => ({ provider: providerOf(standIn, keycloakUrl, secret), keycloakUrl, password, accounts: accountsOf(standIn.alias), levelNames: standIn.levelNames }));
  return { providers: plans.map(({ provider }) => provider), realms: plans.map(homeRealm) };
}

/** The address of the hub's realm at a Keycloak. */
export const issuerAt = (keycloakUrl: string): string => `${keycloakUrl}${REALM_PATH}`;
