import type { ItemView, NotesView } from '@knutpunkt/contracts';
import { decide, type Names } from '@knutpunkt/access';
import type { Actor } from '@knutpunkt/persistence';
import { resourceOf, type AgendaRow } from '../agenda/agenda.js';
import type { LoadedItem } from '../agenda/load.js';
import { canBecome, isEditable, isOnAgenda } from './item.js';
import { isRead, itemVersion, notesVersion, type ItemRow, type NotesRow, type ReadItem } from './item-rows.js';

export interface Showing {
  readonly agenda: AgendaRow;
  readonly names: Names;
  readonly leads: boolean;
  /** Null where nobody acts: on paper, or through another's eyes. */
  readonly actor: Actor | null;
}

/** Whether an item is shown at all: what is not on the agenda is for its readers and for those who lead, who can take it up unread. */
export const isShown = (row: ItemRow, leads: boolean): boolean => isRead(row) || leads || isOnAgenda(row.state);

/** An item with its number in the viewer's own numbering. */
export function itemView({ row, readers, actions }: LoadedItem, number: number | null, showing: Showing): ItemView {
  const may = mayOf(row, showing);
  return {
    id: row.id, version: itemVersion(row, showing.leads), state: isRead(row) || showing.leads ? row.state : 'taken-up', number, reach: (isRead(row) && readers?.reach) || 'marked',
    content: isRead(row) ? contentOf(row, { readers, actions }, { ...showing, may }) : null, may,
  };
}

function contentOf(row: ReadItem, { readers, actions }: Pick<LoadedItem, 'readers' | 'actions'>, { names, leads, may }: Showing & { may: string[] }): NonNullable<ItemView['content']> {
  return {
    title: row.title, background: row.background, type: row.type, minutes: row.minutes, presenter: row.presenter_id ? names.person(row.presenter_id) : null, proposer: row.proposer_id ? names.person(row.proposer_id) : null,
    addressees: readers?.authorities?.map(names.authority) ?? null, standard: row.standard, declineReason: row.decline_reason,
    carriedFrom: row.carried_from_agenda && row.carried_starts_at ? { meetingId: row.carried_from_agenda, startsAt: new Date(row.carried_starts_at).toISOString() } : null,
    waits: leads && row.waits_for !== null, notes: notesView(row.notes, names), actions: [...actions],
    outcomes: row.outcomes.map((o) => ({ id: o.id, version: `o${o.version}`, kind: o.kind, text: o.text, by: o.by_whom, may: may.includes('outcome') ? ['change', 'remove'] : [] })),
  };
}

/** An item's notes; version n0 and no text where nothing is noted yet. */
export const notesView = (notes: NotesRow | null, names: Names): NotesView => ({
  version: notesVersion(notes), text: notes?.text ?? '', at: notes ? new Date(notes.at).toISOString() : null, by: notes ? names.person(notes.by_person_id) : null, correction: notes?.correction ?? null,
});

/** What the actor can do with it now: the states allow it, and `decide` does. Who leads can take up, decline, treat and put off what he only knows of. */
function mayOf(row: ItemRow, { agenda, actor }: Showing): string[] {
  if (!actor || agenda.status === 'cancelled') return [];
  const resource = { ...resourceOf(agenda), proposerId: isRead(row) ? row.proposer_id : null };
  const [leads, keeps] = [decide(actor, 'item.lead', resource), decide(actor, 'item.keep', resource)];
  const writes = isRead(row) && agenda.group_level === 'GENERAL' && keeps;
  if (agenda.status === 'locked') return writes && isOnAgenda(row.state) ? ['correct'] : [];
  const steps = [['take-up', 'taken-up', leads], ['decline', 'declined', leads], ['withdraw', 'withdrawn', decide(actor, 'item.withdraw', resource)], ['treat', 'treated', keeps], ['postpone', 'postponed', keeps]] as const;
  return [
    ...steps.filter(([, to, allowed]) => allowed && canBecome(row.state, to)).map(([name]) => name),
    ...(writes && isEditable(row.state) ? ['edit', 'address'] : []), ...(writes && isOnAgenda(row.state) ? ['notes', 'outcome', 'action'] : []),
  ];
}
