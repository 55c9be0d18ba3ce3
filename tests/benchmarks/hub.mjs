import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { agendas } from '@knutpunkt/agendas';
import { gatewayMigrations } from '@knutpunkt/gateway';
import { freePort, obtainNatsServer, removeCluster, startIdentityProvider, startNatsServer, startPostgres } from '@knutpunkt/infra';
import { meetings } from '@knutpunkt/meetings';
import { connectNats, natsServerConfig, newNkeys, provisionStreams } from '@knutpunkt/messaging';
import { notifications } from '@knutpunkt/notifications';
import { referrals } from '@knutpunkt/referrals';
import { migrate, provision, roleUrl } from '@knutpunkt/persistence';
import { migrationsOf } from '@knutpunkt/service-kit';
import { floorSchema } from './floor-schema.mjs';
import { accountsOf, settle } from './people.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const patience = 30_000;
const passwords = { owner: 'owner', api: 'api', worker: 'worker', relay: 'relay' };
const schemas = {
  meetings: migrationsOf(meetings), agendas: migrationsOf(agendas), referrals: migrationsOf(referrals), gateway: migrationsOf({ migrations: gatewayMigrations }),
  notifications: migrationsOf(notifications({ smtpUrl: 'smtp://localhost', publicUrl: 'http://localhost', mailFrom: 'nobody@example.se' })),
};

/** A durable PostgreSQL, a nats-server and an identity provider, the schemas of the services, and each service as a process of its own as soon as it is asked for. */
export class Hub {
  #stops = [];
  keys = newNkeys();

  static async start(dir, everybody) {
    const hub = new Hub();
    hub.#stops.push(() => rmSync(dir, { recursive: true, force: true }));
    try {
      await hub.#start(dir, everybody);
      return hub;
    } catch (error) {
      await hub.stop();
      throw error;
    }
  }

  async #start(dir, everybody) {
    const postgres = await startPostgres({ dir: join(dir, 'postgres') });
    this.#stops.push(async () => { await postgres.stop(); removeCluster(join(dir, 'postgres')); });
    this.adminUrl = postgres.adminUrl;
    this.postgresPid = postgres.pid;
    this.admin = await this.#client();
    for (const [service, migrations] of Object.entries(schemas)) {
      await provision(this.adminUrl, service, passwords);
      await migrate(this.databaseUrl(service, 'owner'), service, migrations);
    }
    for (const service of ['meetings', 'agendas', 'referrals', 'notifications']) await settle(this.admin, service, everybody);
    await this.admin.query(floorSchema(everybody.groups[0].members.map((m) => m.id)));
    await this.#startNats(join(dir, 'nats'));
    this.origin = `http://localhost:${await freePort()}`;
    this.login = await startIdentityProvider({ dir: join(dir, 'login'), accounts: accountsOf(everybody), webOrigins: [this.origin] });
    this.#stops.push(() => this.login.stop());
  }

  async #client() {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    this.#stops.push(() => client.end());
    return client;
  }

  async #startNats(dir) {
    const users = Object.fromEntries(Object.entries(this.keys).map(([user, key]) => [user, key.publicKey]));
    this.nats = await startNatsServer({ binary: await obtainNatsServer({}), configPath: join(dir, 'nats.conf'), config: natsServerConfig({ users }), storeDir: join(dir, 'store') });
    this.#stops.push(() => this.nats.stop());
    await provisionStreams(await this.connect('ops'));
    const directory = await this.connect('directory');
    const pulse = setInterval(() => directory.publish('pulse.directory', JSON.stringify({ at: 0 })), 1_000);
    this.#stops.push(() => clearInterval(pulse));
  }

  /** A connection to NATS as one of its users. */
  async connect(name) {
    const nats = await connectNats({ servers: this.nats.url, seed: this.keys[name].seed, name });
    this.#stops.push(() => nats.close());
    return nats;
  }

  databaseUrl(service, role) {
    return roleUrl(this.adminUrl, service, role, passwords);
  }

  /** Starts a service as its own process; resolves when it is ready. */
  async run(service, extra = {}, flags = []) {
    const opsPort = await freePort();
    const child = spawn(process.execPath, [...flags, `services/${service}/dist/main.js`], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...this.#environment(service, opsPort), ...extra } });
    this.#stops.push(() => ended(child));
    const deadline = Date.now() + patience;
    while (!(await fetch(`http://127.0.0.1:${opsPort}/health/ready`).then((answer) => answer.ok, () => false))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${service} did not become ready`);
      await delay(50);
    }
    return child;
  }

  #environment(service, opsPort) {
    const url = (role) => this.databaseUrl(service, role);
    return {
      DATABASE_API_URL: url('api'), DATABASE_WORKER_URL: url('worker'), DATABASE_RELAY_URL: url('relay'), NATS_URL: this.nats.url, NATS_SEED: this.keys[service].seed, OIDC_ISSUER: this.login.issuer,
      OPS_PORT: String(opsPort), LOG_LEVEL: 'warn', PORT: new URL(this.origin).port, PUBLIC_URL: this.origin, WEB_ROOT: join(root, 'services/web/dist'), OIDC_CLIENT_SECRET: this.login.clients.web.secret, OIDC_INTROSPECTION_SECRET: this.login.clients.introspection.secret,
      SESSION_KEY: randomBytes(32).toString('base64'), BEARER_CLIENTS: 'knutpunkt-cli', LIMIT_ACTOR: '100000/100000', LIMIT_ORGANISATION: '100000/100000', LIMIT_STREAMS: '100000', MAIL_FROM: 'nobody@example.se',
    };
  }

  /** Starts one of the benchmark's own programs; resolves with what it says first. */
  async fork(program, args) {
    const child = fork(fileURLToPath(new URL(program, import.meta.url)), args);
    this.#stops.push(() => ended(child));
    return new Promise((resolve, reject) => child.once('message', (said) => resolve({ ...said, pid: child.pid })).once('exit', (code) => reject(new Error(`${program} ended with ${code}`))));
  }

  async stop() {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }
}

/** Ends a process, at the latest after ten seconds. */
export function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const last = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => { clearTimeout(last); resolve(); });
    child.kill('SIGTERM');
  });
}
