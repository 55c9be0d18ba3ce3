import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { AUDIENCES, CLAIMS, deploymentRealm, GATEWAY_PATHS, hubRealm, LIFETIMES, PROVISIONING, STAND_INS, standIns } from './index.js';

const url = 'http://localhost:8080';
const { providers, realms } = standIns({ keycloakUrl: url, secret: 's', provisioningSecrets: { kop: 'k', arb: 'a' }, password: 'p', accountsOf: () => [{ username: 'a.b', name: 'Anna Bo', email: 'a@b.example', acr: 'loa2' }] });
const realm = hubRealm({ keycloakUrl: url, webOrigins: ['http://localhost:3000', 'https://hub.example'], backchannelUrl: 'http://gateway:3000', secrets: { web: 'w', introspection: 'i' }, sslRequired: 'none', providers });

const web = realm.clients[0]!;
type Mapper = { protocolMapper: string; config: Record<string, string> };
const mappersOf = (scopes: readonly string[]) => realm.clientScopes.filter(({ name }) => scopes.includes(name)).flatMap(({ protocolMappers }) => protocolMappers as Mapper[]);
const audiencesIn = (mappers: readonly Mapper[]) => mappers.map(({ config }) => config['included.custom.audience']).filter(Boolean);
const claimsIn = (mappers: readonly Mapper[]) => mappers.map(({ config }) => config['claim.name']).filter(Boolean);
const machines = realm.clients.flatMap((client) => (client.serviceAccountsEnabled && 'protocolMappers' in client ? [client] : []));
const flows = realm.authenticationFlows as { alias: string; authenticationExecutions: { authenticator?: string; flowAlias?: string; authenticatorConfig?: string }[] }[];
const steps = flows.flatMap(({ authenticationExecutions }) => authenticationExecutions);

describe('the realm', () => {
  it('is in the file that a deployment imports as the source says', () => {
    expect(readFileSync(new URL('knutpunkt-realm.json', import.meta.url), 'utf8')).toBe(deploymentRealm([]));
  });

  it('puts into a token for whom it is and every claim by which the hub knows a caller, and no address or role', () => {
    const mappers = mappersOf(web.defaultClientScopes);
    expect(audiencesIn(mappers)).toEqual(AUDIENCES);
    expect(claimsIn(mappers)).toEqual(expect.arrayContaining([CLAIMS.identityProvider, CLAIMS.homeId, CLAIMS.organisation]));
    expect(JSON.stringify(mappers)).not.toMatch(/email|role/i);
    expect(web.defaultClientScopes).toEqual(['hub', 'organization']);
  });

  it('has a client for each organisation whose directory system keeps its people, and no other that is let in by its secret alone', () => {
    expect(realm.clients.filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled)).toEqual(machines);
    expect(machines.map(({ clientId, secret }) => [clientId, secret])).toEqual([['provisioning-kop', 'k'], ['provisioning-arb', 'a']]);
    for (const machine of machines) expect(machine).toMatchObject({ standardFlowEnabled: false, redirectUris: [], optionalClientScopes: [], attributes: { 'access.token.header.type.rfc9068': 'true', 'client_credentials.use_refresh_token': 'false' } });
    expect(deploymentRealm([{ ...providers[0]!, provisioning: { secret: '${KNUTPUNKT_PROVISIONING_KOP_SECRET}' } }])).toContain('"secret": "${KNUTPUNKT_PROVISIONING_KOP_SECRET}"');
  });

  it('puts into such a client\'s token two audiences, its scope, the one organisation, and nothing that a login says', () => {
    expect(machines.map(({ defaultClientScopes }) => defaultClientScopes)).toEqual([[PROVISIONING.scope], [PROVISIONING.scope]]);
    const scoped = mappersOf([PROVISIONING.scope]);
    expect(audiencesIn(scoped)).toEqual(['knutpunkt-gateway', 'knutpunkt-directory']);
    expect(scoped.map(({ protocolMapper }) => protocolMapper)).toEqual(['oidc-audience-mapper', 'oidc-audience-mapper', 'oidc-sub-mapper']);
    expect(realm.clientScopes.find(({ name }) => name === PROVISIONING.scope)).toMatchObject({ attributes: { 'include.in.token.scope': 'true' } });
    for (const { organisation: { alias } } of providers.filter(({ provisioning }) => provisioning)) {
      const [mapper, ...more] = machines.find(({ clientId }) => clientId === PROVISIONING.client(alias))!.protocolMappers as Mapper[];
      expect([mapper!.config['claim.name'], JSON.parse(mapper!.config['claim.value']!), more]).toEqual([CLAIMS.organisation, { [alias]: { id: realm.organizations.find((one) => one.alias === alias)!.id } }, []]);
    }
  });

  it('has nobody with a password here, and no way to get one', () => {
    expect(realm).toMatchObject({ registrationAllowed: false, resetPasswordAllowed: false, rememberMe: false, loginWithEmailAllowed: false, requiredActions: [] });
    expect(realm).not.toHaveProperty('users');
    // Keycloak itself adds a client that may ask for a token by a password.
    expect(flows.find(({ alias }) => alias === realm.directGrantFlow)!.authenticationExecutions).toMatchObject([{ requirement: 'REQUIRED', authenticator: 'deny-access-authenticator' }]);
    expect(steps.map(({ authenticator }) => authenticator ?? '').filter((name) => /password|otp|reset|link|review|email|webauthn/.test(name))).toEqual([]);
    for (const client of realm.clients) expect(client).toMatchObject({ publicClient: false, implicitFlowEnabled: false, directAccessGrantsEnabled: false, fullScopeAllowed: false });
  });

  it('begins a login by a pushed request with PKCE, comes back to the hub only, and tells it of logouts', () => {
    expect(web.redirectUris).toEqual(['http://localhost:3000', 'https://hub.example'].map((origin) => `${origin}${GATEWAY_PATHS.callback}`));
    expect(web).toMatchObject({ attributes: { 'pkce.code.challenge.method': 'S256', 'require.pushed.authorization.requests': 'true', 'access.token.header.type.rfc9068': 'true', 'backchannel.logout.url': 'http://gateway:3000/auth/backchannel-logout', 'backchannel.logout.session.required': 'true' } });
    expect(realm).toMatchObject({ accessTokenLifespan: LIFETIMES.accessToken, accessCodeLifespan: 60, revokeRefreshToken: true, refreshTokenMaxReuse: 0, eventsEnabled: true, adminEventsEnabled: true });
  });

  it('checks what every provider signs, believes no e-mail, and takes levels only from the provider\'s own claim', () => {
    for (const broker of realm.identityProviders) {
      expect(broker).toMatchObject({ trustEmail: false, storeToken: false, firstBrokerLoginFlowAlias: 'hub first login', postBrokerLoginFlowAlias: `hub assurance ${broker.alias}`, config: { validateSignature: 'true', syncMode: 'FORCE' } });
      const conditions = realm.authenticatorConfig.filter(({ alias }) => alias.startsWith(`hub assurance ${broker.alias} `) && alias.endsWith('vouched for')).map(({ config }) => new RegExp(`^(?:${config['attribute_expected_value']})$`));
      const counts = (value: string) => conditions.map((condition) => condition.test(value));
      expect([counts('http://id.elegnamnden.se/loa/1.0/loa3'), counts('loa2'), counts('loa9'), counts('xloa3'), counts('http://id-elegnamnden.se/loa/1.0/loa3')]).toEqual([[true, true], [true, false], [false, false], [false, false], [false, false]]);
    }
  });

  it('binds each organisation to its own provider, whose user names no other can make', () => {
    expect(realm.organizations.map(({ alias, identityProviders, domains }) => [alias, identityProviders[0]!.alias, domains[0]!.name])).toEqual(STAND_INS.map(({ alias, domains }) => [alias, alias, domains[0]]));
    const names = realm.identityProviderMappers.filter(({ name }) => name.endsWith('user name')).map(({ config }) => config['template']);
    expect(names.every((template) => template?.startsWith('${ALIAS}.'))).toBe(true);
  });

  it('refers to no flow or setting that is not there', () => {
    const names = flows.map(({ alias }) => alias);
    const configs = realm.authenticatorConfig.map(({ alias }) => alias);
    expect(steps.flatMap(({ flowAlias }) => flowAlias ?? []).filter((alias) => !names.includes(alias))).toEqual([]);
    expect(steps.flatMap(({ authenticatorConfig }) => authenticatorConfig ?? []).filter((alias) => !configs.includes(alias))).toEqual([]);
    expect([new Set(names).size, new Set(configs).size]).toEqual([names.length, configs.length]);
  });
});

it('the realms that stand for identity providers hold their own accounts, and send back to the hub only', () => {
  expect(realms.map(({ realm: name }) => name)).toEqual(['home-kop', 'home-arb', 'home-lst', 'home-pol']);
  for (const { users, clients } of realms) {
    expect(users).toMatchObject([{ username: 'a.b', firstName: 'Anna', lastName: 'Bo', attributes: { employee_id: ['a.b'], assurance: ['loa2'] } }]);
    expect(clients[0]!.redirectUris).toEqual([expect.stringMatching(/^http:\/\/localhost:8080\/realms\/knutpunkt\/broker\/[a-z]+\/endpoint$/)]);
  }
});
