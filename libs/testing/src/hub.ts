import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { Client } from 'pg';
import { Problem, problemsOf, type AnyOperation, type Output, type RawInput, type ServiceName } from '@knutpunkt/contracts';
import { obtainNatsServer, startNatsServer, type NatsServer } from '@knutpunkt/infra/nats-server';
import { connectNats, natsServerConfig, newNkeys, provisionStreams, type NatsUser } from '@knutpunkt/messaging';
import { Db, migrate, provision, roleUrl, type RoleName } from '@knutpunkt/persistence';
import { OperationClient, migrationsOf, startService, type Answer, type RunningService, type ServiceConfig, type ServiceDefinition } from '@knutpunkt/service-kit';
import { testDatabase, testPasswords, type Contents, type TestDatabase } from './cluster.js';
import { testIssuer, type Bearer, type TestIssuer } from './issuer.js';

export interface Asking {
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly token?: string;
}

type HasSchema = Pick<ServiceDefinition, 'name' | 'migrations'>;

async function prepare(adminUrl: string, service: HasSchema): Promise<void> {
  await provision(adminUrl, service.name, testPasswords);
  await migrate(roleUrl(adminUrl, service.name, 'owner', testPasswords), service.name, migrationsOf(service));
}

/** The schemas of services. A database that is copied from another has them, and not who may connect to it: that is provisioned for each. */
const schemasOf = (services: readonly HasSchema[]): Contents => ({
  name: JSON.stringify(services.map((service) => [service.name, migrationsOf(service).map(({ name }) => name)])),
  fill: async (adminUrl) => {
    for (const service of services) await prepare(adminUrl, service);
  },
});

/** Real PostgreSQL, NATS with every user's own permissions, an issuer, and the services under test: each as its own roles, row-level security on. */
export class TestHub {
  readonly keys = newNkeys();
  readonly running = new Map<ServiceName, RunningService>();
  private readonly dir = mkdtempSync(join(tmpdir(), 'knutpunkt-test-'));
  private readonly connections: NatsConnection[] = [];
  private readonly databases: Db[] = [];
  private client: OperationClient | undefined;
  private port = 0;
  server!: NatsServer;

  private constructor(private readonly database: TestDatabase, readonly issuer: TestIssuer, private readonly logLevel: ServiceConfig['logLevel']) {}

  /** Starts a hub with these services. */
  static async start(services: readonly ServiceDefinition[], { logLevel = 'error' }: { logLevel?: ServiceConfig['logLevel'] } = {}): Promise<TestHub> {
    const hub = new TestHub(await testDatabase(schemasOf(services)), await testIssuer(), logLevel);
    try {
      await hub.startAll(services);
      return hub;
    } catch (error) {
      await hub.stop();
      throw error;
    }
  }

  private async startAll(services: readonly ServiceDefinition[]): Promise<void> {
    await this.startNats();
    await provisionStreams(await this.nats('ops'));
    for (const service of services) await provision(this.database.adminUrl, service.name, testPasswords);
    for (const service of services) await this.startService(service);
    this.client = new OperationClient({ servers: this.server.url, seed: this.keys.gateway.seed, name: 'gateway' });
    await this.client.connect();
  }

  /** Makes a service's roles and schema, without starting it. */
  prepare(service: HasSchema): Promise<void> {
    return prepare(this.database.adminUrl, service);
  }

  async startService(service: ServiceDefinition): Promise<RunningService> {
    const running = await startService(service, this.configOf(service.name));
    this.running.set(service.name, running);
    return running;
  }

  async stopService(name: ServiceName): Promise<void> {
    await this.running.get(name)?.close();
    this.running.delete(name);
  }

  configOf(service: ServiceName): ServiceConfig {
    return { database: { apiUrl: this.url(service, 'api'), workerUrl: this.url(service, 'worker'), relayUrl: this.url(service, 'relay') }, nats: { servers: this.server.url, seed: this.keys[service].seed }, issuer: this.issuer.url, introspection: this.issuer.introspection, opsPort: 0, logLevel: this.logLevel };
  }

  url(service: ServiceName, role: RoleName): string {
    return roleUrl(this.database.adminUrl, service, role, testPasswords);
  }

  async startNats(): Promise<void> {
    const users = Object.fromEntries(Object.entries(this.keys).map(([user, key]) => [user, key.publicKey])) as Record<NatsUser, string>;
    this.server = await startNatsServer({ binary: await obtainNatsServer({}), configPath: join(this.dir, 'nats.conf'), config: natsServerConfig({ users }), storeDir: join(this.dir, 'jetstream'), port: this.port });
    this.port = this.server.port;
  }

  /** A connection as one of the NATS users; closed with the hub. */
  async nats(user: NatsUser): Promise<NatsConnection> {
    const connection = await connectNats({ servers: this.server.url, seed: this.keys[user].seed, name: user });
    this.connections.push(connection);
    return connection;
  }

  /** A service's database as its own roles; closed with the hub. */
  async db(service: ServiceName): Promise<Db> {
    const db = new Db(this.configOf(service).database);
    await db.connect();
    this.databases.push(db);
    return db;
  }

  /** The whole answer to an operation that `as` asks. Throws for a refusal that the operation does not declare. */
  async answer<Op extends AnyOperation>(op: Op, as: Bearer, input: RawInput<Op>, { token, ...asking }: Asking = {}): Promise<Answer<Op>> {
    const answer = await this.client!.ask(op, { input, token: token ?? (await this.issuer.token(as)), requestId: randomUUID(), ...asking });
    if ('problem' in answer && !problemsOf(op).some(({ type }) => type === answer.problem.type)) throw new Error(`${op.name} answers ${answer.problem.type}, which it does not declare`);
    return answer;
  }

  /** What an operation gives to `as`; throws the Problem where it is refused. */
  async ask<Op extends AnyOperation>(op: Op, as: Bearer, input: RawInput<Op>, asking: Asking = {}): Promise<Output<Op>> {
    const answer = await this.answer(op, as, input, asking);
    if ('problem' in answer) throw Problem.from(answer.problem);
    return answer.body;
  }

  /** The database as a superuser. */
  get adminUrl(): string { return this.database.adminUrl; }

  /** As a superuser, past every policy: for what a test must see or damage. */
  async asAdmin<R>(service: ServiceName, sql: string, params: unknown[] = []): Promise<R[]> {
    const client = new Client({ connectionString: this.database.adminUrl });
    await client.connect();
    try {
      await client.query(`set search_path = ${service}`);
      return (await client.query(sql, params)).rows as R[];
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.client?.close();
    await Promise.all([...this.running.values()].map((service) => service.close()));
    await Promise.all(this.databases.map((db) => db.close()));
    await Promise.all(this.connections.map((nats) => nats.close()));
    await this.server?.stop();
    await this.issuer.close();
    await this.database.drop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
