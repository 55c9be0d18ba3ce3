import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { claimFolder } from '../folder-claim.js';
import { freePort } from '../free-port.js';
import { endLeftover, endOf, endProcess, untilReady } from '../spawned.js';
import { supervise, type Spawned, type Supervised, type Supervision } from '../supervisor.js';

/**
 * The program; its configuration file (written here, readable by us only, when `config` is given); where JetStream keeps its data;
 * the wished port (0 or none: any). Port, address and store win over what the file says. With `keep` a server that dies is started again,
 * at the same address.
 */
export type NatsServerOptions = { binary: string; configPath: string; config?: string; storeDir: string; port?: number; keep?: Pick<Supervision, 'log' | 'gaveUp'> };

/** A running server. */
export type NatsServer = Supervised & { url: string; port: number };

const ATTEMPTS = 3;
const READY_MS = 60_000;
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 15_000], ['SIGKILL', 2_000]];

/** A nats-server greets every connection with INFO and its options; JetStream is part of it once the streams are recovered. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
    const answer = (ready: boolean) => (socket.destroy(), resolve(ready));
    socket.once('data', (data) => answer(data.toString().startsWith('INFO ')));
    socket.once('error', () => answer(false)).once('timeout', () => answer(false)).once('close', () => resolve(false));
  });
}

function write(options: NatsServerOptions): void {
  mkdirSync(dirname(options.configPath), { recursive: true });
  if (options.config === undefined) return;
  rmSync(options.configPath, { force: true });
  writeFileSync(options.configPath, options.config, { mode: 0o600 });
}

async function launch(options: NatsServerOptions, pidFile: string, port: number): Promise<Spawned & { port: number }> {
  const logFile = join(options.storeDir, 'nats-server.log');
  const log = openSync(logFile, 'w', 0o600);
  const args = ['-c', options.configPath, '-a', '127.0.0.1', '-p', String(port), '-sd', options.storeDir, '-P', pidFile];
  const child = spawn(options.binary, args, { detached: true, stdio: ['ignore', log, log] });
  child.on('error', () => undefined);
  const ended = endOf(child);
  closeSync(log);
  await untilReady(child, { isReady: () => greets(port), patience: READY_MS, lastWords: () => readFileSync(logFile, 'utf8').slice(-2000) });
  const pid = child.pid!;
  return { port, pid, ended, stop: () => endProcess(pid, STOP) };
}

/** A port lost between looking and listening is tried again with another. */
async function launchAtFreePort(options: NatsServerOptions, pidFile: string): Promise<Spawned & { port: number }> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await launch(options, pidFile, await freePort(options.port));
    } catch (error) {
      if (left === 1 || !(error as Error).message.includes('address already in use')) throw error;
    }
  }
}

async function endOrphan(pidFile: string): Promise<void> {
  if (existsSync(pidFile)) await endLeftover(Number(readFileSync(pidFile, 'utf8')), 'nats-server', STOP);
}

async function launchAgain(options: NatsServerOptions, pidFile: string, port: number): Promise<Spawned> {
  await endOrphan(pidFile);
  return launch(options, pidFile, port);
}

/**
 * Starts a nats-server on the loopback address, in a process group of its own (Ctrl-C does not reach it before its clients are done).
 * One that a killed run left on the same store is stopped first.
 * @throws with the server's last words when the configuration is refused, or when another living process uses the store
 */
export async function startNatsServer(options: NatsServerOptions): Promise<NatsServer> {
  const release = claimFolder(options.storeDir);
  const pidFile = join(options.storeDir, 'nats-server.pid');
  try {
    await endOrphan(pidFile);
    write(options);
    const { port, ...server } = await launchAtFreePort(options, pidFile);
    const running = options.keep ? supervise(server, { name: 'NATS', again: () => launchAgain(options, pidFile, port), ...options.keep }) : server;
    return { url: `nats://127.0.0.1:${port}`, port, get pid() { return running.pid; }, stop: () => running.stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}
