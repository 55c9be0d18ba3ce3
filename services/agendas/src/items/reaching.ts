import { OwnAuthorityReads, Problem, SecretaryCannotSee, UnknownAuthority, UnknownPresenter, type ItemView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { leadersOf } from '../agenda/facts.js';
import { participantsOf, type Participant } from '../agenda/load.js';

/** Who is to read an item. */
export interface Addressed {
  readonly reach: ItemView['reach'];
  readonly authorities: readonly string[];
}

/**
 * Throws UnknownAuthority for one that does not take part, OwnAuthorityReads where the actor's own is left out, and SecretaryCannotSee where the item would not exist for
 * anybody who leads the meeting, so that nobody could take it up.
 */
export async function requireReaders(tx: ActorTx, agendaId: string, { reach, authorities }: Addressed): Promise<void> {
  if (reach === 'all') return;
  const present = new Set((await participantsOf(tx, agendaId)).map((p) => p.authority_id));
  const unknown = authorities.flatMap((id, i) => (present.has(id) ? [] : [{ pointer: `/authorities/${i}`, detail: 'This authority does not take part.', code: UnknownAuthority.slug }]));
  if (unknown.length) throw new Problem(UnknownAuthority, { errors: unknown });
  if (!authorities.includes(tx.actor.authorityId)) throw Problem.at(OwnAuthorityReads, '/authorities', 'Your own authority is among the readers.');
  const leaders = await leadersOf(tx, agendaId);
  if (reach === 'hidden' && !leaders.some((l) => authorities.includes(l.authority_id))) throw Problem.at(SecretaryCannotSee, '/reach', 'Nobody who leads the meeting would know of the item.');
}

/** Throws UnknownPresenter for somebody who does not take part, or to whom the item is not addressed. */
export async function requirePresenter(tx: ActorTx, agendaId: string, { presenterId, reach, authorities }: Addressed & { presenterId: string | null }): Promise<void> {
  if (!presenterId) return;
  const presenter: Participant | undefined = (await participantsOf(tx, agendaId)).find((p) => p.person_id === presenterId);
  if (!presenter || (reach !== 'all' && !authorities.includes(presenter.authority_id))) throw Problem.at(UnknownPresenter, '/presenterId', 'The presenter takes part in the meeting and reads the item.');
}
