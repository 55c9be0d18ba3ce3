import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Problem, Unavailable } from '@knutpunkt/contracts';
import type { Paper } from './paper.js';

const patience = 5_000;

interface Waiting { readonly done: (pdf: Uint8Array) => void; readonly failed: (error: Error) => void; readonly timer: NodeJS.Timeout }
interface Printed { readonly id: number; readonly pdf?: Uint8Array; readonly failed?: string }

/** A paper could not be set. */
export class PaperNotSet extends Error {
  override readonly name = 'PaperNotSet';
}

/** Sets papers as PDF in a thread of its own, which is ended when one takes longer than five seconds: no text that somebody typed can hold up the service. */
@Injectable()
export class Press implements OnModuleDestroy {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  /** The paper as PDF/A-2a. Throws Unavailable where the press does not answer in time, PaperNotSet where it cannot set it. */
  print(paper: Paper, made: Date): Promise<Uint8Array> {
    const id = (this.last += 1);
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed, timer: setTimeout(() => void this.stop(), patience) });
      this.running().postMessage({ id, paper: JSON.stringify(paper), made: Math.floor(made.getTime() / 1000) });
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    // The same place from src/papers and from dist/papers.
    const worker = new Worker(new URL('../../press/worker.mjs', import.meta.url), { env: {} });
    worker.on('message', (printed: Printed) => this.settle(printed));
    worker.on('error', () => void this.stop());
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private settle({ id, pdf, failed }: Printed): void {
    const job = this.waiting.get(id);
    if (!job) return;
    clearTimeout(job.timer);
    this.waiting.delete(id);
    if (pdf) job.done(pdf);
    else job.failed(new PaperNotSet(failed));
  }

  /** Ends the thread; whoever waits for it is told to come again, and the next paper starts another. */
  private async stop(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    for (const job of this.waiting.values()) {
      clearTimeout(job.timer);
      job.failed(new Problem(Unavailable, { retryAfter: 2 }));
    }
    this.waiting.clear();
    await worker?.terminate();
  }
}
