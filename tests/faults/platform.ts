import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { Client } from 'pg';
import type { ServiceName } from '@knutpunkt/contracts';
import { openDirectory } from '@knutpunkt/directory';
import { freePort, obtainNatsServer, removeCluster, startNatsServer, startPostgres, type NatsServer } from '@knutpunkt/infra';
import { startMailbox, type Mailbox } from '@knutpunkt/infra/mailbox';
import { connectNats, keepProvisioned, natsServerConfig, newNkeys, provisionStreams, type NatsUser } from '@knutpunkt/messaging';
import { migrate, provision, roleUrl, type RoleName, type RolePasswords } from '@knutpunkt/persistence';
import { eventually, testIssuer, type TestIssuer } from '@knutpunkt/testing';
import { schemas } from '../architecture/services.js';
import { writeCounty } from './county.js';
import { ServiceProcess } from './service-process.js';

const passwords: RolePasswords = { owner: 'owner', api: 'api', worker: 'worker', relay: 'relay' };
const names: readonly ServiceName[] = ['directory', 'meetings', 'agendas', 'referrals', 'notifications', 'gateway'];

/** Six processes start at once; how soon is not what is tried here, and a busy machine takes its time. */
const starting = 180_000;

/** Everything as it is in production, each service as a process of its own that is started again when it ends. */
export class Platform {
  readonly dir = mkdtempSync(join(tmpdir(), 'knutpunkt-faults-'));
  readonly keys = newNkeys();
  readonly services = new Map<ServiceName, ServiceProcess>();
  readonly adminUrl: string;
  private readonly stops: (() => unknown)[] = [() => rmSync(this.dir, { recursive: true, force: true })];
  private binary = '';
  issuer!: TestIssuer;
  mailbox!: Mailbox;
  nats!: NatsServer;
  origin = '';

  /** As a superuser, over all schemas. */
  readonly see = async <R extends object>(sql: string, params: unknown[] = []): Promise<R[]> => {
    const admin = new Client({ connectionString: this.adminUrl });
    await admin.connect();
    try {
      return (await admin.query<R>(sql, params)).rows;
    } finally {
      await admin.end();
    }
  };

  private constructor(adminUrl: string) {
    this.adminUrl = adminUrl;
  }

  static async start(): Promise<Platform> {
    const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-faults-pg-'));
    const postgres = await startPostgres({ dir: join(dir, 'pg') });
    const platform = new Platform(postgres.adminUrl);
    platform.stops.push(async () => { await postgres.stop(); removeCluster(join(dir, 'pg')); rmSync(dir, { recursive: true, force: true }); });
    try {
      await platform.startAll();
      return platform;
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  private async startAll(): Promise<void> {
    for (const { name, migrations } of schemas) {
      await provision(this.adminUrl, name, passwords);
      await migrate(this.url(name, 'owner'), name, migrations);
    }
    this.issuer = this.stopped(await testIssuer(), (issuer) => issuer.close());
    this.mailbox = this.stopped(await startMailbox({ dir: join(this.dir, 'mails') }), (mailbox) => mailbox.stop());
    await this.startNats();
    this.stops.push(() => this.nats.stop());
    await this.keepStreams();
    await this.loadCounty();
    await this.startServices();
  }

  private stopped<T>(part: T, stop: (part: T) => unknown): T {
    this.stops.push(() => stop(part));
    return part;
  }

  /** Makes the streams, and makes them again whenever the store has lost them, as the starter does. */
  private async keepStreams(): Promise<void> {
    const ops = await this.connect('ops');
    await provisionStreams(ops);
    const timer = setInterval(() => void keepProvisioned(ops).catch(() => undefined), 2_000);
    this.stops.push(() => clearInterval(timer));
  }

  async connect(user: NatsUser): Promise<NatsConnection> {
    return this.stopped(await connectNats({ servers: this.nats.url, seed: this.keys[user].seed, name: user }), (nats) => nats.close());
  }

  async startNats(): Promise<void> {
    this.binary ||= await obtainNatsServer({});
    const users = Object.fromEntries(Object.entries(this.keys).map(([user, key]) => [user, key.publicKey])) as Record<NatsUser, string>;
    this.nats = await startNatsServer({ binary: this.binary, configPath: join(this.dir, 'nats', 'nats.conf'), config: natsServerConfig({ users }), storeDir: join(this.dir, 'nats'), port: this.nats?.port ?? 0 });
  }

  /** Ends NATS without a farewell, does something to its store, and starts it again. */
  async restartNats(meanwhile: (store: string) => void = () => undefined): Promise<void> {
    process.kill(this.nats.pid, 'SIGKILL');
    await this.nats.stop();
    meanwhile(join(this.dir, 'nats', 'jetstream'));
    await this.startNats();
  }

  /** Ends one of PostgreSQL's processes without a farewell: it ends all others, and recovers from its log as after a crash. */
  async crashPostgres(): Promise<void> {
    // Whichever service has one: some may have ended a moment ago.
    const [backend] = await this.see<{ pid: number }>("select pid from pg_stat_activity where usename like '%\\_api' order by backend_start limit 1");
    if (!backend) throw new Error('no service has a connection');
    process.kill(backend.pid, 'SIGKILL');
  }

  private async loadCounty(): Promise<void> {
    const files = join(this.dir, 'county');
    writeCounty(files);
    const operator = await openDirectory({ database: this.databaseOf('directory'), nats: { servers: this.nats.url, seed: this.keys.directory.seed } });
    await operator.import(files);
    await operator.close();
  }

  private async startServices(): Promise<void> {
    const port = await freePort();
    this.origin = `http://127.0.0.1:${port}`;
    const logs = join(this.dir, 'logs');
    mkdirSync(logs);
    for (const service of names) {
      const opsPort = await freePort();
      this.services.set(service, new ServiceProcess(service, { environment: this.environment(service, { opsPort, port }), opsPort, logs }));
    }
    this.stops.push(() => Promise.all([...this.services.values()].map((service) => service.stop())));
    await eventually(() => this.requireReady(), starting);
    await eventually(() => this.requireEverybodyKnown(), starting);
  }

  /** Throws while a service is not ready. */
  async requireReady(): Promise<void> {
    for (const service of this.services.values()) if (!(await service.ready())) throw new Error(`${service.service} is not ready`);
  }

  private async requireEverybodyKnown(): Promise<void> {
    const heard = ['meetings', 'agendas', 'referrals', 'notifications'].flatMap((service) => ['organisations', 'people', 'functions', 'holdings', 'groups', 'memberships'].map((table) => `(select count(*) from ${service}.${table}) = (select count(*) from directory.${table})`));
    const [{ known }] = await this.see<{ known: boolean }>(`select ${heard.join(' and ')} as known`) as [{ known: boolean }];
    if (!known) throw new Error('not everybody is known');
  }

  url(service: ServiceName, role: RoleName): string {
    return roleUrl(this.adminUrl, service, role, passwords);
  }

  private databaseOf(service: ServiceName) {
    return { apiUrl: this.url(service, 'api'), workerUrl: this.url(service, 'worker'), relayUrl: this.url(service, 'relay') };
  }

  private environment(service: ServiceName, { opsPort, port }: { opsPort: number; port: number }): Record<string, string> {
    const { apiUrl, workerUrl, relayUrl } = this.databaseOf(service);
    return {
      DATABASE_API_URL: apiUrl, DATABASE_WORKER_URL: workerUrl, DATABASE_RELAY_URL: relayUrl, NATS_URL: this.nats.url, NATS_SEED: this.keys[service].seed, OIDC_ISSUER: this.issuer.url,
      OPS_PORT: String(opsPort), LOG_LEVEL: 'info', PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, WEB_ROOT: this.dir, OIDC_CLIENT_SECRET: 'unused', SESSION_KEY: randomBytes(32).toString('base64'),
      BEARER_CLIENTS: 'knutpunkt-cli', SMTP_URL: this.mailbox.smtpUrl, MAIL_FROM: 'knutpunkt@example.test', MAIL_DIGEST_SECONDS: '2', MAIL_LEASE_SECONDS: '6',
    };
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop();
  }
}
