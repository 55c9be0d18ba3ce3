import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { Client } from 'pg';
import { Db, createAudit, createIdempotencyKeys, createSessionSettings, guard, migrate, provision, roleUrl, type Migration } from '@knutpunkt/persistence';
import type { ServiceName } from '@knutpunkt/contracts';
import { connectNats, messagingMigrations, natsServerConfig, newNkeys, provisionStreams, type NatsUser } from '../src/index.js';
import { obtainNatsServer, startNatsServer, type NatsServer } from '@knutpunkt/infra/nats-server';
import { testDatabase, testPasswords, type TestDatabase } from '@knutpunkt/testing';

const everything = { select: 'true', insert: 'true', update: 'true', delete: 'true' };

/** What handlers of the tests do, one row each time: a second row for an event is a double effect. */
const createEffects: Migration = {
  name: '1799999999000-create-effects',
  up: (service) => ['create table effects (seq bigint generated always as identity, what text not null, about text not null, version int not null)', ...guard(service, 'effects', { worker: everything })],
};

/** A real PostgreSQL and a real nats-server with the services' own roles, users and permissions. */
export class Platform {
  readonly keys = newNkeys();
  readonly dir = mkdtempSync(join(tmpdir(), 'knutpunkt-messaging-'));
  server!: NatsServer;
  private port = 0;
  private readonly connections: NatsConnection[] = [];
  private readonly databases: Db[] = [];

  private constructor(private readonly database: TestDatabase) {}

  static async start(services: readonly ServiceName[]): Promise<Platform> {
    const platform = new Platform(await testDatabase());
    for (const service of services) {
      await provision(platform.database.adminUrl, service, testPasswords);
      await migrate(platform.url(service, 'owner'), service, [createSessionSettings, createAudit, createIdempotencyKeys, ...messagingMigrations, createEffects]);
    }
    await platform.startNats();
    await provisionStreams(await platform.nats('ops'));
    return platform;
  }

  url(service: ServiceName, role: 'owner' | 'api' | 'worker' | 'relay'): string {
    return roleUrl(this.database.adminUrl, service, role, testPasswords);
  }

  async startNats(): Promise<void> {
    const users = Object.fromEntries(Object.entries(this.keys).map(([user, key]) => [user, key.publicKey])) as Record<NatsUser, string>;
    const config = natsServerConfig({ users });
    this.server = await startNatsServer({ binary: await obtainNatsServer(), configPath: join(this.dir, 'nats.conf'), config, storeDir: this.store, port: this.port });
    this.port = this.server.port;
  }

  async nats(user: NatsUser): Promise<NatsConnection> {
    const connection = await connectNats({ servers: this.server.url, seed: this.keys[user].seed, name: user });
    this.connections.push(connection);
    return connection;
  }

  async db(service: ServiceName): Promise<Db> {
    const [apiUrl, workerUrl, relayUrl] = [this.url(service, 'api'), this.url(service, 'worker'), this.url(service, 'relay')];
    const db = new Db({ apiUrl, workerUrl, relayUrl, poolSize: 8 });
    await db.connect();
    this.databases.push(db);
    return db;
  }

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

  get store(): string {
    return join(this.dir, 'jetstream');
  }

  /** Copies JetStream's store, as it stands, aside or back. The server must be stopped. */
  copyStore(from: string, to: string): void {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  }

  async stop(): Promise<void> {
    await Promise.all(this.databases.map((db) => db.close()));
    await Promise.all(this.connections.map((nats) => nats.close()));
    await this.server.stop();
    await this.database.drop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
