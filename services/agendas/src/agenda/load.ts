import { NotFound, Problem, type ActionView } from '@knutpunkt/contracts';
import { decide, namesOf, present, type Freshness, type Names } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { actionColumns, type ActionRow } from '../actions/action-rows.js';
import { actionViews } from '../actions/action-view.js';
import { isRead, itemsOf, readersOf, type ItemRow, type Readers } from '../items/item-rows.js';
import type { PresenceRow } from '../presence/presence-rows.js';
import { resourceOf, type AgendaRow } from './agenda.js';
import { unlisted } from './unlisted.js';

export interface LoadedItem { readonly row: ItemRow; readonly readers: Readers | null; readonly actions: readonly ActionView[] }
export interface Participant { readonly person_id: string | null; readonly function_id: string | null; readonly authority_id: string }

/** What is open from an earlier meeting. `table` holds the authorities that took part there: whom its item reached where it was for all. */
export interface OpenAction { readonly view: ActionView; readonly readers: Readers | null; readonly table: readonly string[] }

/** All of an agenda that the actor may see, before it is shown: to the actor, as another authority sees it, or on paper. */
export interface Loaded {
  readonly agenda: AgendaRow;
  readonly leads: boolean;
  readonly items: readonly LoadedItem[];
  readonly presences: readonly PresenceRow[];
  readonly openActions: readonly OpenAction[];
  readonly participants: readonly Participant[];
  readonly names: Names;
}

/** An agenda that the actor sees; locked so that it is not closed (`share`) or changed (`update`) beside this transaction. Throws NotFound for hidden and absent alike, AccessNotFresh for individual level while the directory's copy is stale. */
export async function seenAgenda(tx: ActorTx, agendaId: string, { freshness, lock }: { freshness: Freshness; lock?: 'share' | 'update' }): Promise<AgendaRow> {
  const [row] = await tx.query<AgendaRow>(`select * from agendas where id = $1${lock ? ` for ${lock}` : ''}`, [agendaId]);
  if (!row) throw new Problem(NotFound);
  if (row.group_level === 'INDIVIDUAL') freshness.require();
  return row;
}

/** Participants with the authority that each acts for. */
export const participantsOf = (tx: ActorTx, agendaId: string): Promise<Participant[]> =>
  tx.query<Participant>(
    `select t.person_id, t.function_id, coalesce(t.authority_id, p.authority_id, f.authority_id) as authority_id from participants t left join people p on p.id = t.person_id left join functions f on f.id = t.function_id
      where t.agenda_id = $1 and coalesce(p.id, f.id) is not null order by coalesce(p.name, f.name)`, [agendaId]);

const actionsOf = (tx: ActorTx, agendaId: string): Promise<ActionRow[]> => tx.query<ActionRow>(`select ${actionColumns} from actions c where c.item_id in (select i.id from items i where i.agenda_id = $1) order by c.due, c.id`, [agendaId]);
const presencesOf = (tx: ActorTx, agendaId: string): Promise<PresenceRow[]> => tx.query<PresenceRow>('select * from presences where agenda_id = $1 and removed_at is null order by from_at, id', [agendaId]);

/** Everything of an agenda that the actor may see. What does not wait for another's answer is asked together. */
export async function load(tx: ActorTx, agenda: AgendaRow, now: Date): Promise<Loaded> {
  const before = agenda.group_id && agenda.status === 'open' ? openBefore(tx, agenda) : [];
  const [rows, actions, open, participants, presences] = await Promise.all([itemsOf(tx, agenda.id), actionsOf(tx, agenda.id), before, participantsOf(tx, agenda.id), presencesOf(tx, agenda.id)]);
  const [readers, views, tables] = await Promise.all([
    readersOf(tx, present([...rows.map((r) => r.id), ...open.map((a) => a.item_id)])), actionViews(tx, [...actions, ...open], { actor: tx.actor, now }), tablesOf(tx, open.map((a) => a.agenda_id)),
  ]);
  const loaded = {
    agenda, leads: decide(tx.actor, 'agenda.lead', resourceOf(agenda)), participants, presences, names: await namesIn(tx, { agenda, rows, participants, presences, readers: [...readers.values()] }),
    items: rows.map((row) => ({ row, readers: readers.get(row.id) ?? null, actions: views.slice(0, actions.length).filter((a) => a.itemId === row.id) })),
    openActions: views.slice(actions.length).map((view) => ({ view, readers: readers.get(view.itemId) ?? null, table: tables.get(view.meeting.id) ?? [] })),
  };
  const { personId, functions, authorityId } = tx.actor;
  return loaded.leads ? loaded : unlisted(loaded, { authorities: [authorityId], isOwn: (p) => p.person_id === personId || functions.includes(p.function_id ?? '') });
}

const openBefore = (tx: ActorTx, { id, group_id, starts_at }: AgendaRow): Promise<ActionRow[]> =>
  tx.query<ActionRow>(`select ${actionColumns} from actions c where c.group_id = $1 and c.state in ('open', 'offered') and c.agenda_id <> $2 and c.meeting_starts_at < $3 order by c.due, c.id limit 200`, [group_id, id, starts_at]);

/** The authorities that take part in these meetings, of those that the actor sees. */
async function tablesOf(tx: ActorTx, agendaIds: readonly string[]): Promise<Map<string, string[]>> {
  if (!agendaIds.length) return new Map();
  const rows = await tx.query<{ agenda_id: string; authorities: string[] }>(
    `select t.agenda_id, array_agg(distinct coalesce(t.authority_id, p.authority_id, f.authority_id)) as authorities from participants t left join people p on p.id = t.person_id left join functions f on f.id = t.function_id
      where t.agenda_id = any($1) and coalesce(p.id, f.id) is not null group by t.agenda_id`, [[...new Set(agendaIds)]]);
  return new Map(rows.map((row) => [row.agenda_id, row.authorities]));
}

interface Named { readonly agenda: AgendaRow; readonly rows: readonly ItemRow[]; readonly participants: readonly Participant[]; readonly presences: readonly PresenceRow[]; readonly readers: readonly Readers[] }

const namesIn = (tx: ActorTx, { agenda, rows, participants, presences, readers }: Named): Promise<Names> =>
  namesOf(tx, {
    people: present([agenda.locked_by, ...participants.map((p) => p.person_id), ...presences.flatMap((p) => [p.person_id, p.substitute_for_id]), ...rows.filter(isRead).flatMap((r) => [r.presenter_id, r.proposer_id, r.notes?.by_person_id])]),
    functions: present(participants.map((p) => p.function_id)), groups: present([agenda.group_id]), authorities: present([...participants.map((p) => p.authority_id), ...readers.flatMap((r) => r.authorities ?? [])]),
  });
