import { AgreementChanged, type ActorFact } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import type { AgreementRow } from './agreement-rows.js';

/** Tells the parties that an agreement stands otherwise now. */
export async function tellAgreement(tx: Tx, outbox: Outbox, { id, version, parties, state }: AgreementRow, by: { actor: ActorFact; now: Date }): Promise<void> {
  const data = { id, parties: parties.map(({ organisation }) => organisation.id), state };
  await outbox.publish(tx, AgreementChanged, { aggregateId: id, aggregateVersion: version, data, ...by });
}
