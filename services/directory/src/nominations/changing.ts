import { NotAllowed, NotFound, Problem } from '@knutpunkt/contracts';
import type { Action } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { requireVersion } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { requireWaiting } from './nomination.js';
import { mayDo, visibleNomination, type NominationRow } from './nomination-rows.js';

type Asked = { readonly input: { readonly nominationId: string }; readonly ifMatch?: string };

/** The nomination as the actor sees it. Throws NotFound. */
export async function seen(tx: ActorTx, { input }: Asked): Promise<NominationRow> {
  const row = await visibleNomination(tx, input.nominationId);
  if (!row) throw new Problem(NotFound);
  return row;
}

/**
 * The nomination that is about to be changed, and the place and instant of the change, under the lock of all the directory's changes. Throws NotFound, Stale, NotAllowed or WrongState.
 * It is asked before the lock too: nobody makes all others wait for a change that is refused.
 */
export async function changeable(tx: ActorTx, call: Asked, action: Action): Promise<{ row: NominationRow; place: string; taken: Date }> {
  await allowed(tx, call, action);
  const { place, taken } = await nextPlace(tx);
  return { row: await allowed(tx, call, action), place, taken };
}

async function allowed(tx: ActorTx, call: Asked, action: Action): Promise<NominationRow> {
  const row = await seen(tx, call);
  requireVersion(call, String(row.version));
  if (row.awaits && !mayDo(tx.actor, action, row)) throw new Problem(NotAllowed);
  requireWaiting(row);
  return row;
}
