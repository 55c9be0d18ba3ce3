import { NominationChanged } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { ActorTx } from '@knutpunkt/persistence';
import { tellWhoseKey } from '../proposals/tell-proposal.js';
import { factOf } from '../tell.js';
import type { NominationRow } from './nomination-rows.js';

/** Tells how a nomination stands now, to those who hold its keys. */
export async function tellNomination(tx: ActorTx, outbox: Outbox, row: NominationRow, now: Date): Promise<void> {
  const { id, version, groupId, homeOrganisationId, ownerOrganisationId, requiredLevel, awaits, state } = row;
  const data = { id, groupId, homeOrganisationId, ownerOrganisationId, requiredAssuranceLevel: requiredLevel, awaits, state };
  await outbox.publish(tx, NominationChanged, { aggregateId: id, aggregateVersion: version, actor: factOf(tx), data, now });
  await tellWhoseKey(tx, outbox, row, now);
}
