import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenFor } from '@knutpunkt/infra/identity-provider';
import { DEMO_PASSWORD } from '@knutpunkt/infra/keycloak-server';
import type { Person } from './people.js';

const home = (): string => process.env['JOURNEY_HOME']!;
const kept = <T>(...path: string[]): T => JSON.parse(readFileSync(join(home(), ...path), 'utf8')) as T;

/** The key that signs the realm's tokens, and the realm's own address. */
export const signing = (): { key: Record<string, string>; issuer: string } => ({
  key: kept<{ signingKey: Record<string, string> }>('identity-provider', 'secrets.json').signingKey, issuer: kept<{ issuer: string }>('identity-provider', 'running.json').issuer,
});

/** The process that is Keycloak now. */
export const keycloakPid = (): number => Number(readFileSync(join(home(), 'keycloak', 'keycloak.pid'), 'utf8'));

/** By what an organisation's directory system asks for a token. */
export const machineOf = (organisation: string) => ({ grant_type: 'client_credentials', client_id: `provisioning-${organisation}`, client_secret: clientSecrets().provisioning[organisation]! });

/** What the realm answers to a client that asks for a token. */
export async function askForToken(form: Record<string, string>): Promise<{ status: number; body: { access_token?: string; refresh_token?: string } }> {
  const answer = await fetch(`${signing().issuer}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) });
  // A flow that denies is told by a page.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
  return { status: answer.status, body: isPage ? {} : ((await answer.json()) as { access_token?: string }) };
}

interface Secrets { readonly web: string; readonly introspection: string; readonly provisioning: Readonly<Record<string, string>> }

/** The secrets of the realm's clients; those of directory systems by their organisations. */
export const clientSecrets = (): Secrets => kept<{ clients: Secrets }>('identity-provider', 'secrets.json').clients;

async function adminToken(base: string): Promise<string> {
  const { adminPassword } = kept<{ adminPassword: string }>('keycloak', 'secrets.json');
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: adminPassword });
  const answer = await fetch(`${base}/realms/master/protocol/openid-connect/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Asks Keycloak's administration, as who runs it would. @throws when it refuses */
export async function administer<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const base = new URL(signing().issuer).origin;
  const headers = { authorization: `Bearer ${await adminToken(base)}`, 'content-type': 'application/json' };
  const answer = await fetch(`${base}/admin/realms/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 200 ? await answer.json() : undefined) as T;
}

type User = { readonly id: string; readonly attributes?: Record<string, string[]> };

/** Changes what a realm keeps of somebody. */
export async function changeUser(realm: string, username: string, attributes: Record<string, string[]>, changes: object = {}): Promise<void> {
  const [found] = await administer<[User]>(`${realm}/users?username=${username}&exact=true`);
  const user = await administer<User>(`${realm}/users/${found.id}`);
  await administer(`${realm}/users/${found.id}`, 'PUT', { ...user, ...changes, attributes: { ...user.attributes, ...attributes } });
}

/** Has somebody else work at home, who can log in there and has never been heard of here. */
export async function employ({ home, username, email }: Person, attributes: Record<string, string[]> = {}): Promise<void> {
  const credentials = [{ type: 'password', value: DEMO_PASSWORD, temporary: false }];
  await administer(`home-${home}/users`, 'POST', { username, email, enabled: true, firstName: 'Ny', lastName: 'Anställd', attributes: { employee_id: [username], assurance: ['loa2'], ...attributes }, credentials });
}

/** Has the hub's realm sign with a new key from now on, by the highest priority that there was. Those that there were stay published. */
export async function changeKeys(): Promise<void> {
  const priority = String(Date.now());
  const { id } = await administer<{ id: string }>('knutpunkt');
  await administer('knutpunkt/components', 'POST', { name: `next ${priority}`, providerId: 'rsa-generated', providerType: 'org.keycloak.keys.KeyProvider', parentId: id, config: { priority: [priority], enabled: ['true'], active: ['true'], algorithm: ['RS256'], keySize: ['2048'] } });
}

/** Has a home realm say something else in a claim, of everybody, as long as the work lasts. */
export async function withClaim(realm: string, claim: string, value: string, work: () => Promise<void>): Promise<void> {
  const [{ id }] = await administer<[{ id: string }]>(`${realm}/clients?clientId=knutpunkt-hub`);
  const at = `${realm}/clients/${id}/protocol-mappers/models`;
  const config = { 'claim.name': claim, 'claim.value': value, 'jsonType.label': 'String', 'id.token.claim': 'true', 'access.token.claim': 'true' };
  await administer(at, 'POST', { name: `another ${claim}`, protocol: 'openid-connect', protocolMapper: 'oidc-hardcoded-claim-mapper', config });
  try {
    await work();
  } finally {
    const mappers = await administer<{ id: string; name: string }[]>(at);
    await administer(`${at}/${mappers.find(({ name }) => name === `another ${claim}`)!.id}`, 'DELETE');
  }
}

/** A token for a demo account by the realm's own key, behind which no login stands. */
export const bearerOf = (username: string): Promise<string> => tokenFor(join(home(), 'identity-provider'), username);
