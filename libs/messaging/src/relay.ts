import { jetstream, jetstreamManager, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { streamOf, type ServiceName } from '@knutpunkt/contracts';
import type { Db, Tx } from '@knutpunkt/persistence';
import { crashAt } from './crash-point.js';
import { faultOf } from './fault.js';
import { Leadership } from './leadership.js';
import type { Log } from './log.js';
import { Loop } from './loop.js';
import { forgetLost } from './lost-messages.js';
import { bellOf, relaysHere } from './outbox.js';
import { deleteOld, markPublished, unpublished, type OutboxRow, type Sent } from './outbox-rows.js';
import { watchLink, type Link } from './link.js';

const poll = 1_000;
const compareEvery = 5_000;
const tidyEvery = 3_600_000;

export interface RelayParts {
  readonly service: ServiceName;
  readonly db: Db;
  readonly nats: NatsConnection;
  readonly log: Log;
}

/** Sends a service's outbox rows to its stream, in order per aggregate, each at least once and within JetStream's duplicate window once; fills a stream that lost something. */
export class OutboxRelay {
  private readonly loop: Loop;
  private readonly leadership: Leadership;
  private readonly js: JetStreamClient;
  private link: Link | undefined;
  private bell: Subscription | undefined;
  private comparedAt = 0;
  private tidiedAt = 0;

  constructor(private readonly parts: RelayParts) {
    this.loop = new Loop(`relay ${parts.service}`, () => this.pass(), parts.log);
    this.leadership = new Leadership(parts.db, `knutpunkt relay ${parts.service}`);
    this.js = jetstream(parts.nats);
  }

  start(): void {
    const { nats, service } = this.parts;
    this.link = watchLink(nats, () => { this.comparedAt = 0; this.loop.ring(); });
    this.bell = nats.subscribe(bellOf(service), { callback: () => this.loop.ring() });
    relaysHere.set(nats, () => this.ring());
    this.loop.start();
  }

  /** Wakes this relay; false where another replica leads, which is to be woken instead. */
  private ring(): boolean {
    if (this.leadership.leads) this.loop.ring();
    return this.leadership.leads;
  }

  /** Sends what is committed until now, as far as NATS is there, and lets another replica lead. */
  async stop(): Promise<void> {
    this.bell?.unsubscribe();
    relaysHere.delete(this.parts.nats);
    await this.loop.stop();
    await this.pass().catch((error: unknown) => this.parts.log.warn({ fault: faultOf(error) }, 'the outbox was not emptied at the end'));
    this.link?.close();
    await this.leadership.release();
  }

  private async pass(): Promise<number> {
    if (!this.link?.up || !(await this.leadership.hold())) return poll;
    if (Date.now() - this.comparedAt > compareEvery) await this.compare();
    await this.sendAll();
    if (Date.now() - this.tidiedAt > tidyEvery) await this.tidy();
    return poll;
  }

  private async compare(): Promise<void> {
    const { db, nats, service, log } = this.parts;
    const manager = await jetstreamManager(nats, { checkAPI: false });
    const info = await manager.streams.info(streamOf(service), { deleted_details: true });
    const lost = await db.relay((tx) => forgetLost(tx, info));
    if (lost > 0) log.warn({ service, lost }, 'the stream had lost messages; they are sent again');
    this.comparedAt = Date.now();
  }

  private async sendAll(): Promise<void> {
    let rows = await this.asked(unpublished);
    while (rows.length > 0 && (await this.leadership.hold())) {
      const { sent, failure } = await this.send(rows);
      crashAt('after-publish-before-mark');
      rows = await this.asked((tx) => (sent.length > 0 ? markPublished(tx, sent) : unpublished(tx)));
      if (failure) throw failure;
    }
  }

  /** One statement in a transaction of its own, its beginning and its end in one message. */
  private asked(ask: (tx: Tx) => Promise<OutboxRow[]>): Promise<OutboxRow[]> {
    return this.parts.db.relay(async (tx) => (await Promise.all([ask(tx), tx.commitAlong()]))[0]);
  }

  /** Aggregates side by side, the rows of one after another: the first that fails holds up only its own. */
  private async send(rows: readonly OutboxRow[]): Promise<{ sent: Sent[]; failure: Error | undefined }> {
    const sent: Sent[] = [];
    const failures: Error[] = [];
    await Promise.all([...byAggregate(rows).values()].map(async (ofOne) => {
      try {
        for (const row of ofOne) sent.push(await this.sendOne(row));
      } catch (error) {
        failures.push(error as Error);
      }
    }));
    return { sent, failure: failures[0] };
  }

  private async sendOne(row: OutboxRow): Promise<Sent> {
    const ack = await this.js.publish(row.subject, row.message, { msgID: row.id, timeout: 5_000 });
    return { id: row.id, streamSeq: ack.seq, duplicate: ack.duplicate };
  }

  private async tidy(): Promise<void> {
    await this.parts.db.relay(deleteOld);
    this.tidiedAt = Date.now();
  }
}

function byAggregate(rows: readonly OutboxRow[]): Map<string, OutboxRow[]> {
  const groups = new Map<string, OutboxRow[]>();
  for (const row of rows) groups.set(row.aggregate_id, [...(groups.get(row.aggregate_id) ?? []), row]);
  return groups;
}
