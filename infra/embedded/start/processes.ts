import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@knutpunkt/contracts';
import { endProcess } from '../spawned.js';
import { SERVICES } from './keys.js';
import type { Part } from './part.js';
import { environmentOf, type Installation } from './settings.js';

const AGAIN_MS = 1_000;
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 15_000], ['SIGKILL', 2_000]];

/** Keeps one service running as a process of its own: one that dies is started again after a second. */
class Kept {
  private child: ChildProcess | undefined;
  private stopping = false;

  constructor(private readonly service: ServiceName, private readonly installation: Installation, private readonly log: (line: string) => void) {}

  async run(): Promise<void> {
    while (!this.stopping) {
      this.child = spawn(process.execPath, [`services/${this.service}/dist/main.js`], {
        cwd: this.installation.root, detached: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environmentOf(this.installation, this.service) },
      });
      const [code, signal] = await once(this.child, 'exit');
      if (this.stopping) return;
      this.log(`${this.service} ended (${signal ?? code}); it is started again`);
      await delay(AGAIN_MS);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child?.pid && this.child.exitCode === null) await endProcess(this.child.pid, STOP);
  }
}

/** Starts each service as a process of its own, in a process group of its own (Ctrl-C reaches the starter alone, which stops them in order). */
export async function startProcesses(installation: Installation, { log, stoppers }: Part): Promise<void> {
  for (const service of SERVICES) {
    const kept = new Kept(service, installation, log);
    stoppers.add(service, () => kept.stop());
    kept.run().catch((error: Error) => log(`${service} cannot be started: ${error.message}`));
  }
}
