import { ItemCarried } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { leadersOf, worker } from '../agenda/facts.js';
import { holdBack, letGo } from './hold-back.js';
import { giveReaders, inherited, isLost, tableOf } from './inherit.js';
import { readersOf, type Readers } from './item-rows.js';
import { newId, tellItem } from './tell-item.js';

interface Open { readonly item_id: string; readonly from_id: string; readonly to_id: string; readonly state: 'proposed' | 'taken-up' }

/**
 * What a closed meeting of the group left open, each with the group's next open meeting after it. Open is what was put off, and what was neither noted, decided nor given to
 * anybody; a standing item stands there anyway unless it was put off.
 */
const openItems = `
  select i.id as item_id, g.id as from_id, next.id as to_id, case i.state when 'proposed' then 'proposed' else 'taken-up' end as state
    from agendas g join items i on i.agenda_id = g.id
    cross join lateral (select t.id from agendas t where t.group_id = g.group_id and t.status = 'open' and t.starts_at > g.starts_at order by t.starts_at, t.id limit 1) next
   where g.group_id = $1 and g.group_level = 'GENERAL' and g.status in ('locked', 'cancelled')
     and (i.state = 'postponed' or (i.state in ('taken-up', 'proposed') and not i.standing
       and not exists (select from item_notes n where n.item_id = i.id and n.text <> '') and not exists (select from outcomes o where o.item_id = i.id) and not exists (select from actions a where a.item_id = i.id)))
     and not exists (select from items c where c.carried_from = i.id)
   order by g.starts_at, i.rank, i.id`;

/** Carries the group's open items to its next meeting, each once, to those it was for; what nobody who leads that meeting may read waits where it is. */
export async function carry(tx: Tx, outbox: Outbox, groupId: string, now: Date): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('carry ' || $1, 0))", [groupId]);
  for (const open of await tx.query<Open>(openItems, [groupId])) await carryOrHold(tx, outbox, open, now);
}

async function carryOrHold(tx: Tx, outbox: Outbox, open: Open, now: Date): Promise<void> {
  const { item_id: itemId, from_id: fromId, to_id: nextId } = open;
  // Closed a moment ago: that closing carries on from there.
  const [agenda] = await tx.query<AgendaRow>("select * from agendas where id = $1 and status = 'open' for share", [nextId]);
  if (!agenda) return;
  const before = (await readersOf(tx, [itemId])).get(itemId) ?? { reach: 'hidden', authorities: [] };
  const readers = inherited(before, { earlier: await tableOf(tx, fromId), next: await tableOf(tx, nextId) });
  const waiting = { itemId, fromId, nextId, now };
  if (isLost(before, readers, await leadersOf(tx, nextId))) return holdBack(tx, outbox, waiting);
  await carryOne(tx, outbox, open, { agenda, readers, now });
  await letGo(tx, outbox, waiting);
}

async function carryOne(tx: Tx, outbox: Outbox, { item_id, from_id, to_id, state }: Open, { agenda, readers, now }: { agenda: AgendaRow; readers: Readers; now: Date }): Promise<void> {
  const id = newId();
  await tx.query(
    `insert into items (id, agenda_id, state, rank, carried_from, carried_from_agenda, inherits)
     select $1, $2, $3, coalesce((select max(rank) from items where agenda_id = $2), 0) + 1, $4, $5, $6`, [id, to_id, state, item_id, from_id, readers.reach === 'all']);
  await tx.query(
    `insert into item_contents (item_id, title, background, type, minutes, presenter_id, proposer_id, standard, template)
     select $1, title, background, type, minutes, presenter_id, proposer_id, standard, template from item_contents where item_id = $2`, [id, item_id]);
  await giveReaders(tx, { itemId: id, agendaId: to_id }, readers);
  await tellItem(tx, outbox, { event: ItemCarried, agenda, itemId: id, actor: worker, now, data: { fromMeetingId: from_id } });
  await auditWork(tx, 'carry', { action: 'item.carried', objectId: id, details: { from: item_id } });
}
