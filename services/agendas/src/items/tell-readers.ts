import { ItemChanged } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { worker } from '../agenda/facts.js';
import { tellItem } from './tell-item.js';

/** Tells each item of an agenda anew, when others take part than before: whoever knows of an item elsewhere knows it by the readers that were told last. */
export async function tellReaders(tx: Tx, outbox: Outbox, { agendaId, now }: { agendaId: string; now: Date }): Promise<void> {
  const [agenda] = await tx.query<AgendaRow>('select * from agendas where id = $1', [agendaId]);
  const items = await tx.query<{ id: string }>('select id from items where agenda_id = $1 order by rank, id for update', [agendaId]);
  for (const { id } of items) {
    await tellItem(tx, outbox, { event: ItemChanged, agenda: agenda!, itemId: id, actor: worker, now, data: { what: 'addressed' } });
    await auditWork(tx, 'meetings', { action: 'item.addressed', objectId: id });
  }
}
