import type { ServerResponse } from 'node:http';
import { type LiveEvents, type Output, type ProblemBody } from '@knutpunkt/contracts';

export type News = Output<typeof LiveEvents>;
type Told = { readonly body: News } | { readonly problem: ProblemBody } | null;

/** How a stream asks what is new after a place in what the person is told; null when the session has ended. */
export type AskNews = (after: string | null) => Promise<Told>;

const heartbeat = 25_000;
const again = 2_000;
const tooSlow = 256 * 1_024;

/** One browser's live stream. A bell carries no content: each time it rings, the service that owns the news is asked in the person's own name. */
export class LiveStream {
  private readonly beat: NodeJS.Timeout;
  private retry?: NodeJS.Timeout;
  private asking = false;
  private rung = false;
  private after: string;

  constructor(private readonly out: ServerResponse, private readonly ask: AskNews, first: News) {
    this.after = first.latest;
    this.beat = setInterval(() => this.beaten(), heartbeat);
    out.once('close', () => this.stop());
    out.write('retry: 3000\n\n');
    this.tell(first);
  }

  get ended(): boolean {
    return this.out.writableEnded || this.out.destroyed;
  }

  /** Asks what is new. Bells that ring meanwhile are one more question, not many. */
  async ring(): Promise<void> {
    this.rung = true;
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.rung && !this.ended) {
        this.rung = false;
        await this.askOnce();
      }
    } finally {
      this.asking = false;
    }
  }

  end(): void {
    this.stop();
    if (!this.ended) this.out.end();
  }

  private beaten(): void {
    if (!this.ended) this.out.write(': \n\n');
    void this.ring();
  }

  private async askOnce(): Promise<void> {
    const told = await this.ask(this.after).catch(() => ({ problem: { type: '', title: '', status: 503 } }));
    if (told === null || ('problem' in told && (told.problem.status === 401 || told.problem.status === 403))) return this.end();
    if ('problem' in told) return this.later();
    this.tell(told.body);
  }

  /** What could not be answered is asked again: the place in the sequence has not moved, so nothing is missed. */
  private later(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.ring(), again);
  }

  private tell({ latest, resync, events }: News): void {
    if (this.ended) return;
    if (resync) this.out.write(`id: ${latest}\nevent: resync\ndata: {}\n\n`);
    for (const { place, type, id } of events) this.out.write(`id: ${place}\nevent: ${type}\ndata: ${JSON.stringify({ type, id })}\n\n`);
    this.after = latest;
    // One who does not read would never let it end.
    if (this.out.writableLength > tooSlow) this.out.destroy();
  }

  private stop(): void {
    clearInterval(this.beat);
    clearTimeout(this.retry);
  }
}
