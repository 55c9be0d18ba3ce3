import { NotFound, Problem, type ItemView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { numbered } from '../agenda/agenda-view.js';
import { load } from '../agenda/load.js';
import { isShown, itemView } from './item-view.js';

/** One item as the actor sees it in the whole agenda, with its number there. Throws NotFound for hidden and absent alike. */
export async function oneItem(tx: ActorTx, agenda: AgendaRow, itemId: string, now: Date): Promise<ItemView> {
  const loaded = await load(tx, agenda, now);
  const item = loaded.items.find(({ row }) => row.id === itemId && isShown(row, loaded.leads));
  if (!item) throw new Problem(NotFound);
  return itemView(item, numbered(loaded).find((n) => n.item === item)?.number ?? null, { ...loaded, actor: tx.actor });
}
