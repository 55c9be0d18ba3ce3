import { v7 } from 'uuid';
import type { ActorFact, EventType, ItemFacts } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';
import { aboutOf, told, type StoredAudience } from '../agenda/facts.js';
import { isOnAgenda, type ItemState } from './item.js';

export interface Telling {
  readonly event: EventType;
  readonly agenda: AgendaRow;
  readonly itemId: string;
  readonly actor: ActorFact;
  readonly now: Date;
  readonly data?: Record<string, unknown>;
}

interface Told { readonly facts: number; readonly state: ItemState; readonly named: { proposer_id: string | null; presenter_id: string | null } | null; readonly audiences: StoredAudience[] | null; readonly leaders: string[] | null; readonly whole: 'content' | 'shell' | null }

/** Everything that an item's event says, in one round trip: items are written often. */
const telling = `
  with told as (update items set facts = facts + 1 where id = $1 returning facts, state)
  select facts, state, (select to_jsonb(n) from named_in_item($1) n) as named, (select jsonb_agg(a) from audiences_of_item($1) a) as audiences, (select array_agg(l.person_id) from leaders_of($2) l) as leaders,
         (select r.level from item_audiences r where r.item_id = $1 and r.audience_id = r.agenda_id) as whole
    from told`;

/** Tells what happened to an item that this transaction has locked or made: to its readers as content, to those who may know of it as shell. */
export async function tellItem(tx: Tx, outbox: Outbox, { event, agenda, itemId, actor, now, data }: Telling): Promise<void> {
  const [row] = await tx.query<Told>(telling, [itemId, agenda.id]);
  await outbox.publish(tx, event, { aggregateId: itemId, aggregateVersion: row!.facts, actor, data: { ...data, item: itemFacts(agenda, itemId, row!) }, now });
}

function itemFacts(agenda: AgendaRow, id: string, row: Told): ItemFacts {
  return { ...aboutOf(agenda), id, state: row.state, reach: row.whole === 'content' ? 'all' : row.whole === 'shell' ? 'marked' : 'hidden', proposerId: row.named?.proposer_id ?? null, presenterId: row.named?.presenter_id ?? null, leaders: row.leaders ?? [], audiences: told(audiencesNow(row)) };
}

/** What is not on the agenda is for its readers and those who lead: the others would notice a proposal, and that it was declined, which they are never shown. */
function audiencesNow({ audiences, leaders, state, whole }: Told): StoredAudience[] {
  const all = audiences ?? [];
  if (isOnAgenda(state) || whole !== 'shell') return all;
  const content = all.filter((a) => a.level === 'content');
  const unread = (leaders ?? []).filter((id) => !content.some((a) => a.audience_id === id));
  return [...content, ...unread.map((id) => ({ audience_id: id, kind: 'person' as const, level: 'shell' as const, valid_from: new Date(0), valid_to: null }))];
}

/** A new id for an item, action or row beside them. */
export const newId = (): string => v7();
