import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = (): string => process.env['JOURNEY_HOME']!;
const kept = <T>(...path: string[]): T => JSON.parse(readFileSync(join(home(), ...path), 'utf8')) as T;

/** The key that signs the realm's tokens, and the realm's own address. */
export const signing = (): { key: Record<string, string>; issuer: string } => ({
  key: kept<{ signingKey: Record<string, string> }>('identity-provider', 'secrets.json').signingKey, issuer: kept<{ issuer: string }>('identity-provider', 'running.json').issuer,
});

/** The process that is Keycloak now. */
export const keycloakPid = (): number => Number(readFileSync(join(home(), 'keycloak', 'keycloak.pid'), 'utf8'));

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
