import { LeavesBeforeComing, Problem, UnknownAttendee } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

/** Throws LeavesBeforeComing where somebody leaves before coming. */
export function requireOrder({ from, to }: { from: string; to: string | null }): void {
  if (to && new Date(to) <= new Date(from)) throw Problem.at(LeavesBeforeComing, '/to', 'Somebody leaves after coming.');
}

/** Whoever comes works at an authority that takes part; a substitute comes for somebody who was called. Throws UnknownAttendee for others. */
export async function requireAttendee(tx: ActorTx, agendaId: string, { personId, substituteForId }: { personId: string; substituteForId: string | null }): Promise<void> {
  const known = await tx.query(
    `select from people p where p.id = $2 and p.status in ('active', 'dormant') and p.authority_id in (
       select coalesce(t.authority_id, q.authority_id, f.authority_id) from participants t left join people q on q.id = t.person_id left join functions f on f.id = t.function_id where t.agenda_id = $1)`, [agendaId, personId]);
  if (!known.length) throw Problem.at(UnknownAttendee, '/personId', 'This person does not work at an authority that takes part.');
  const called = !substituteForId || (await tx.query('select from participants where agenda_id = $1 and person_id = $2', [agendaId, substituteForId])).length > 0;
  if (!called) throw Problem.at(UnknownAttendee, '/substituteForId', 'This person was not called.');
}
