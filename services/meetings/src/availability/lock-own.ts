import { NotAllowed, Problem } from '@knutpunkt/contracts';
import type { ActorTx, Tx } from '@knutpunkt/persistence';

/** What somebody says of the own time is changed by one at a time, as from two windows, and not while it is forgotten. */
export const lockTimeOf = (tx: Tx, personId: string): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtextextended('availability ' || $1, 0))", [personId]);

/** The actor's own. Throws NotAllowed for one who has left while it was waited for: nothing would forget what is written then. */
export async function lockOwn(tx: ActorTx): Promise<void> {
  await lockTimeOf(tx, tx.actor.personId);
  const here = await tx.query("select from people where id = me() and status in ('active', 'dormant')");
  if (here.length === 0) throw new Problem(NotAllowed);
}
