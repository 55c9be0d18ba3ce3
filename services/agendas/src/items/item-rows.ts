import type { ItemView } from '@knutpunkt/contracts';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import type { ItemState } from './item.js';

export interface ItemShell { readonly id: string; readonly agenda_id: string; readonly state: ItemState; readonly rank: string; readonly standing: boolean; readonly version: number; readonly carried_from_agenda: string | null; readonly waits_for: string | null }

export interface ItemContent {
  readonly title: string; readonly background: string; readonly type: NonNullable<ItemView['content']>['type']; readonly minutes: number | null;
  readonly presenter_id: string | null; readonly proposer_id: string | null; readonly standard: NonNullable<ItemView['content']>['standard']; readonly decline_reason: string | null;
  readonly template: string | null; readonly content_version: number; readonly carried_starts_at: Date | null;
  readonly notes: NotesRow | null; readonly outcomes: readonly OutcomeRow[];
}

/** Rows as the database makes them into JSON: times are texts. */
export interface NotesRow { readonly text: string; readonly version: number; readonly at: string; readonly by_person_id: string; readonly correction: string | null }
export interface OutcomeRow { readonly id: string; readonly kind: 'information' | 'decision'; readonly text: string; readonly by_whom: string; readonly version: number }

/** An item as much as the actor may see: its shell, and its content where it reaches him. */
export type ItemRow = ItemShell & (ItemContent | { readonly title: null; readonly content_version: null });
/** An item that the actor reads. */
export type ReadItem = ItemShell & ItemContent;

const rows = `
  select i.*, c.title, c.background, c.type, c.minutes, c.presenter_id, c.proposer_id, c.standard, c.decline_reason, c.template, c.version as content_version,
         (select starts_at from agendas f where f.id = i.carried_from_agenda) as carried_starts_at,
         (select to_jsonb(n) from item_notes n where n.item_id = i.id) as notes,
         coalesce((select jsonb_agg(to_jsonb(o) order by o.id) from outcomes o where o.item_id = i.id), '[]') as outcomes
    from items i left join item_contents c on c.item_id = i.id`;

/** The items of an agenda that the actor sees, in their order. */
export const itemsOf = (tx: ActorTx, agendaId: string): Promise<ItemRow[]> => tx.query<ItemRow>(`${rows} where i.agenda_id = $1 order by i.rank, i.id`, [agendaId]);

/** One of them; undefined for hidden and absent alike. */
export async function itemOf(tx: ActorTx, agendaId: string, itemId: string): Promise<ItemRow | undefined> {
  const [row] = await tx.query<ItemRow>(`${rows} where i.agenda_id = $1 and i.id = $2`, [agendaId, itemId]);
  return row;
}

/** Whether the actor reads it, and does not only know of it. */
export const isRead = (row: ItemRow): row is ReadItem => row.title !== null;

/** What a viewer calls an item's version: shell and content apart, and nothing at all for who may only know that there is something. */
export const itemVersion = (row: ItemRow, leads: boolean): string => (row.content_version !== null ? `s${row.version}.c${row.content_version}` : leads ? `s${row.version}` : 'm');

export const notesVersion = (notes: Pick<NotesRow, 'version'> | null): string => `n${notes?.version ?? 0}`;

export interface Readers { readonly reach: ItemView['reach']; readonly authorities: readonly string[] | null }

/** Readers of items: the authorities that each is addressed to, or null for all participants. Only of items that the actor reads; the service itself is told of all. */
export async function readersOf(tx: Tx, itemIds: readonly string[]): Promise<Map<string, Readers>> {
  const found = await tx.query<{ item_id: string; agenda_id: string; audience_id: string; level: 'shell' | 'content' }>('select * from readers_of($1)', [itemIds]);
  const readers = (id: string): Readers => {
    const own = found.filter((f) => f.item_id === id);
    const whole = own.find((f) => f.audience_id === f.agenda_id);
    if (whole?.level === 'content') return { reach: 'all', authorities: null };
    return { reach: whole ? 'marked' : 'hidden', authorities: own.filter((f) => f !== whole).map((f) => f.audience_id).sort() };
  };
  return new Map([...new Set(found.map((f) => f.item_id))].map((id) => [id, readers(id)]));
}
