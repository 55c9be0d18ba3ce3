import type { ActorFact } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import type { DirectoryKind } from './import/stable-id.js';
import { dataOf, states, type StateRow } from './states.js';

/** A thing in the directory that has changed, and by whom. */
export interface Changed {
  readonly kind: DirectoryKind;
  readonly id: string;
  readonly actor: ActorFact;
  readonly now: Date;
}

/** Tells the whole present state of what this transaction changed. Throws when the row is not there for whom the transaction is for. */
export async function tell(tx: Tx, outbox: Outbox, { kind, id, actor, now }: Changed): Promise<void> {
  const [row] = await tx.query<StateRow>(`${states[kind].select} where x.id = $1`, [id]);
  if (!row) throw new Error(`the changed ${kind} ${id} cannot be read`);
  await outbox.publish(tx, states[kind].event, { aggregateId: id, aggregateVersion: row.version, actor, data: dataOf(row), now });
}

/** Who acts in this transaction, as events say it. */
export const factOf = ({ actor }: ActorTx): ActorFact => ({ kind: 'person', id: actor.personId, organisation: actor.organisationId });
