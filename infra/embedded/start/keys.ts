import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@knutpunkt/contracts';
import { newNkeys, type NatsUser, type Nkey } from '@knutpunkt/messaging';
import { roleNames, type RolePasswords } from '@knutpunkt/persistence';

/** The services of this version, in the order in which they start. */
export const SERVICES: readonly ServiceName[] = ['directory', 'meetings', 'agendas', 'referrals', 'notifications', 'gateway'];

/** Every secret that the parts of one installation share. */
export type Keys = {
  readonly database: Record<ServiceName, RolePasswords>;
  readonly nats: Record<NatsUser, Nkey>;
  /** 32 bytes, base64: what the gateway encrypts sessions with. */
  readonly session: string;
  /** 32 bytes, base64: what each participant's address for answers is made from. */
  readonly answers: string;
  /** 32 bytes, base64: what the addresses of people's calendars are encrypted with. */
  readonly calendars: string;
};

const password = () => randomBytes(24).toString('base64url');
const passwords = () => Object.fromEntries(roleNames.map((role) => [role, password()])) as RolePasswords;

const make = (): Keys => ({
  database: Object.fromEntries(SERVICES.map((service) => [service, passwords()])) as Keys['database'],
  nats: newNkeys(),
  session: randomBytes(32).toString('base64'),
  answers: randomBytes(32).toString('base64'),
  calendars: randomBytes(32).toString('base64'),
});

/** Reads the secrets kept in `dir` in a file that only we may read. What is not there yet is made: everything at first start, a service's when it is new in this version. */
export function keptKeys(dir: string): Keys {
  const file = join(dir, 'keys.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Keys) : undefined;
  if (kept?.answers && kept.calendars && SERVICES.every((service) => kept.database[service] && kept.nats[service])) return kept;
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const made = make();
  const keys: Keys = { database: { ...made.database, ...kept?.database }, nats: { ...made.nats, ...kept?.nats }, session: kept?.session ?? made.session, answers: kept?.answers ?? made.answers, calendars: kept?.calendars ?? made.calendars };
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
