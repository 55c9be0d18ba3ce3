import { OwnOrganisationReceives, Problem, ReceiverWithoutPeople, UnknownReceiver } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

export interface Receiver {
  readonly function_id: string;
  readonly authority_id: string;
  readonly organisation_id: string;
  /** How many active people hold the function now. */
  readonly holders: number;
}

const receiving = `
  select f.id as function_id, f.authority_id, f.organisation_id, (select count(*)::int from holdings h join people p on p.id = h.person_id and p.status = 'active'
    where h.function_id = f.id and h.valid_from <= now() and (h.valid_to is null or h.valid_to > now())) as holders
    from functions f join organisations o on o.id = f.organisation_id and o.status = 'active' where f.id = $1 and f.status = 'active'`;

/** The function that a request goes to. Throws UnknownReceiver, or OwnOrganisationReceives where it belongs to the sender's organisation. */
export async function receiverOf(tx: ActorTx, functionId: string, senderOrganisationId: string): Promise<Receiver> {
  const [receiver] = await tx.query<Receiver>(receiving, [functionId]);
  if (!receiver) throw Problem.at(UnknownReceiver, '/functionId', 'There is no such function.');
  if (receiver.organisation_id === senderOrganisationId) throw Problem.at(OwnOrganisationReceives, '/functionId', 'The function belongs to the organisation that asks.');
  return receiver;
}

/** Throws ReceiverWithoutPeople where nobody holds the function: a request to nobody would lie unread. */
export function requirePeople({ holders }: Receiver): void {
  if (holders === 0) throw Problem.at(ReceiverWithoutPeople, '/functionId', 'Nobody holds the function now. Choose another one.');
}
