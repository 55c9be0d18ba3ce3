import { v7 } from 'uuid';
import type { EventType, TimelineEntry } from '@knutpunkt/contracts';
import { envelopeFor, type Outbox } from '@knutpunkt/messaging';
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

/** How a step is told: its row of the timeline and its event. `leaving` is a side that sees nothing of it from now on. */
export interface Telling extends Happened {
  readonly event: EventType;
  readonly leaving?: string;
  readonly data?: Record<string, unknown>;
}

interface Step {
  /** The request as it is after the step, but for its count of facts. */
  readonly referral: ReferralRow;
  readonly side: SideRow;
  readonly telling: Telling;
  readonly now: Date;
}

/** Writes a step of somebody's in one statement: state, text where there is one, timeline, versions, audit row and event. */
export async function writeStep(tx: ActorTx, step: Step): Promise<void> {
  const { referral, side, telling, now } = step;
  const { event, leaving, data, what } = telling;
  const textId = telling.text?.body ? v7() : null;
  const facts = { ...data, referral: await factsOf(tx, referral, leaving) };
  await tx.query('select write_step($1)', [JSON.stringify({
    referralId: referral.id, state: referral.state, ball: referral.ball, ...timelineRows(tx, step, textId),
    action: `referral.${what}`, details: { side: side.id }, assuranceLevel: tx.actor.assuranceLevel,
    envelope: envelopeFor(event, { aggregateId: referral.id, aggregateVersion: referral.facts + 1, actor: actorFact(tx.actor), data: facts, now }),
  })]);
}

function timelineRows({ actor }: ActorTx, { referral, side, telling, now }: Step, textId: string | null): object {
  const { text, what, toFunctionId = null } = telling;
  const readBy = telling.readBy === undefined ? referral.receiver_side : telling.readBy;
  const common = { referral_id: referral.id, side_id: readBy, at: now, by_person_id: actor.personId };
  return {
    texts: textId ? [{ ...common, id: textId, kind: text!.kind, title: '', body: text!.body }] : [],
    change: { ...common, id: v7(), what, by_side: side.role, unit_id: side.unit_id, function_id: side.function_id, to_function_id: toFunctionId, text_id: textId },
  };
}

interface HubStep { readonly referral: ReferralRow; readonly what: 'delivered' | 'reminded'; readonly event: EventType; readonly now: Date }

/** Writes what the hub did by itself into the timeline, and tells it. */
export async function recordHub(tx: Tx, outbox: Outbox, { referral: { id, receiver_side: sideId }, what, event, now }: HubStep): Promise<void> {
  await tx.query('insert into referral_changes (id, referral_id, side_id, at, what) values ($1, $2, $3, $4, $5)', [v7(), id, sideId, now, what]);
  await tx.query('select touch_sides($1)', [id]);
  await tx.query('update referrals set facts = facts + 1 where id = $1', [id]);
  const [row] = await tx.query<ReferralRow>(`select ${columns('r')} from referrals r where r.id = $1`, [id]);
  await outbox.publish(tx, event, { aggregateId: id, aggregateVersion: row!.facts, actor: hub, data: { referral: await factsOf(tx, row!) }, now });
}
