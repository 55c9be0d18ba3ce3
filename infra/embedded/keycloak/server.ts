import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { claimFolder } from '../folder-claim.js';
import { freePort } from '../free-port.js';
import { endLeftover, endOf, endProcess, untilReady } from '../spawned.js';
import { supervise, type Spawned, type Supervised, type Supervision } from '../supervisor.js';
import { findJava, javaArguments } from './java.js';

/** A realm as Keycloak imports it. */
export type RealmFile = { readonly realm: string };

/**
 * The distribution; where its data stays; the wished port (0 or none: any); the realms for the address that it got; the password of the administrator `admin`.
 * With `keep` a server that dies is started again at the same address.
 */
export type KeycloakServerOptions = { distribution: string; dir: string; port?: number; realms(url: string): readonly RealmFile[]; adminPassword: string; keep?: Pick<Supervision, 'log' | 'gaveUp'> };

/** A running Keycloak. */
export type KeycloakServer = Supervised & { url: string };

type Launch = { options: KeycloakServerOptions; port: number; url: string; java: string; names: string[]; pidFile: string };

const READY_MS = 300_000;
const SET_UP = 10;
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 20_000], ['SIGKILL', 2_000]];

/** Realms that are there are not imported again: when they differ from those of last time, what Keycloak keeps is begun anew. */
function writeRealms(dir: string, realms: readonly RealmFile[]): void {
  const stamp = join(dir, 'made-from');
  const files = realms.map((realm) => [`${realm.realm}-realm.json`, JSON.stringify(realm)] as const);
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(join(dir, 'data'), { recursive: true, force: true });
  mkdirSync(join(dir, 'data', 'import'), { recursive: true, mode: 0o700 });
  for (const [name, text] of files) writeFileSync(join(dir, 'data', 'import', name), text, { mode: 0o600 });
  writeFileSync(stamp, hash);
}

function run({ options, port, url, java, pidFile }: Launch, isBuilt: boolean): ChildProcess {
  const log = openSync(join(options.dir, 'keycloak.log'), 'w', 0o600);
  const start = ['start-dev', '--http-host=127.0.0.1', `--http-port=${port}`, `--hostname=${url}`, '--db=dev-file', '--import-realm'];
  const environment = { ...process.env, KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: options.adminPassword };
  const child = spawn(java, [...javaArguments(options.distribution, options.dir, isBuilt), ...start], { detached: true, stdio: ['ignore', log, log], env: environment });
  child.on('error', () => undefined);
  closeSync(log);
  if (child.pid) writeFileSync(pidFile, String(child.pid));
  return child;
}

const answers = async (address: string): Promise<boolean> => fetch(address, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false);

async function launch(start: Launch, isBuilt = false): Promise<Spawned> {
  const child = run(start, isBuilt);
  const ended = endOf(child);
  const isReady = async () => (await Promise.all(start.names.map((name) => answers(`${start.url}/realms/${name}`)))).every(Boolean);
  const lastWords = () => readFileSync(join(start.options.dir, 'keycloak.log'), 'utf8').slice(-2000);
  try {
    await untilReady(child, { isReady, patience: READY_MS, lastWords });
  } catch (error) {
    if (child.exitCode === SET_UP && !isBuilt) return launch(start, true);
    if (child.pid) await endProcess(child.pid, STOP);
    throw new Error(`Keycloak: ${(error as Error).message}`, { cause: error });
  }
  const pid = child.pid!;
  return { pid, ended, stop: () => endProcess(pid, STOP) };
}

async function endOrphan(pidFile: string): Promise<void> {
  if (existsSync(pidFile)) await endLeftover(Number(readFileSync(pidFile, 'utf8')), 'java', STOP);
}

/**
 * Starts a Keycloak with its realms on the loopback address, with its own file database. One that a killed run left on the same data is stopped first.
 * For demo and tests: it is Keycloak's development mode.
 * @throws with its last words, or when another living process uses the folder
 */
export async function startKeycloak(options: KeycloakServerOptions): Promise<KeycloakServer> {
  const release = claimFolder(options.dir);
  const pidFile = join(options.dir, 'keycloak.pid');
  try {
    await endOrphan(pidFile);
    const port = await freePort(options.port);
    const url = `http://localhost:${port}`;
    const realms = options.realms(url);
    writeRealms(options.dir, realms);
    const start = { options, port, url, java: findJava(), names: realms.map(({ realm }) => realm), pidFile };
    const server = await launch(start);
    const again = () => endOrphan(pidFile).then(() => launch(start));
    const running = options.keep ? supervise(server, { name: 'Keycloak', again, ...options.keep }) : server;
    return { url, get pid() { return running.pid; }, stop: () => running.stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}
