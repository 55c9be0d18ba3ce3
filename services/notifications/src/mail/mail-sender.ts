import { setTimeout as after } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { Freshness } from '@knutpunkt/access';
import { Db, type Tx } from '@knutpunkt/persistence';
import { Kit, type Log } from '@knutpunkt/service-kit';
import { MailSettings } from '../mail-settings.js';
import { Bell, crashAt } from '@knutpunkt/messaging';
import { claim, type ClaimedLetter } from './claim.js';
import { Post, type Posted } from './post.js';
import { tellReached, tellUnreached } from '../telling/unreached.js';
import { markRefused, markRejected, markSent, release, renew } from './settle.js';

const consumer = 'mails';
/** So many mails at once: a thousand invitations leave in less than half a minute, and of the eight connections for work two are left to tell what else happens. */
const width = 6;
const poll = 1_000;
const shortestPause = 500;
const longestPause = 30_000;
const farewell = 5_000;

/**
 * Sends what is queued, a few at a time: claimed in one transaction, sent in none, marked in another. While a mail is being sent its lease is renewed; when this
 * process dies the lease runs out, and whoever is there sends the same mail with the same Message-ID.
 */
@Injectable()
export class MailSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly post: Post;
  private readonly log: Log;
  private readonly bell = new Bell();
  private readonly sending = new Map<ClaimedLetter, Promise<void>>();
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();
  private soon: ReturnType<typeof setTimeout> | undefined;
  private renewing: ReturnType<typeof setInterval> | undefined;
  private pause = shortestPause;
  private pausedUntil = 0;

  constructor(private readonly db: Db, private readonly freshness: Freshness, private readonly kit: Kit, private readonly settings: MailSettings, @Inject('NATS') private readonly nats: NatsConnection) {
    this.log = kit.log;
    this.post = new Post(settings.smtpUrl, settings.mailFrom);
  }

  onApplicationBootstrap(): void {
    this.working = this.work();
    this.renewing = setInterval(() => void this.renewLeases(), this.settings.leaseMs / 3);
  }

  /** Takes on nothing more and waits five seconds for what is being sent; what is then still under way is taken over when its lease ends. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.soon);
    this.bell.ring();
    await this.working;
    await Promise.race([Promise.all(this.sending.values()), after(farewell, undefined, { ref: false })]);
    clearInterval(this.renewing);
    this.post.close();
  }

  /** Something has been queued that is due in so many milliseconds. What comes meanwhile needs no ring of its own: the queue is looked at once, not once for each. */
  ring(dueInMs: number): void {
    if (dueInMs === 0) return this.bell.ring();
    this.soon ??= setTimeout(() => { this.soon = undefined; this.bell.ring(); }, dueInMs);
  }

  private async work(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const room = width - this.sending.size;
      const claimed = room > 0 && Date.now() >= this.pausedUntil ? await this.next(room) : [];
      claimed.forEach((letter) => this.begin(letter));
      if (claimed.length === 0) await this.bell.sleep(poll);
    }
  }

  private begin(claimed: ClaimedLetter): void {
    const done = this.sendAndMark(claimed).finally(() => { this.sending.delete(claimed); this.bell.ring(); });
    this.sending.set(claimed, done);
  }

  private async next(most: number): Promise<ClaimedLetter[]> {
    const terms = { sending: this.rowsBeingSent(), individualToo: this.freshness.staleness() === null, leaseMs: this.settings.leaseMs, digestMs: this.settings.digestMs };
    try {
      return await this.db.work(consumer, async (tx) => {
        const { letters, lost } = await claim(tx, this.settings, { ...terms, most });
        await tellUnreached(tx, this.nats, lost);
        return letters;
      });
    } catch (error) {
      this.log.warn({ error }, 'mails cannot be claimed');
      return [];
    }
  }

  private async sendAndMark(claimed: ClaimedLetter): Promise<void> {
    const started = performance.now();
    const posted = await this.post.send(claimed);
    if (posted.end === 'sent') crashAt('after-mail-before-mark');
    this.kit.observed(`mail.${posted.end}`, posted.reply, performance.now() - started);
    this.pauseAfter(posted);
    if (posted.end !== 'sent') this.log.warn({ kind: posted.end, reason: posted.reason, mail: claimed.letterId, attempts: claimed.attempt }, 'a mail was not taken over');
    await this.insist((tx) => this.mark(tx, claimed, posted));
  }

  /** How it ended is told, in the same transaction, to those who lead the meetings that it was about. */
  private async mark(tx: Tx, { rows, attempt }: ClaimedLetter, posted: Posted): Promise<unknown> {
    if (posted.end === 'away') return release(tx, rows);
    if (posted.end === 'sent') return tellReached(tx, this.nats, await markSent(tx, rows));
    return tellUnreached(tx, this.nats, posted.end === 'rejected' ? await markRejected(tx, rows, posted.reason) : await markRefused(tx, rows, { attempt, reason: posted.reason }));
  }

  /** What was sent must be marked as sent: the database is asked until it takes it, or until we are told to stop. */
  private async insist(mark: (tx: Tx) => Promise<unknown>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        return void (await this.db.work(consumer, mark));
      } catch (error) {
        this.log.error({ error }, 'a mail cannot be marked');
        await after(poll, undefined, { ref: false });
      }
    }
    await this.db.work(consumer, mark).catch((error: unknown) => this.log.error({ error }, 'a mail is left unmarked'));
  }

  private pauseAfter({ end }: Posted): void {
    if (end !== 'away') this.pause = shortestPause;
    else if (Date.now() >= this.pausedUntil) {
      this.pausedUntil = Date.now() + this.pause;
      this.pause = Math.min(longestPause, this.pause * 2);
    }
  }

  private readonly rowsBeingSent = (): string[] => [...this.sending.keys()].flatMap((claimed) => claimed.rows);

  private async renewLeases(): Promise<void> {
    const rows = this.rowsBeingSent();
    if (rows.length === 0) return;
    await this.db.work(consumer, (tx) => renew(tx, rows, this.settings.leaseMs)).catch((error: unknown) => this.log.warn({ error }, 'a lease cannot be renewed'));
  }
}
