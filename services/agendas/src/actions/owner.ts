import { OwnerMissing, Problem, UnknownOwner } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

export interface Whom {
  readonly personId: string | null;
  readonly functionId: string | null;
}

/** Throws OwnerMissing where nobody is named, and UnknownOwner for who is not known, has left, works at an authority that does not take part, or may not read the item. */
export async function requireOwner(tx: ActorTx, itemId: string, { personId, functionId }: Whom): Promise<void> {
  if (!personId && !functionId) throw Problem.at(OwnerMissing, '/personId', 'Name a person, a function, or both.');
  const [answer] = await tx.query<{ can_own: boolean }>('select can_own($1, $2, $3)', [itemId, personId, functionId]);
  if (!answer!.can_own) throw Problem.at(UnknownOwner, personId ? '/personId' : '/functionId', 'It cannot be given to this owner.');
}
