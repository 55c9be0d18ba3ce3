import { ReviewChanged, SeatAttested, type ActorFact, type EventData } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import { factOf } from '../tell.js';
import type { SeatRow } from './seat-rows.js';

/** A review as its events tell it. */
export interface ToldReview {
  readonly id: string;
  readonly version: number;
  readonly organisationId: string;
  readonly lastDay: string;
}

interface By { readonly what: EventData<typeof ReviewChanged>['what']; readonly actor: ActorFact; readonly now: Date }

/** Tells how far a review has come, to those who administer its organisation now. */
export async function tellReview(tx: Tx, outbox: Outbox, { id, version, organisationId, lastDay }: ToldReview, { what, actor, now }: By): Promise<void> {
  const people = await tx.query<{ id: string }>("select id from people where organisation_id = $1 and 'administrator' = any(roles) and status = 'active' order by id", [organisationId]);
  await outbox.publish(tx, ReviewChanged, { aggregateId: id, aggregateVersion: version, actor, now, data: { id, organisationId, what, lastDay, administrators: people.map((one) => one.id) } });
}

/** Tells that somebody has decided of a seat, and not what. */
export async function tellSeat(tx: ActorTx, outbox: Outbox, { id, version, requiredLevel }: SeatRow, { reviewId, now }: { reviewId: string; now: Date }): Promise<void> {
  await outbox.publish(tx, SeatAttested, { aggregateId: id, aggregateVersion: version, actor: factOf(tx), now, data: { id, reviewId, organisationId: tx.actor.organisationId, requiredAssuranceLevel: requiredLevel } });
}
