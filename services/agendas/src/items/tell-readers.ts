import { ItemChanged } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { worker } from '../agenda/facts.js';
import { tellItem } from './tell-item.js';

interface Item { readonly id: string; readonly agenda_id: string }
interface Why { readonly consumer: string; readonly now: Date }

/** Tells each item of an agenda anew, when others take part than before: whoever knows of an item elsewhere knows it by the readers that were told last. */
export async function tellReaders(tx: Tx, outbox: Outbox, { agendaId, now }: { agendaId: string; now: Date }): Promise<void> {
  await tellAnew(tx, outbox, await tx.query<Item>('select id, agenda_id from items where agenda_id = $1 order by rank, id for update', [agendaId]), { consumer: 'meetings', now });
}

/** What one person's move from an authority to another changes: whom the items of that person's meetings reach that are addressed to either. */
export interface Move { readonly personId: string; readonly authorities: readonly string[]; readonly now: Date }

const ofEither = `
  select i.id, i.agenda_id from items i where i.agenda_id in (select t.agenda_id from participants t where t.person_id = $1)
     and exists (select from item_audiences r where r.item_id = i.id and r.audience_id = any($2))
   order by i.agenda_id, i.rank, i.id for update`;

/** Tells those items anew. */
export async function tellReadersOfMoved(tx: Tx, outbox: Outbox, { personId, authorities, now }: Move): Promise<void> {
  await tellAnew(tx, outbox, await tx.query<Item>(ofEither, [personId, authorities]), { consumer: 'directory', now });
}

async function tellAnew(tx: Tx, outbox: Outbox, items: readonly Item[], { consumer, now }: Why): Promise<void> {
  const agendas = await tx.query<AgendaRow>('select * from agendas where id = any($1)', [[...new Set(items.map((i) => i.agenda_id))]]);
  for (const { id, agenda_id } of items) {
    await tellItem(tx, outbox, { event: ItemChanged, agenda: agendas.find((a) => a.id === agenda_id)!, itemId: id, actor: worker, now, data: { what: 'addressed' } });
    await auditWork(tx, consumer, { action: 'item.addressed', objectId: id });
  }
}
