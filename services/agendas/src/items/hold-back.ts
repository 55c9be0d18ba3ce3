import { ItemChanged } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { worker } from '../agenda/facts.js';
import { tellItem } from './tell-item.js';

/** An open item of a closed meeting, and the meeting that it would go on to. */
export interface Waiting {
  readonly itemId: string;
  readonly fromId: string;
  readonly nextId: string;
  readonly now: Date;
}

/** The item stays where it is, and those who lead its meeting see that it waits: at the next one nobody who leads could take it up. */
export async function holdBack(tx: Tx, outbox: Outbox, waiting: Waiting): Promise<void> {
  const held = await tx.query('update items set waits_for = $2 where id = $1 and waits_for is distinct from $2 returning id', [waiting.itemId, waiting.nextId]);
  if (held.length) await told(tx, outbox, waiting, 'item.held-back');
}

/** It has gone on, and waits no more. */
export async function letGo(tx: Tx, outbox: Outbox, waiting: Waiting): Promise<void> {
  const held = await tx.query('update items set waits_for = null where id = $1 and waits_for is not null returning id', [waiting.itemId]);
  if (held.length) await told(tx, outbox, waiting, 'item.let-go');
}

/** As something that its readers see anew. */
async function told(tx: Tx, outbox: Outbox, { itemId, fromId, now }: Waiting, action: string): Promise<void> {
  const [agenda] = await tx.query<AgendaRow>('select * from agendas where id = $1', [fromId]);
  await tellItem(tx, outbox, { event: ItemChanged, agenda: agenda!, itemId, actor: worker, now, data: { what: 'addressed' } });
  await auditWork(tx, 'carry', { action, objectId: itemId });
}
