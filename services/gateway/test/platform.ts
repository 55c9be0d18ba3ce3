import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@knutpunkt/infra';
import { startIdentityProvider, type IdentityProvider } from '@knutpunkt/infra/identity-provider';
import { obtainNatsServer, startNatsServer, type NatsServer } from '@knutpunkt/infra/nats-server';
import { natsServerConfig, newNkeys, type NatsUser, type Nkey } from '@knutpunkt/messaging';
import { migrate, provision, roleUrl, type DatabaseConfig, type RoleName } from '@knutpunkt/persistence';
import { testDatabase, testPasswords, type TestDatabase } from '@knutpunkt/testing';
import { gatewayMigrations, startGateway, type GatewayConfig, type RunningGateway } from '../src/index.js';

const koping = { alias: 'koping', id: '0199c0de-0000-7000-8000-000000000001', name: 'Köpings kommun' };
const polisen = { alias: 'polisen', id: '0199c0de-0000-7000-8000-000000000002', name: 'Polismyndigheten' };

/** Who can log in. */
export const accounts = [
  { username: 'brasam.kop', name: 'Eva Brask', email: 'eva.brask@example.se', acr: 'loa3', organisation: koping },
  { username: 'polis.kop', name: 'Ali Polis', email: 'ali.polis@example.se', acr: 'loa2', organisation: polisen },
] as const;

type TestConfig = GatewayConfig & { readonly database: DatabaseConfig; readonly port: number };

export interface Platform {
  readonly gateway: RunningGateway;
  readonly provider: IdentityProvider;
  /** Where it keeps its keys. */
  readonly providerDir: string;
  readonly natsUrl: string;
  readonly keys: Record<NatsUser, Nkey>;
  readonly config: TestConfig;
  readonly databaseUrl: (role: RoleName) => string;
  stopNats(): Promise<void>;
  stop(): Promise<void>;
}

async function migrated(database: TestDatabase): Promise<(role: RoleName) => string> {
  await provision(database.adminUrl, 'gateway', testPasswords);
  const url = (role: RoleName): string => roleUrl(database.adminUrl, 'gateway', role, testPasswords);
  await migrate(url('owner'), 'gateway', gatewayMigrations);
  return url;
}

async function natsOf(dir: string, keys: Record<NatsUser, Nkey>): Promise<NatsServer> {
  const users = Object.fromEntries(Object.entries(keys).map(([user, key]) => [user, key.publicKey])) as Record<NatsUser, string>;
  return startNatsServer({ binary: await obtainNatsServer({}), configPath: join(dir, 'nats.conf'), config: natsServerConfig({ users }), storeDir: join(dir, 'store') });
}

/** The gateway alone, on a real PostgreSQL, a real nats-server and a real OpenID provider; its neighbours are what the test answers. */
export async function startPlatform(changes: Partial<TestConfig> = {}): Promise<Platform> {
  const dir = mkdtempSync(join(tmpdir(), 'gateway-'));
  const started: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async (): Promise<void> => { for (const end of started.splice(0).reverse()) await end(); };
  const running = <T>(part: T, end: (part: T) => unknown): T => (started.push(() => end(part)), part);
  try {
    const keys = newNkeys();
    const port = await freePort();
    const database = running(await testDatabase(), (one) => one.drop());
    const nats = running(await natsOf(join(dir, 'nats'), keys), (one) => one.stop());
    const provider = running(await startIdentityProvider({ dir: join(dir, 'provider'), accounts, webOrigins: [`http://localhost:${port}`] }), (one) => one.stop());
    const databaseUrl = await migrated(database);
    const config: TestConfig = {
      database: { apiUrl: databaseUrl('api'), workerUrl: databaseUrl('worker'), relayUrl: databaseUrl('relay') }, nats: { servers: nats.url, seed: keys.gateway.seed },
      issuer: provider.issuer, clientSecret: provider.clients.web.secret, bearerClients: ['knutpunkt-cli'], sessionKey: randomBytes(32).toString('base64'),
      port, webRoot: join(dir, 'web'), logLevel: (process.env['LOG_LEVEL'] ?? 'silent') as 'silent', ...changes,
    };
    const gateway = running(await startGateway(config), (one) => one.close());
    return { gateway, provider, providerDir: join(dir, 'provider'), keys, config, natsUrl: nats.url, databaseUrl, stopNats: nats.stop, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
