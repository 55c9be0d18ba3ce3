import { v7 } from 'uuid';
import type { ActorFact, EventType, ItemFacts } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { aboutOf, leadersOf, told, type StoredAudience } from '../agenda/facts.js';
import type { ItemState } from './item.js';

export interface Telling {
  readonly event: EventType;
  readonly agenda: AgendaRow;
  readonly itemId: string;
  readonly actor: ActorFact;
  readonly now: Date;
  readonly data?: Record<string, unknown>;
}

/** Tells what happened to an item that this transaction has locked or made: to its readers as content, to those who may know of it as shell. */
export async function tellItem(tx: Tx, outbox: Outbox, { event, agenda, itemId, actor, now, data }: Telling): Promise<void> {
  await tx.query('update items set facts = facts + 1 where id = $1', [itemId]);
  const [row] = await tx.query<{ facts: number; state: ItemState }>('select facts, state from items where id = $1', [itemId]);
  const item = await itemFacts(tx, agenda, { id: itemId, state: row!.state });
  await outbox.publish(tx, event, { aggregateId: itemId, aggregateVersion: row!.facts, actor, data: { ...data, item }, now });
}

async function itemFacts(tx: Tx, agenda: AgendaRow, { id, state }: { id: string; state: ItemState }): Promise<ItemFacts> {
  const [named] = await tx.query<{ proposer_id: string | null; presenter_id: string | null }>('select * from named_in_item($1)', [id]);
  const audiences = told(await tx.query<StoredAudience>('select * from audiences_of_item($1)', [id]));
  const leaders = (await leadersOf(tx, agenda.id)).map((l) => l.person_id);
  return { ...aboutOf(agenda), id, state, reach: reachOf(audiences, agenda), proposerId: named?.proposer_id ?? null, presenterId: named?.presenter_id ?? null, leaders, audiences };
}

/** Marked where somebody may only know of it; otherwise it is for all unless its readers are named one by one. */
function reachOf(audiences: ItemFacts['audiences'], agenda: AgendaRow): ItemFacts['reach'] {
  if (audiences.some((a) => a.level === 'shell')) return 'marked';
  const whole = agenda.group_id ?? agenda.organiser_id;
  return audiences.some((a) => a.audience === whole) || !agenda.group_id ? 'all' : 'hidden';
}

/** A new id for an item, action or row beside them. */
export const newId = (): string => v7();
