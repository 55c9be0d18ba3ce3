import type { Tx } from '@knutpunkt/persistence';
import type { Readers } from './item-rows.js';

/** The authorities at two tables of a group; null for somebody whom the directory's copy does not know yet. */
export interface Tables {
  readonly earlier: readonly (string | null)[];
  readonly next: readonly (string | null)[];
}

/** Who reads an item at the next table: those it was for. What was for all stays with the earlier table's authorities when others come; these see that it is there. */
export function inherited(readers: Readers, { earlier, next }: Tables): Readers {
  const known = earlier.filter((id) => id !== null);
  return readers.authorities !== null || next.every((id) => id !== null && known.includes(id)) ? readers : { reach: 'marked', authorities: known };
}

/** Whether nobody who leads the next meeting could do anything with it. What was marked before is known to those who lead without being read, and goes on so. */
export const isLost = (before: Readers, next: Readers, leaders: readonly { readonly authority_id: string }[]): boolean =>
  before.reach !== 'marked' && next.authorities !== null && !leaders.some((l) => next.authorities!.includes(l.authority_id));

/** The authorities that take part in a meeting, one time each: those that its participants worked at then, where it has begun. */
export async function tableOf(tx: Tx, agendaId: string): Promise<(string | null)[]> {
  const rows = await tx.query<{ authority_id: string | null }>(
    'select distinct coalesce(t.authority_id, p.authority_id, f.authority_id) as authority_id from participants t left join people p on p.id = t.person_id left join functions f on f.id = t.function_id where t.agenda_id = $1', [agendaId]);
  return rows.map((row) => row.authority_id);
}

/** Gives an item of an agenda these readers in the place of those that it had. */
export async function giveReaders(tx: Tx, { itemId, agendaId }: { itemId: string; agendaId: string }, { reach, authorities }: Readers): Promise<void> {
  await tx.query('delete from item_audiences where item_id = $1', [itemId]);
  await tx.query(
    `insert into item_audiences (item_id, agenda_id, audience_id, level) select $1::uuid, $2::uuid, $2::uuid, case $3::text when 'all' then 'content' else 'shell' end where $3 in ('all', 'marked')
     union select $1, $2, a, 'content' from unnest($4::uuid[]) a`, [itemId, agendaId, reach, authorities ?? []]);
}

/** Keeps what came from earlier tables, and that nobody here has addressed, from authorities that have joined since. */
export async function keepFromNewcomers(tx: Tx, agendaId: string): Promise<void> {
  const items = await tx.query<{ id: string; from_id: string }>('select id, carried_from_agenda as from_id from items where agenda_id = $1 and inherits order by rank, id for update', [agendaId]);
  for (const { id, from_id } of items) {
    const readers = inherited({ reach: 'all', authorities: null }, { earlier: await tableOf(tx, from_id), next: await tableOf(tx, agendaId) });
    if (readers.authorities === null) continue;
    await giveReaders(tx, { itemId: id, agendaId }, readers);
    await tx.query('update items set inherits = false where id = $1', [id]);
  }
}
