import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ServiceName } from '@knutpunkt/contracts';
import { root } from '../architecture/sources.js';

const again = 200;

export interface Place {
  readonly environment: Record<string, string>;
  readonly opsPort: number;
  readonly logs: string;
}

/** A service as a process of its own, started again whenever it ends: what a supervisor does, and no more. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  private next: Record<string, string> = {};
  private readonly log: WriteStream;
  /** How its processes ended: signals or codes. */
  readonly ends: string[] = [];

  constructor(readonly service: ServiceName, private readonly place: Place) {
    this.log = createWriteStream(join(place.logs, `${service}.log`), { flags: 'a' });
    this.start();
  }

  private start(): void {
    if (this.stopping) return;
    const { environment } = this.place;
    this.child = spawn(process.execPath, [join(root, `services/${this.service}/dist/main.js`)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...environment, ...this.next } });
    this.next = {};
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.pipe(this.log, { end: false });
    this.child.once('exit', (code, signal) => {
      this.ends.push(signal ?? String(code));
      setTimeout(() => this.start(), again);
    });
  }

  /** Ends it without a farewell; it comes back. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** Stops it where it stands, and lets it go on after some milliseconds, as when its machine was busy with something else. */
  freeze(milliseconds: number): void {
    const { child } = this;
    child?.kill('SIGSTOP');
    setTimeout(() => child?.kill('SIGCONT'), milliseconds);
  }

  /** Has it come back as one that ends at a crash point, and then as itself. Resolves when it has ended there; rejects when it has not within `patience` milliseconds. */
  async crashAt(point: string, patience = 30_000): Promise<void> {
    this.next = { KNUTPUNKT_CRASH_AT: point };
    const first = once(this.child!, 'exit');
    this.kill();
    await first;
    const ended = this.ends.length;
    const deadline = Date.now() + patience;
    while (this.ends.length === ended) {
      if (Date.now() > deadline) throw new Error(`${this.service} did not come to ${point}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (this.ends.at(-1) !== 'SIGKILL') throw new Error(`${this.service} ended with ${this.ends.at(-1)} before it came to ${point}`);
  }

  async ready(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.place.opsPort}/health/ready`).then((answer) => answer.ok, () => false);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const last = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(last);
    }
    this.log.end();
  }
}
