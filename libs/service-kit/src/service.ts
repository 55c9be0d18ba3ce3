import 'reflect-metadata';
import { Global, Module, type DynamicModule, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ServiceName } from '@knutpunkt/contracts';
import { DirectoryCopy, Freshness, createDirectoryCopy, createEnter, directoryFollower, indexPlaces, knowGroupsThatEnd, knowRemovedFunctions, knowWhatHasEnded, readAudiencesOnce, type DirectoryFollower } from '@knutpunkt/access';
import { verifier } from '@knutpunkt/identity';
import { MessagingLifecycle, MessagingModule, connectNats, messagingMigrations, natsOptions } from '@knutpunkt/messaging';
import { Db, createAudit, createIdempotencyKeys, createSessionSettings, type Migration } from '@knutpunkt/persistence';
import { configFromEnv, type ServiceConfig } from './config.js';
import { readinessOf } from './checks.js';
import { OperationPipeline } from './handles.js';
import { Kit } from './kit.js';
import { loginsOf } from './logins.js';
import { packets } from './packet.js';
import { followPulse } from './pulse.js';
import { logOf, type Log } from './log.js';
import { Metrics } from './metrics.js';
import { readiness, serveOps, type Check } from './ops-server.js';

export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type;
  readonly migrations: readonly Migration[];
  /** True where the service keeps a copy of the directory; false for the directory itself. */
  readonly keepsDirectory: boolean;
  /** What the service does when its copy of the directory changes. */
  readonly follower?: Type<DirectoryFollower>;
}

export interface RunningService {
  readonly name: ServiceName;
  readonly opsPort: number;
  ready(): Promise<{ ready: boolean; checks: Record<string, string> }>;
  close(): Promise<void>;
}

/** What every schema begins with; a service's own migrations follow. */
export const baseMigrations: readonly Migration[] = [createSessionSettings, createAudit, createIdempotencyKeys, ...messagingMigrations, createDirectoryCopy, createEnter, indexPlaces, readAudiencesOnce, knowRemovedFunctions, knowGroupsThatEnd, knowWhatHasEnded];

export const migrationsOf = (definition: Pick<ServiceDefinition, 'migrations'>): readonly Migration[] => [...baseMigrations, ...definition.migrations];

interface Parts { readonly definition: ServiceDefinition; readonly config: ServiceConfig; readonly db: Db; readonly nats: NatsConnection; readonly log: Log; readonly metrics: Metrics; readonly kit: Kit; readonly freshness: Freshness }

@Global()
@Module({})
class KitModule {
  static of({ definition, db, nats, log, kit, freshness }: Parts): DynamicModule {
    const given = [{ provide: Db, useValue: db }, { provide: Kit, useValue: kit }, { provide: Freshness, useValue: freshness }, { provide: 'LOG', useValue: log }, { provide: 'NATS', useValue: nats }];
    return { module: KitModule, providers: [...given, OperationPipeline, ...(definition.keepsDirectory ? [DirectoryCopy] : []), ...(definition.follower ? [{ provide: directoryFollower, useClass: definition.follower }] : [])], exports: [...given.map((g) => g.provide), OperationPipeline] };
  }
}

/** Nest's own words go to our log as facts, its texts do not. */
const nestLogger = (log: Log): LoggerService => ({ log: () => undefined, warn: () => log.warn({}, 'the framework warns'), error: (error: unknown) => log.error({ error }, 'the framework failed') });

const gather = async (definition: ServiceDefinition, config: ServiceConfig): Promise<Parts> => {
  const log = logOf(definition.name, config.logLevel);
  const metrics = new Metrics(definition.name);
  const freshness = new Freshness();
  const db = new Db(config.database);
  await db.connect();
  const nats = await connectNats({ ...config.nats, name: definition.name });
  const kit = new Kit(definition.name, verifier({ issuer: config.issuer, audience: `knutpunkt-${definition.name}` }), loginsOf(definition.name, config, log), freshness, log, metrics);
  return { definition, config, db, nats, log, metrics, kit, freshness };
};

/** Starts one service: its own Nest application, answering its operations over NATS. Migrations have been run before. */
export async function startService(definition: ServiceDefinition, config: ServiceConfig, extraChecks: Record<string, Check> = {}): Promise<RunningService> {
  const parts = await gather(definition, config);
  const { db, nats, log } = parts;
  const root: DynamicModule = { module: class Root {}, imports: [KitModule.of(parts), MessagingModule.forRoot({ service: definition.name, nats, db, log }), definition.module] };
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(root, {
    transport: Transport.NATS, options: { ...natsOptions({ ...config.nats, name: definition.name }), queue: definition.name, waitOnFirstConnect: true, gracefulShutdown: true, gracePeriod: 250, deserializer: packets }, logger: nestLogger(log),
  });
  const pulse = definition.keepsDirectory ? await followPulse(parts) : null;
  await app.listen();
  measure(app.get(MessagingLifecycle), parts.metrics);
  const checks = { ...readinessOf(parts), ...extraChecks };
  const ops = await serveOps(config.opsPort, checks, parts.metrics);
  log.info({ port: ops.port }, 'started');
  return {
    name: definition.name, opsPort: ops.port, ready: () => readiness(checks),
    close: async () => { pulse?.stop(); await app.close(); await ops.close(); await nats.close(); await db.close(); },
  };
}

/** What waits, what is dead, what is not yet sent: the figures that an operator is woken by. */
function measure(messaging: MessagingLifecycle, metrics: Metrics): void {
  const inboxes = async (key: 'waiting' | 'dead'): Promise<number> => Object.values((await messaging.stats()).inbox).reduce((sum, consumer) => sum + consumer[key], 0);
  metrics.gauge('inbox_waiting', 'Events that came and are not yet applied', () => inboxes('waiting'));
  metrics.gauge('inbox_dead', 'Events that could not be applied', () => inboxes('dead'));
  metrics.gauge('due_late', 'Reminders and deadlines that should have been met more than five seconds ago', async () => (await messaging.stats()).due.late);
  metrics.gauge('due_dead', 'Reminders and deadlines that could not be met', async () => (await messaging.stats()).due.dead);
  metrics.gauge('outbox_unpublished', 'Committed events not yet in the stream', async () => (await messaging.stats()).outbox.unpublished);
}

/** Runs a service as its own process until it is told to stop. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const running = await startService(definition, configFromEnv());
  const stop = (): void => void running.close().then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}
