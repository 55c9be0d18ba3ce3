import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { Client } from 'pg';
import type { ServiceName } from '@knutpunkt/contracts';
import { openDirectory } from '@knutpunkt/directory';
import { freePort, obtainNatsServer, removeCluster, startNatsServer, startPostgres, type NatsServer } from '@knutpunkt/infra';
import { connectNats, keepProvisioned, natsServerConfig, newNkeys, provisionStreams, type NatsUser } from '@knutpunkt/messaging';
import { migrate, provision, roleUrl, type RoleName } from '@knutpunkt/persistence';
import { eventually, testIssuer, testPasswords, type TestIssuer } from '@knutpunkt/testing';
import { schemas } from '../architecture/services.js';
import { writeCounty } from './county.js';
import { MailboxProcess } from './mailbox-process.js';
import { ServiceProcess } from './service-process.js';
import { SmallDisk } from './small-disk.js';
import { TcpProxy } from './tcp-proxy.js';
import { copiers, everyService } from './tried.js';

/** A table of each service that is much written to. */
const largest: Record<ServiceName, string> = { directory: 'directory.people', meetings: 'meetings.meetings', agendas: 'agendas.items', referrals: 'referrals.sides', notifications: 'notifications.notifications', gateway: 'gateway.sessions' };

/** What copies of the directory are of. */
const copied = ['organisations', 'people', 'functions', 'holdings', 'groups', 'memberships'];

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
  /** Where the servers have disks that can be filled. */
  readonly disks: { PostgreSQL?: SmallDisk; NATS?: SmallDisk } = {};
  /** Between the services and their servers. */
  lines!: { readonly PostgreSQL: TcpProxy; readonly NATS: TcpProxy };
  private further = 0;
  issuer!: TestIssuer;
  mailbox!: MailboxProcess;
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

  /** With small disks PostgreSQL and NATS have one each that can be filled, where this account may mount. PostgreSQL is started again when it ends. */
  static async start({ smallDisks = false } = {}): Promise<Platform> {
    const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-faults-pg-'));
    // PostgreSQL's own account goes through it to its data.
    chmodSync(dir, 0o711);
    const disk = smallDisks ? SmallDisk.mount(join(dir, 'pg'), 1_500) : undefined;
    const postgres = await startPostgres({ dir: join(dir, 'pg'), gaveUp: (reason) => { throw new Error(reason); } });
    const platform = new Platform(postgres.adminUrl);
    platform.stops.push(async () => { await postgres.stop(); removeCluster(join(dir, 'pg')); disk?.unmount(); rmSync(dir, { recursive: true, force: true }); });
    if (disk) platform.giveDisks(disk);
    try {
      await platform.startAll();
      return platform;
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  private giveDisks(PostgreSQL: SmallDisk): void {
    const NATS = SmallDisk.mount(join(this.dir, 'nats'), 300)!;
    this.stops.push(() => NATS.unmount());
    Object.assign(this.disks, { PostgreSQL, NATS });
  }

  private async startLines(): Promise<void> {
    const [PostgreSQL, NATS] = [await TcpProxy.start(() => Number(new URL(this.adminUrl).port)), await TcpProxy.start(() => this.nats.port)];
    this.lines = { PostgreSQL, NATS };
    this.stops.push(() => Promise.all([PostgreSQL.close(), NATS.close()]));
  }

  private async startAll(): Promise<void> {
    for (const { name, migrations } of schemas) {
      await provision(this.adminUrl, name, testPasswords);
      await migrate(this.url(name, 'owner'), name, migrations);
    }
    this.issuer = this.stopped(await testIssuer(), (issuer) => issuer.close());
    this.mailbox = this.stopped(await MailboxProcess.start(join(this.dir, 'mails')), (mailbox) => mailbox.stop());
    await this.startNats();
    this.stops.push(() => this.nats.stop());
    await this.keepStreams();
    await this.loadCounty();
    await this.startLines();
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
    for (const service of everyService) {
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

  /** Throws while a service's copy of the directory lacks something, with what it lacks. */
  private async requireEverybodyKnown(): Promise<void> {
    const counts = copiers.flatMap((service) => copied.map((table) => `select '${service}.${table}' as what, (select count(*)::int from ${service}.${table}) as there, (select count(*)::int from directory.${table}) as known`));
    const waiting = copiers.map((service) => `select '${service} ' || coalesce(state, '') || ' ' || coalesce(reason, ''), count(*)::int, 0 from ${service}.inbox where state <> 'done' group by 1`);
    const lacking = (await this.see<{ what: string; there: number; known: number }>([...counts, ...waiting].join(' union all '))).filter(({ there, known }) => there !== known);
    if (lacking.length > 0) throw new Error(`not everybody is known: ${JSON.stringify(lacking)}`);
  }

  url(service: ServiceName, role: RoleName): string {
    return roleUrl(this.adminUrl, service, role, testPasswords);
  }

  private databaseOf(service: ServiceName, port = Number(new URL(this.adminUrl).port)) {
    const by = (role: RoleName): string => Object.assign(new URL(this.url(service, role)), { port: String(port) }).href;
    return { apiUrl: by('api'), workerUrl: by('worker'), relayUrl: by('relay') };
  }

  /** One more migration of a service that runs, such as a release brings: all its statements must be planned anew. */
  async migrateFurther(service: ServiceName): Promise<void> {
    const { migrations } = schemas.find(({ name }) => name === service)!;
    this.further += 1;
    const column = `trial_${this.further}`;
    await migrate(this.url(service, 'owner'), service, [...migrations, { name: `${Date.now()}-add-${column}`, up: () => [`alter table ${largest[service]} add column ${column} integer not null default 0`, `create index on ${largest[service]} (${column})`] }]);
  }

  private environment(service: ServiceName, { opsPort, port }: { opsPort: number; port: number }): Record<string, string> {
    const { apiUrl, workerUrl, relayUrl } = this.databaseOf(service, this.lines.PostgreSQL.port);
    return {
      DATABASE_API_URL: apiUrl, DATABASE_WORKER_URL: workerUrl, DATABASE_RELAY_URL: relayUrl, NATS_URL: `nats://127.0.0.1:${this.lines.NATS.port}`, NATS_SEED: this.keys[service].seed, OIDC_ISSUER: this.issuer.url,
      OPS_PORT: String(opsPort), LOG_LEVEL: 'info', PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, WEB_ROOT: this.dir, OIDC_CLIENT_SECRET: 'unused', OIDC_INTROSPECTION_SECRET: this.issuer.introspection.clientSecret, SESSION_KEY: randomBytes(32).toString('base64'),
      BEARER_CLIENTS: 'knutpunkt-cli', SMTP_URL: this.mailbox.smtpUrl, MAIL_FROM: 'knutpunkt@example.test', MAIL_DIGEST_SECONDS: '2', MAIL_LEASE_SECONDS: '6',
    };
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop();
  }
}
