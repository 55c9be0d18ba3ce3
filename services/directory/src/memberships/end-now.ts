import type { Outbox } from '@knutpunkt/messaging';
import { audit, type ActorTx } from '@knutpunkt/persistence';
import { factOf, tell } from '../tell.js';
import { nextPlace } from './add-member.js';

/** A membership that an administrator ends, the place of that change among all, and when it was asked for. */
export interface Ending {
  readonly id: string;
  readonly groupId: string;
  readonly personId: string;
  readonly place: string;
  readonly now: Date;
}

/**
 * Ends a membership at this instant: what the person saw through the group is gone at once, and what a guest was given beside it, from the day on that this one would have ended, never begins.
 * Whether it may be ended was asked before, under the lock of all changes.
 */
export async function endNow(tx: ActorTx, outbox: Outbox, ending: Ending): Promise<void> {
  await endOne(tx, outbox, ending);
  await endFurther(tx, outbox, ending);
}

/** Ends what a guest was given beside a membership, from the day on that it would have ended: it never begins. */
export async function endFurther(tx: ActorTx, outbox: Outbox, ending: Omit<Ending, 'place'>): Promise<void> {
  const further = await tx.query<{ id: string }>('select id from memberships where group_id = $1 and person_id = $2 and id <> $3 and valid_from > now() and valid_to > valid_from', [ending.groupId, ending.personId, ending.id]);
  for (const { id } of further) await endOne(tx, outbox, { ...ending, id, place: (await nextPlace(tx)).place });
}

async function endOne(tx: ActorTx, outbox: Outbox, { id, groupId, personId, place, now }: Ending): Promise<void> {
  await tx.query('update memberships set valid_to = greatest(valid_from, now()), version = version + 1, at = $2 where id = $1', [id, place]);
  await audit(tx, { action: 'membership.end', objectId: id, details: { groupId, personId, before: 'active', after: 'ended' } });
  await tell(tx, outbox, { kind: 'membership', id, actor: factOf(tx), now });
}
