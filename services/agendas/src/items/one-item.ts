import { NotFound, Problem, type ItemView } from '@knutpunkt/contracts';
import { decide, namesOf, present } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { actionColumns, type ActionRow } from '../actions/action-rows.js';
import { actionViews } from '../actions/action-view.js';
import { resourceOf, type AgendaRow } from '../agenda/agenda.js';
import { addressedTo } from '../agenda/unlisted.js';
import { isOnAgenda } from './item.js';
import { isRead, itemOf, readersOf, type ItemRow } from './item-rows.js';
import { isShown, itemView } from './item-view.js';

/** One item as the actor sees it in the whole agenda, with its number there. Throws NotFound for hidden and absent alike. */
export async function oneItem(tx: ActorTx, agenda: AgendaRow, itemId: string, now: Date): Promise<ItemView> {
  const leads = decide(tx.actor, 'agenda.lead', resourceOf(agenda));
  const row = await itemOf(tx, agenda.id, itemId);
  if (!row || !isShown(row, leads)) throw new Problem(NotFound);
  const readers = (await readersOf(tx, [itemId])).get(itemId) ?? null;
  const given = await tx.query<ActionRow>(`select ${actionColumns} from actions c where c.item_id = $1 order by c.due, c.id`, [itemId]);
  const people = isRead(row) ? [row.presenter_id, row.proposer_id, row.notes?.by_person_id] : [];
  const names = await namesOf(tx, { people: present(people), authorities: present(readers?.authorities ?? []) });
  const item = { row, readers, actions: await actionViews(tx, given, { actor: tx.actor, now }) };
  return itemView(agenda.list_hidden && !leads ? addressedTo(item, [agenda.owner_authority_id, tx.actor.authorityId]) : item, await numberOf(tx, row), { agenda, names, leads, actor: tx.actor });
}

/** Its § among the items that the actor sees: row-level security leaves out the others. */
async function numberOf(tx: ActorTx, row: ItemRow): Promise<number | null> {
  if (!isOnAgenda(row.state)) return null;
  const [place] = await tx.query<{ n: number }>("select count(*)::int as n from items where agenda_id = $1 and state in ('taken-up', 'treated', 'postponed') and (rank, id) <= ($2, $3)", [row.agenda_id, row.rank, row.id]);
  return place!.n;
}
