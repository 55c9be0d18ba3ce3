import type { NatsConnection } from '@nats-io/transport-node';
import type * as z from 'zod';
import type { Envelope, EventType, ServiceName } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { envelopeFor, type Fact } from './envelope.js';

/** The core NATS subject that wakes a service's relay. It carries nothing; a lost ring costs a second. */
export const bellOf = (service: ServiceName): string => `bell.${service}`;

/** Wakes the relay of this process, by its connection: false where another replica's is to be woken. */
export const relaysHere = new WeakMap<NatsConnection, () => boolean>();

/** So many rows in one statement, so that none of a file of ten thousand people runs into the time limit of statements. */
const atOnce = 1_000;
const many = 'insert into outbox (envelope) select e.envelope::jsonb from unnest($1::text[]) with ordinality as e(envelope, place) order by e.place';

/** A service's way to tell: a row in the same transaction as the change, relayed after the commit. */
export class Outbox {
  constructor(private readonly service: ServiceName, private readonly nats: NatsConnection) {}

  /**
   * Tells that something happened, if and when the transaction commits. One event per version of an aggregate. Gives what will be sent. Throws, at once and not by a promise, for data that is not of
   * the type or too much: a commit that is asked along with it is not asked then.
   */
  publish<D extends z.ZodObject>(tx: Tx, type: EventType<D>, fact: Fact<D>): Promise<Envelope> {
    const envelope = envelopeFor(type, fact);
    this.ringAfter(tx);
    return tx.query('insert into outbox (envelope) values ($1)', [JSON.stringify(envelope)]).then(() => envelope);
  }

  /** Tells of many aggregates with one statement, in their order. */
  async publishAll<D extends z.ZodObject>(tx: Tx, type: EventType<D>, facts: readonly Fact<D>[]): Promise<void> {
    if (facts.length === 0) return;
    const envelopes = facts.map((fact) => JSON.stringify(envelopeFor(type, fact)));
    for (let from = 0; from < envelopes.length; from += atOnce) await tx.query(many, [envelopes.slice(from, from + atOnce)]);
    this.ringAfter(tx);
  }

  /** Tells the present state once more, with the version that it has: for services that start anew. Those that know it ignore it. */
  async republish<D extends z.ZodObject>(tx: Tx, type: EventType<D>, fact: Fact<D>): Promise<Envelope> {
    const envelope = envelopeFor(type, fact);
    await tx.query('insert into outbox (envelope, again) values ($1, true)', [JSON.stringify(envelope)]);
    this.ringAfter(tx);
    return envelope;
  }

  /** For a hot command whose own SQL function inserts the envelope: wakes the relay after the commit. */
  ringAfter(tx: Tx): void {
    tx.afterCommit(() => this.ring());
  }

  private ring(): void {
    if (relaysHere.get(this.nats)?.()) return;
    if (!this.nats.isClosed() && !this.nats.isDraining()) this.nats.publish(bellOf(this.service));
  }
}
