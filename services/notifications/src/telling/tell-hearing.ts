import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuid } from 'uuid';
import type { EventOf, EventType } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { PlainFacts } from '../mail/queued-mail.js';
import type { Hearing } from './hearing.js';
import { gatherMs, tell } from './tell.js';

export interface Told {
  readonly event: Pick<EventOf<EventType>, 'id' | 'actorkind' | 'actorid' | 'aggregateversion'>;
  readonly matterId: string;
  readonly facts: PlainFacts;
  /** False where the reader may not know who at the other side did it. */
  readonly named: boolean;
}

/** Who did it; null for the hub itself. */
export const actorOf = ({ actorkind, actorid }: Told['event']): string | null => (actorkind === 'person' ? actorid : null);

/** Writes what a fact about an agenda, an action or a request tells, and rings. */
export async function tellHearing(tx: Tx, nats: NatsConnection, { hearing, event, matterId, facts, named }: Told & { hearing: Hearing }): Promise<void> {
  const byPersonId = named ? actorOf(event) : null;
  await tell(tx, nats, {
    inbox: hearing.inbox.map((row) => ({ ...row, id: uuid(), eventId: event.id, matterId, byPersonId, answer: null })),
    mails: hearing.mails.map((row) => ({ ...row, id: uuid(), matterId, version: event.aggregateversion, facts, gatherMs })),
    live: [...hearing.live],
  });
}
