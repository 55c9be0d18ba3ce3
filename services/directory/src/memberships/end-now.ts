import type { Outbox } from '@knutpunkt/messaging';
import { audit, type ActorTx } from '@knutpunkt/persistence';
import { factOf, tell } from '../tell.js';

/** A membership that an administrator ends, the place of that change among all, and when it was asked for. */
export interface Ending {
  readonly id: string;
  readonly groupId: string;
  readonly personId: string;
  readonly place: string;
  readonly now: Date;
}

/** Ends a membership at this instant: what the person saw through the group is gone at once. Whether it may be ended was asked before, under the lock of all changes. */
export async function endNow(tx: ActorTx, outbox: Outbox, { id, groupId, personId, place, now }: Ending): Promise<void> {
  await tx.query('update memberships set valid_to = greatest(valid_from, now()), version = version + 1, at = $2 where id = $1', [id, place]);
  await audit(tx, { action: 'membership.end', objectId: id, details: { groupId, personId, before: 'active', after: 'ended' } });
  await tell(tx, outbox, { kind: 'membership', id, actor: factOf(tx), now });
}
