import { v5 } from 'uuid';
import { GroupProposalChanged } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { ActorTx } from '@knutpunkt/persistence';
import { swedishDay } from '@knutpunkt/service-kit';
import type { DraftRow } from '../group-drafts/draft-rows.js';
import { administering } from '../people/administrators.js';
import { factOf } from '../tell.js';

interface Said { readonly state: 'open' | 'closed'; readonly version: number; readonly now: Date }

/** Tells the organisation's other administrators that a draft waits for one of them, for 30 days, or waits no more. `version` is the draft's after the change; the draft's own id stays with those who see it. */
export async function tellGroupProposed(tx: ActorTx, outbox: Outbox, { id, requiredAssuranceLevel, owner }: DraftRow, { state, version, now }: Said): Promise<void> {
  const others = await tx.query<{ id: string }>(`select q.id from people q where ${administering('$1', 'q')} and q.id <> $2 order by q.id`, [owner.organisation.id, tx.actor.personId]);
  const until = swedishDay(new Date(now.getTime() + 30 * 86_400_000)).toString();
  await outbox.publish(tx, GroupProposalChanged, { aggregateId: v5('group-proposal', id), aggregateVersion: version, actor: factOf(tx), data: { draftId: id, state, requiredAssuranceLevel, until, administrators: others.map((one) => one.id) }, now });
}
