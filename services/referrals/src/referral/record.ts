import { v7 } from 'uuid';
import type { EventType, TimelineEntry } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import { columns, type ReferralRow, type SideRow } from '../reading/referral-rows.js';
import { actorFact, factsOf, hub } from './facts.js';

/** What a step adds to the timeline, and the text that it was given with. `field` is the input's name for it. */
export interface Happened {
  readonly what: TimelineEntry['what'];
  readonly text?: { readonly field: string; readonly kind: 'question' | 'answer' | 'comment' | 'reason' | 'feedback'; readonly body: string };
  readonly toFunctionId?: string;
  /** The receiver's side that reads of it with the sender; the present one unless told otherwise. Null: every receiver. */
  readonly readBy?: string | null;
}

interface Recording { readonly referral: ReferralRow; readonly side: SideRow; readonly happened: Happened; readonly now: Date }

/** Writes a step of somebody's into the timeline, with its text where it has one; an empty text is none. */
export async function record(tx: ActorTx, { referral, side, happened, now }: Recording): Promise<void> {
  const { text, what, toFunctionId = null } = happened;
  const readBy = happened.readBy === undefined ? referral.receiver_side : happened.readBy;
  const textId = text?.body ? v7() : null;
  if (textId) {
    await tx.query('insert into referral_texts (id, referral_id, side_id, kind, body, at, by_person_id) values ($1, $2, $3, $4, $5, $6, $7)',
      [textId, referral.id, readBy, text!.kind, text!.body, now, tx.actor.personId]);
  }
  await tx.query('insert into referral_changes (id, referral_id, side_id, at, what, by_side, by_person_id, unit_id, function_id, to_function_id, text_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [v7(), referral.id, readBy, now, what, side.role, tx.actor.personId, side.unit_id, side.function_id, toFunctionId, textId]);
}

/** Writes what the hub did by itself into the timeline. */
export async function recordHub(tx: Tx, { referral, what, now }: { referral: ReferralRow; what: 'delivered' | 'reminded'; now: Date }): Promise<void> {
  await tx.query('insert into referral_changes (id, referral_id, side_id, at, what) values ($1, $2, $3, $4, $5)', [v7(), referral.id, referral.receiver_side, now, what]);
}

interface Tale { readonly referralId: string; readonly event: EventType; readonly now: Date; readonly leaving?: string; readonly data?: Record<string, unknown> }

/** Tells other services, with the facts as they stand in this transaction; a draft is told to nobody. */
export async function tell(tx: ActorTx | Tx, outbox: Outbox, { referralId, event, now, leaving, data }: Tale): Promise<void> {
  await tx.query('update referrals set facts = facts + 1 where id = $1', [referralId]);
  const [row] = await tx.query<ReferralRow>(`select ${columns('r')} from referrals r where r.id = $1`, [referralId]);
  const actor = 'actor' in tx ? actorFact(tx.actor) : hub;
  await outbox.publish(tx, event, { aggregateId: referralId, aggregateVersion: row!.facts, actor, data: { referral: await factsOf(tx, row!, leaving), ...data }, now });
}
