import { COMMON_NAMES, type HomeProvider, type OidcHome, type SamlHome } from './home-provider.js';
import { homeRealm, homeRealmOf, type HomeAccount, type HomePlan } from './home-realm.js';
import { REALM_PATH, type Level } from './hub.js';

/** An organisation whose identity provider is stood for by a realm of its own; `keepsPeople` where its own directory system keeps its people in the hub. */
type StandIn = { readonly alias: string; readonly name: string; readonly protocol: 'oidc' | 'saml'; readonly domains: readonly string[]; readonly levelNames: Readonly<Record<Level, string>>; readonly keepsPeople?: true };

const ours = { loa2: 'loa2', loa3: 'loa3' };
const swedenConnect = { loa2: 'http://id.elegnamnden.se/loa/1.0/loa2', loa3: 'http://id.elegnamnden.se/loa/1.0/loa3' };

/** Those of the demo: three by OpenID Connect, one of them with Sweden Connect's words for the levels, and the police by SAML. */
export const STAND_INS: readonly StandIn[] = [
  { alias: 'kop', name: 'Köpings kommun', protocol: 'oidc', domains: ['koping.example'], levelNames: swedenConnect, keepsPeople: true },
  { alias: 'arb', name: 'Arboga kommun', protocol: 'oidc', domains: ['arboga.example'], levelNames: ours, keepsPeople: true },
  { alias: 'lst', name: 'Länsstyrelsen i Västmanlands län', protocol: 'oidc', domains: ['lansstyrelsen-vastmanland.example'], levelNames: ours },
  { alias: 'pol', name: 'Polismyndigheten', protocol: 'saml', domains: ['polisen.example'], levelNames: ours },
];

const HUB_CLIENT = 'knutpunkt-hub';

const oidc = (home: string, clientSecret: string): OidcHome => {
  const connect = `${home}/protocol/openid-connect`;
  return { protocol: 'oidc', issuer: home, authorizationUrl: `${connect}/auth`, tokenUrl: `${connect}/token`, jwksUrl: `${connect}/certs`, logoutUrl: `${connect}/logout`, clientId: HUB_CLIENT, clientSecret };
};

const saml = (home: string): SamlHome => ({ protocol: 'saml', entityId: home, metadataUrl: `${home}/protocol/saml/descriptor`, loginUrl: `${home}/protocol/saml`, logoutUrl: `${home}/protocol/saml` });

function providerOf({ alias, name, protocol, domains, keepsPeople }: StandIn, { keycloakUrl, secret, provisioningSecrets }: StandInPlan): HomeProvider {
  const home = `${keycloakUrl}/realms/${homeRealmOf(alias)}`;
  return {
    alias, organisation: { alias, name }, domains, homeId: 'employee_id',
    assurance: { claim: protocol === 'oidc' ? 'acr' : 'assurance', names: COMMON_NAMES }, at: protocol === 'oidc' ? oidc(home, secret) : saml(home),
    ...(keepsPeople ? { provisioning: { secret: provisioningSecrets[alias]! } } : {}),
  };
}

/** Where everything is, the secret between the hub and the homes, those of the directory systems and the accounts by organisation, and the password that logs in as any of them. */
export type StandInPlan = { readonly keycloakUrl: string; readonly secret: string; readonly provisioningSecrets: Readonly<Record<string, string>>; readonly password: string; readonly accountsOf: (alias: string) => readonly HomeAccount[] };

/** The demo's identity providers, and the realms that stand for them. */
export function standIns(plan: StandInPlan): { providers: HomeProvider[]; realms: ReturnType<typeof homeRealm>[] } {
  const { keycloakUrl, password, accountsOf } = plan;
  const plans: HomePlan[] = STAND_INS.map((standIn) => ({ provider: providerOf(standIn, plan), keycloakUrl, password, accounts: accountsOf(standIn.alias), levelNames: standIn.levelNames }));
  return { providers: plans.map(({ provider }) => provider), realms: plans.map(homeRealm) };
}

/** The address of the hub's realm at a Keycloak. */
export const issuerAt = (keycloakUrl: string): string => `${keycloakUrl}${REALM_PATH}`;
