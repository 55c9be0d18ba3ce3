import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../free-port.js';
import { endLeftover, endOf, endProcess, untilReady } from '../spawned.js';
import type { Spawned } from '../supervisor.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { readPassword, SUPERUSER } from './initialise.js';

/** What one start of the server needs. */
export type ServerPlan = { place: string; binaries: Binaries; account: Account; durable: boolean };

/** A running server: the superuser's URL without a database name, and its port. */
export type Server = Spawned & { url: string; port: number };

/** SIGINT ends PostgreSQL's sessions and stops it cleanly, SIGQUIT stops it as a crash would. */
const FAST_STOP: [NodeJS.Signals, number][] = [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]];
const RECOVERY_MS = 120_000;
const ATTEMPTS = 3;
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Only the server's own life is logged, no error of a statement: those quote what people wrote. The asking service reports them by code. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC', 'log_timezone=UTC', 'jit=off', 'log_min_messages=log', 'logging_collector=off'];

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function launch(plan: ServerPlan, port: number, log: number): ChildProcess {
  const settings = [...SETTINGS, `port=${port}`, ...(plan.durable ? [] : NOT_DURABLE)].flatMap((setting) => ['-c', setting]);
  const child = spawn(join(plan.binaries.bin, 'postgres'), ['-D', join(plan.place, 'postgres'), ...settings], { ...plan.account, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  child.on('error', () => undefined);
  return child;
}

async function attempt(plan: ServerPlan, port: number): Promise<Server> {
  const file = join(plan.place, 'postgres.log');
  if (existsSync(file)) renameSync(file, `${file}.1`);
  const log = openSync(file, 'w', 0o600);
  const child = launch(plan, port, log);
  const ended = endOf(child);
  closeSync(log);
  const url = `postgres://${SUPERUSER}:${encodeURIComponent(readPassword(plan.place))}@127.0.0.1:${port}`;
  await untilReady(child, { isReady: () => answers(`${url}/postgres`), patience: RECOVERY_MS, lastWords: () => readFileSync(file, 'utf8').slice(-2000) });
  const pid = child.pid!;
  return { url, port, pid, ended, stop: () => endProcess(pid, FAST_STOP) };
}

/** Ends a server that an earlier, killed run left on this cluster, and removes its mark if the system gave its process id to another program. */
export async function endOrphan(place: string): Promise<boolean> {
  const mark = join(place, 'postgres', 'postmaster.pid');
  if (!existsSync(mark)) return false;
  const ended = await endLeftover(Number(readFileSync(mark, 'utf8').split('\n')[0]), 'postgres', FAST_STOP);
  if (!ended) rmSync(mark, { force: true });
  return ended;
}

/** Starts the server on a free port of the loopback address. A port lost in between is tried again with another. */
export async function startServer(plan: ServerPlan): Promise<Server> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt(plan, await freePort());
    } catch (error) {
      const portWasTaken = error instanceof Error && error.message.includes('could not create any TCP/IP sockets');
      if (!portWasTaken || left === 1) throw error;
    }
  }
}

/** Starts the server once more on the port that it had, which its clients know. What is left of the one before is ended first. */
export async function startServerAgain(plan: ServerPlan, port: number): Promise<Server> {
  await endOrphan(plan.place);
  return attempt(plan, port);
}
