import { NotFound, Problem, type PresenceView } from '@knutpunkt/contracts';
import { namesOf, present, type Names } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';

interface Presence { readonly id: string; readonly agenda_id: string; readonly substitute_for_id: string | null; readonly from_at: Date; readonly to_at: Date | null; readonly version: number }
/** Who came: a person of the directory, or a guest by name. */
export type PresenceRow = Presence & ({ readonly person_id: string; readonly guest_name: null; readonly guest_organisation: null } | { readonly person_id: null; readonly guest_name: string; readonly guest_organisation: string });

/** A presence as everybody who sees the agenda sees it. */
export const presenceView = (row: PresenceRow, names: Names, may: string[]): PresenceView => ({
  id: row.id, version: versionOf(row), person: row.person_id === null ? null : names.person(row.person_id), guest: row.person_id === null ? { name: row.guest_name, organisation: row.guest_organisation } : null,
  substituteFor: row.substitute_for_id ? names.person(row.substitute_for_id) : null, from: row.from_at.toISOString(), to: row.to_at?.toISOString() ?? null, may,
});

/** What a viewer calls a presence's version. */
export const versionOf = ({ version }: Pick<Presence, 'version'>): string => `p${version}`;

/** One presence of an agenda. Throws NotFound for one that is not there, or not any more. */
export async function onePresence(tx: ActorTx, agendaId: string, presenceId: string): Promise<PresenceRow> {
  const [row] = await tx.query<PresenceRow>('select * from presences where id = $1 and agenda_id = $2 and removed_at is null', [presenceId, agendaId]);
  if (!row) throw new Problem(NotFound);
  return row;
}

/** What who leads the meeting sees after a change. */
export async function changedPresence(tx: ActorTx, { id: agendaId }: AgendaRow, id: string): Promise<PresenceView> {
  const row = await onePresence(tx, agendaId, id);
  return presenceView(row, await namesOf(tx, { people: present([row.person_id, row.substitute_for_id]) }), ['change', 'remove']);
}
