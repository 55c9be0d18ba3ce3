import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ServiceName } from '@knutpunkt/contracts';
import type { CrashPoint } from '@knutpunkt/messaging';
import { eventually } from '@knutpunkt/testing';
import { root } from '../architecture/sources.js';

const again = 200;
/** Megabytes; it needs more. */
const tooLittle = 24;

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
  /** How it is to end, and as what. */
  private wanted: { readonly as: Record<string, string>; readonly how: NodeJS.Signals } | undefined;
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
      // One that could not even start, since its servers were away or the machine was busy, has not come to the end that is wanted.
      if (this.wanted && this.ends.at(-1) !== this.wanted.how) this.next = this.wanted.as;
      setTimeout(() => this.start(), again);
    });
  }

  /** Ends it without a farewell; it comes back. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** Stops it where it stands, as when its machine is busy with something else. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Open files, sockets among them; those that are open stay so. */
  mayOpen(files: number): void {
    if (this.child?.pid) execFileSync('prlimit', ['--pid', String(this.child.pid), `--nofile=${files}:`]);
  }

  /** Stops it as it should be stopped, and has it come back with these variables beside its own, once. Resolves when it is ready. */
  async restartAs(variables: Record<string, string>): Promise<void> {
    this.next = variables;
    const ended = once(this.child!, 'exit');
    this.child!.kill('SIGTERM');
    await ended;
    await eventually(async () => { if (!(await this.ready())) throw new Error(`${this.service} is not ready`); }, 60_000);
  }

  /** Has it come back as one that ends at a crash point, and then as itself. Resolves when it has ended there, which waits for somebody to do what leads there. */
  crashAt(point: CrashPoint): Promise<void> {
    return this.endAs({ KNUTPUNKT_CRASH_AT: point }, 'SIGKILL', 60_000);
  }

  /** Has it come back with too little memory, and then as itself. Resolves when it has ended for the lack of it. */
  squeeze(): Promise<void> {
    return this.endAs({ NODE_OPTIONS: `--max-old-space-size=${tooLittle}` }, 'SIGABRT');
  }

  /** Has it come back with these variables, with which it will end so, if need be more than once; rejects when it has not within `patience` milliseconds. */
  private async endAs(variables: Record<string, string>, how: NodeJS.Signals, patience = 30_000): Promise<void> {
    this.next = variables;
    const first = once(this.child!, 'exit');
    this.kill();
    await first;
    const ended = this.ends.length;
    this.wanted = { as: variables, how };
    const late = (): Error => new Error(`${this.service} did not end as ${JSON.stringify(variables)}, but with ${this.ends.slice(ended).join(', ') || 'nothing'}`);
    await eventually(() => { if (!this.ends.slice(ended).includes(how)) throw late(); }, patience).finally(() => { this.wanted = undefined; });
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
