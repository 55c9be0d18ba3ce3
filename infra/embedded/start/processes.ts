import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@knutpunkt/contracts';
import { freePort } from '../free-port.js';
import { endProcess } from '../spawned.js';
import { allOf } from './all-of.js';
import { SERVICES } from './keys.js';
import type { Part } from './part.js';
import { environmentOf, type Installation } from './settings.js';

const AGAIN_MS = 1_000;
const POLL_MS = 100;
const READY_MS = 60_000;
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 15_000], ['SIGKILL', 2_000]];

/** Keeps one service running as a process of its own: one that dies is started again after a second. */
class Kept {
  private child: ChildProcess | undefined;
  private stopping = false;

  constructor(private readonly service: ServiceName, private readonly environment: Record<string, string>, private readonly part: { root: string; log(line: string): void }) {}

  async run(): Promise<void> {
    while (!this.stopping) {
      this.child = spawn(process.execPath, [`services/${this.service}/dist/main.js`], {
        cwd: this.part.root, detached: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...this.environment },
      });
      const [code, signal] = await once(this.child, 'exit');
      if (this.stopping) return;
      this.part.log(`${this.service} ended (${signal ?? code}); it is started again`);
      await delay(AGAIN_MS);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child?.pid && this.child.exitCode === null) await endProcess(this.child.pid, STOP);
  }
}

async function untilReady(service: ServiceName, opsPort: number): Promise<void> {
  const deadline = Date.now() + READY_MS;
  const ready = () => fetch(`http://127.0.0.1:${opsPort}/health/ready`).then((answer) => answer.ok, () => false);
  while (!(await ready())) {
    if (Date.now() > deadline) throw new Error(`${service} is not ready after ${READY_MS / 1000} s`);
    await delay(POLL_MS);
  }
}

async function startOne(service: ServiceName, installation: Installation, { log, stoppers }: Part): Promise<void> {
  const opsPort = await freePort();
  const kept = new Kept(service, { ...environmentOf(installation, service), OPS_PORT: String(opsPort) }, { root: installation.root, log });
  stoppers.add(service, () => kept.stop(), service === 'gateway' ? 'gateway' : 'services');
  kept.run().catch((error: Error) => log(`${service} cannot be started: ${error.message}`));
  await untilReady(service, opsPort);
}

/** Starts each service as a process of its own, in a process group of its own (Ctrl-C reaches the starter alone, which stops the gateway first). Returns when they are ready. */
export async function startProcesses(installation: Installation, part: Part): Promise<void> {
  await allOf(SERVICES.filter((service) => service !== 'gateway').map((service) => startOne(service, installation, part)));
  await startOne('gateway', installation, part);
}
