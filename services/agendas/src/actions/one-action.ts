import { NotFound, Problem, type ActionView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { actionOf } from './action-rows.js';
import { actionViews } from './action-view.js';

/** One action as the actor sees it. Throws NotFound for hidden and absent alike. */
export async function oneAction(tx: ActorTx, actionId: string, now: Date): Promise<ActionView> {
  const row = await actionOf(tx, actionId);
  if (!row) throw new Problem(NotFound);
  const [view] = await actionViews(tx, [row], { actor: tx.actor, now });
  return view!;
}
