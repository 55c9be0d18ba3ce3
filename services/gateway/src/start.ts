import 'reflect-metadata';
import type { LoggerService, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { NatsConnection } from '@nats-io/transport-node';
import { verifier } from '@knutpunkt/identity';
import { connectNats } from '@knutpunkt/messaging';
import { Db } from '@knutpunkt/persistence';
import { Seal, Metrics, OperationClient, logOf, readiness, serveOps, type Check, type Log } from '@knutpunkt/service-kit';
import { PublicAddress } from './address.js';
import { GatewayConfig, type Settings } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { Limits } from './http/limits.js';
import { ProblemFilter } from './http/refusing.js';
import { headersAt } from './http/security-headers.js';
import { httpServer } from './http/server.js';
import { IdentityProvider } from './login/identity-provider.js';
import { LogoutTokens } from './login/logout-token.js';
import { PendingLogins } from './login/pending-logins.js';
import { OwnSessions } from './sessions/own-sessions.js';
import { SessionStore } from './sessions/session-store.js';
import { CHECKS, LOG, NATS, SETTINGS, VERIFIER } from './tokens.js';

const farewell = 5_000;

export interface RunningGateway {
  readonly name: 'gateway';
  /** Where it listens. */
  readonly url: string;
  readonly opsPort: number;
  ready(): Promise<{ ready: boolean; checks: Record<string, string> }>;
  close(): Promise<void>;
}

interface Parts { readonly settings: Settings; readonly db: Db; readonly nats: NatsConnection; readonly client: OperationClient; readonly address: PublicAddress; readonly log: Log; readonly metrics: Metrics }

/** Starts the gateway; its migrations have been run before. Throws when the database or NATS cannot be reached; the identity provider is met at the first login. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const parts = await gather(GatewayConfig.parse(config));
  const { settings, db, nats, client, log } = parts;
  const checks: Record<string, Check> = { database: reaches(() => db.work('readiness', (tx) => tx.query('select 1'))), nats: reaches(() => nats.flush()) };
  const app = await application(parts, checks);
  const ops = await serveOps(settings.opsPort, checks, parts.metrics);
  const url = await listening(app, parts);
  log.info({ port: Number(new URL(url).port) }, 'started');
  return {
    name: 'gateway', url, opsPort: ops.port, ready: () => readiness(checks),
    close: async () => { await closed(app); await ops.close(); await client.close(); await nats.close(); await db.close(); },
  };
}

async function gather(settings: Settings): Promise<Parts> {
  const log = logOf('gateway', settings.logLevel);
  const db = new Db(settings.database);
  await db.connect();
  const nats = await connectNats({ ...settings.nats, name: 'gateway' });
  const client = new OperationClient({ ...settings.nats, name: 'gateway' });
  await client.connect();
  return { settings, db, nats, client, log, address: new PublicAddress(), metrics: new Metrics('gateway') };
}

async function application(parts: Parts, checks: Record<string, Check>): Promise<NestFastifyApplication> {
  const { settings, address, log } = parts;
  const server = httpServer(settings.trustProxy, headersAt(settings.issuer, address));
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.with(given(parts, checks)), server, { bodyParser: false, logger: nestLogger(log) });
  app.useGlobalFilters(new ProblemFilter(log));
  return app;
}

function given({ settings, db, nats, client, address, log, metrics }: Parts, checks: Record<string, Check>): Provider[] {
  const seal = new Seal(Buffer.from(settings.sessionKey, 'base64'));
  const store = new SessionStore(db, seal);
  const known = new Map<unknown, unknown>([
    [SETTINGS, settings], [LOG, log], [NATS, nats], [CHECKS, checks], [VERIFIER, verifier({ issuer: settings.issuer, audience: 'knutpunkt-gateway' })],
    [OperationClient, client], [Metrics, metrics], [PublicAddress, address], [Limits, new Limits(settings.limits)],
    [SessionStore, store], [OwnSessions, new OwnSessions(db, seal, store)], [PendingLogins, new PendingLogins(db, seal)], [IdentityProvider, new IdentityProvider(settings)], [LogoutTokens, new LogoutTokens(settings)],
  ]);
  return [...known].map(([provide, useValue]) => ({ provide, useValue }) as Provider);
}

async function listening(app: NestFastifyApplication, { settings, address }: Parts): Promise<string> {
  // Known before the first request where it is given; else it is the port that was free.
  address.url = settings.publicUrl ?? `http://localhost:${settings.port}`;
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as { port: number };
  address.url = settings.publicUrl ?? `http://localhost:${port}`;
  return `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
}

/** Requests under way are waited for, five seconds; a connection on which nothing was ever asked, as browsers open them in advance, would be waited for much longer. */
async function closed(app: NestFastifyApplication): Promise<void> {
  const last = setTimeout(() => app.getHttpServer().closeAllConnections(), farewell);
  await app.close().finally(() => clearTimeout(last));
}

const reaches = (ask: () => Promise<unknown>): Check => () => ask().then(() => null, () => 'unreachable');

/** Nest's own words go to our log as facts, its texts do not. */
const nestLogger = (log: Log): LoggerService => ({ log: () => undefined, warn: () => log.warn({}, 'the framework warns'), error: (error: unknown) => log.error({ error }, 'the framework failed') });
