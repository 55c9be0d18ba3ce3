import { Bell } from './bell.js';
import { faultOf } from './fault.js';
import type { Log } from './log.js';

const firstRest = 200;
const longestRest = 2_000;

/** Repeats a pass. A pass gives the milliseconds until the next, a ring comes first; a failed pass rests longer each time, and no ring cuts that short. */
export class Loop {
  private readonly bell = new Bell();
  private readonly end = new Bell();
  private running: Promise<void> | undefined;
  private stopping = false;
  private failures = 0;

  constructor(private readonly name: string, private readonly pass: () => Promise<number>, private readonly log: Log) {}

  start(): void {
    this.running ??= this.run();
  }

  ring(): void {
    this.bell.ring();
  }

  /** Resolves when the pass under way is over; no other begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    this.end.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) await this.once();
  }

  private async once(): Promise<void> {
    try {
      const pause = await this.pass();
      this.failures = 0;
      await this.bell.sleep(pause);
    } catch (error) {
      const rest = Math.min(longestRest, firstRest * 2 ** this.failures++);
      this.log.warn({ loop: this.name, fault: faultOf(error), failures: this.failures, rest }, 'a pass failed and is tried again');
      await this.end.sleep(rest);
    }
  }
}
