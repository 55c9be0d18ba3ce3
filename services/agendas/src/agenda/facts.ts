import type { AgendaFacts, AudienceRow } from '@knutpunkt/contracts';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from './agenda.js';

export interface StoredAudience { readonly audience_id: string; readonly kind: AudienceRow['kind']; readonly level: AudienceRow['level']; readonly valid_from: Date | string; readonly valid_to: Date | string | null }

/** Audience rows as events carry them. */
export const told = (rows: readonly StoredAudience[]): AudienceRow[] =>
  rows.map((a) => ({ audience: a.audience_id, kind: a.kind, level: a.level, validFrom: new Date(a.valid_from).toISOString(), validTo: a.valid_to ? new Date(a.valid_to).toISOString() : null }));

/** Those who lead the meeting: who called it, and the group's chair and secretary. */
export const leadersOf = (tx: Tx, agendaId: string): Promise<{ person_id: string; authority_id: string }[]> => tx.query('select * from leaders_of($1)', [agendaId]);

/** The facts of an agenda as they stand in this transaction. */
export async function agendaFacts(tx: Tx, row: AgendaRow): Promise<AgendaFacts> {
  const audiences = await tx.query<StoredAudience>('select * from audiences_of_agenda($1)', [row.id]);
  const leaders = await leadersOf(tx, row.id);
  return { ...aboutOf(row), status: row.status, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), leaders: leaders.map((l) => l.person_id), audiences: told(audiences), ...(row.list_hidden && { listHidden: true }) };
}

/** Which meeting something is about. */
export const aboutOf = (row: Pick<AgendaRow, 'id' | 'group_id' | 'group_level'>) => ({ meetingId: row.id, groupId: row.group_id, groupLevel: row.group_level });

/** The actor as a fact in an event. */
export const actorFact = (actor: ActorTx['actor']) => ({ kind: 'person' as const, id: actor.personId, organisation: actor.organisationId });
/** The service itself, when it follows events and timers. */
export const worker = { kind: 'worker', id: 'agendas' } as const;
