import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { demoAccounts } from '@knutpunkt/directory';
import { claimFolder } from './folder-claim.js';
import { freePort } from './free-port.js';
import { removeCluster, startPostgres } from './postgres.js';
import { allOf } from './start/all-of.js';
import { announcement } from './start/announce.js';
import { prepareDatabase } from './start/database.js';
import { importDemoDirectory } from './start/demo-directory.js';
import { demoDirectoryHeard } from './start/demo-heard.js';
import { keptKeys, type Keys } from './start/keys.js';
import { loadDemo } from './start/load-demo.js';
import { prepareLogin, type Login } from './start/login.js';
import { prepareNats } from './start/nats.js';
import type { Part } from './start/part.js';
import { preparePost } from './start/post.js';
import { startProcesses } from './start/processes.js';
import { migrations, startInOneProcess } from './start/services.js';
import type { Installation } from './start/settings.js';
import { Stoppers } from './start/stoppers.js';

/** The checkout; the folder for all data (`.knutpunkt` in the checkout unless given); whether to begin anew; services as processes of their own or all in this one; a Keycloak instead of the embedded identity provider; people and groups only, without the demo's meetings and requests; the wished port of the web client. */
export type StartOptions = { root: string; home?: string; fresh: boolean; processes: boolean; keycloak: boolean; bare: boolean; port: number; log: (line: string) => void };

/** What runs: where, who can log in, and how it is stopped. */
export type Running = { webOrigin: string; mailbox?: string; answers?: string; demo: Login['demo']; stop(): Promise<void> };

const SETTLE_MS = 10_000;

const demoFolder = (root: string) => join(root, 'infra', 'demo', 'vastmanland');

function forget(dir: string): void {
  claimFolder(dir)();
  removeCluster(join(dir, 'postgres'));
  rmSync(dir, { recursive: true, force: true });
}

async function prepareSchemas(keys: Keys, part: Part): Promise<string> {
  const postgres = await startPostgres({ dir: join(part.dir, 'postgres'), log: part.log, gaveUp: part.gaveUp });
  part.stoppers.add('PostgreSQL', postgres.stop);
  part.log(`PostgreSQL is ready (${postgres.kind})`);
  await prepareDatabase(postgres.adminUrl, keys, migrations);
  return postgres.adminUrl;
}

async function prepare({ root, port, keycloak }: StartOptions, part: Part): Promise<Installation> {
  const keys = keptKeys(part.dir);
  const accounts = await demoAccounts(demoFolder(root));
  const webPort = await freePort(port);
  const webOrigin = `http://localhost:${webPort}`;
  const [adminUrl, natsUrl, login, post] = await allOf([prepareSchemas(keys, part), prepareNats(keys, part), prepareLogin({ accounts, webOrigin, keycloak }, part), preparePost(part)]);
  part.log('database, NATS, login and mail are ready');
  return { root, adminUrl, natsUrl, keys, login, post, port: webPort, webOrigin };
}

async function startAll(options: StartOptions, part: Part): Promise<Running> {
  const folder = demoFolder(options.root);
  const installation = await prepare(options, part);
  await importDemoDirectory(installation, folder);
  await (options.processes ? startProcesses(installation, part) : startInOneProcess(installation, part));
  part.log('the services are ready');
  const { login, post, webOrigin } = installation;
  if (login.tokenFor && !options.bare) {
    await demoDirectoryHeard(installation);
    await loadDemo({ folder, dir: part.dir, origin: webOrigin, tokenFor: login.tokenFor, log: part.log });
  }
  return { webOrigin, demo: login.demo, ...(post.pageUrl ? { mailbox: post.pageUrl } : {}), ...(post.answers ? { answers: `smtp://${post.answers.host}:${post.answers.port}` } : {}), stop: () => part.stoppers.stopAll() };
}

/** Starts the product on this machine with its demo. @throws what went wrong, with everything stopped again */
async function startKnutpunkt(options: StartOptions, { stoppers, gaveUp }: Pick<Part, 'stoppers' | 'gaveUp'>): Promise<Running> {
  const dir = options.home ?? join(options.root, '.knutpunkt');
  if (options.fresh) forget(dir);
  const release = claimFolder(dir);
  stoppers.add('the claim', async () => release());
  try {
    return await startAll(options, { dir, log: options.log, stoppers, gaveUp });
  } catch (error) {
    await stoppers.stopAll();
    throw error;
  }
}

/** Ends the process when everything has been stopped; what is just coming up gets a while to do so first. */
async function stopAndExit(starting: Promise<Running>, stoppers: Stoppers, code: number): Promise<void> {
  await stoppers.stopAll();
  await Promise.race([starting.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]);
  await stoppers.stopAll();
  process.exit(code);
}

/** Ctrl-C, a closed terminal and an error nobody caught all stop what runs, so that nothing is left behind. A second Ctrl-C does not wait. @returns what stops it for another reason */
function stopWhenTold(starting: () => Promise<Running>, stoppers: Stoppers, log: StartOptions['log']): (code: number) => void {
  let told = false;
  const stop = (code: number) => {
    if (told) process.exit(130);
    told = true;
    log('stopping');
    void stopAndExit(starting(), stoppers, code);
  };
  process.on('SIGINT', () => stop(0)).on('SIGTERM', () => stop(0)).on('SIGHUP', () => stop(0));
  process.on('uncaughtException', (error) => {
    log(`an error that nobody caught: ${error.stack}`);
    stop(1);
  });
  // Whoever read our output may be gone; that is no reason to fall over and leave servers behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return stop;
}

/** `npm start`: starts everything, prints where it is, and runs until it is told to stop. */
export async function start(options: StartOptions): Promise<void> {
  const stoppers = new Stoppers(options.log);
  const stop = stopWhenTold(() => starting, stoppers, options.log);
  const gaveUp = (reason: string) => {
    options.log(reason);
    stop(1);
  };
  const starting = startKnutpunkt(options, { stoppers, gaveUp });
  process.stdout.write(announcement(await starting));
}
