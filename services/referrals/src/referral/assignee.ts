import type { EventType, ReferralClaimed, ReferralReleased } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { audiencesOfSide, type actorFact, type hub } from './facts.js';

/** Gives a side's request back to its common inbox. */
export const release = async (tx: Tx, sideId: string): Promise<void> => void (await tx.query('update sides set assignee_id = null, claimed_at = null, version = version + 1 where id = $1', [sideId]));

interface Tale {
  readonly side: { readonly id: string; readonly referral_id: string };
  readonly event: typeof ReferralClaimed | typeof ReferralReleased;
  readonly actor: ReturnType<typeof actorFact> | typeof hub;
  readonly data: Record<string, unknown>;
  readonly now: Date;
}

/** Tells what only one side may notice. The side is an aggregate of its own, so that the request's order of events does not show it. */
export async function tellSide(tx: Tx, outbox: Outbox, { side, event, actor, data, now }: Tale): Promise<void> {
  const audiences = await audiencesOfSide(tx, side);
  await tx.query('update sides set facts = facts + 1 where id = $1', [side.id]);
  const [row] = await tx.query<{ facts: number }>('select facts from sides where id = $1', [side.id]);
  await outbox.publish(tx, event as EventType, { aggregateId: side.id, aggregateVersion: row!.facts, actor, data: { sideId: side.id, referralId: side.referral_id, audiences, ...data }, now });
}
