import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@knutpunkt/contracts';
import { newNkeys, type NatsUser, type Nkey } from '@knutpunkt/messaging';
import { roleNames, type RolePasswords } from '@knutpunkt/persistence';

/** The services of this version, in the order in which they start. */
export const SERVICES: readonly ServiceName[] = ['directory', 'meetings', 'agendas', 'notifications', 'gateway'];

/** Every secret that the parts of one installation share. */
export type Keys = {
  readonly database: Record<ServiceName, RolePasswords>;
  readonly nats: Record<NatsUser, Nkey>;
  /** 32 bytes, base64: what the gateway encrypts sessions with. */
  readonly session: string;
};

const password = () => randomBytes(24).toString('base64url');
const passwords = () => Object.fromEntries(roleNames.map((role) => [role, password()])) as RolePasswords;

const make = (): Keys => ({
  database: Object.fromEntries(SERVICES.map((service) => [service, passwords()])) as Keys['database'],
  nats: newNkeys(),
  session: randomBytes(32).toString('base64'),
});

/** Reads the secrets kept in `dir`, or makes them at first start in a file that only we may read. */
export function keptKeys(dir: string): Keys {
  const file = join(dir, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const made = make();
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
