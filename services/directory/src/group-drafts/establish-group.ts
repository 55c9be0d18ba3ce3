import { Controller } from '@nestjs/common';
import { EstablishGroup, NotAllowed, Problem, SecondPersonNeeded, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { tellGroupProposed } from '../proposals/tell-group-proposal.js';
import { factOf, tell } from '../tell.js';
import { requireFreeName, requireWhole } from './draft.js';
import { mayEstablish, visibleDraft, type DraftRow } from './draft-rows.js';
import { seenDraft, stateOf } from './keep-draft.js';

type Establishing = Call<typeof EstablishGroup>;
type Established = Output<typeof EstablishGroup>;

/** Makes a draft a group, under the id that it has; one of individual level when two administrators have said so. */
@Controller()
export class EstablishGroupHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(EstablishGroup)
  handle(call: Establishing): Promise<Established> {
    const { draftId: id } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, id))) await this.establish(tx, call);
      return { id, state: (await visibleDraft(tx, id)) ? 'proposed' : 'established' };
    });
  }

  private async establish(tx: ActorTx, call: Establishing): Promise<void> {
    const { input: { draftId: id }, now } = call;
    await ready(tx, call);
    await nextPlace(tx);
    const before = await ready(tx, call);
    const [{ after }] = await tx.query<{ after: Established['state'] }>('select establish_group($1) as after', [id]) as [{ after: Established['state'] }];
    await audit(tx, { action: after === 'proposed' ? 'group.propose' : 'group.establish', objectId: id, details: { groupId: id, ...(before.agreement && { agreementId: before.agreement.id }), before: stateOf(before), after } });
    if (after === 'proposed' || before.proposedBy) await tellGroupProposed(tx, this.outbox, before, { state: after === 'proposed' ? 'open' : 'closed', version: before.version + 1, now });
    if (after === 'established') await tell(tx, this.outbox, { kind: 'group', id, actor: factOf(tx), now });
  }
}

/** Throws NotFound, Stale, NotAllowed, SecondPersonNeeded for who has said so already, or what the draft lacks. */
async function ready(tx: ActorTx, call: Establishing): Promise<DraftRow> {
  const row = await seenDraft(tx, call.input.draftId);
  requireVersion(call, String(row.version));
  if (!decide(tx.actor, 'group.establish')) throw new Problem(NotAllowed);
  if (!mayEstablish(tx.actor, row)) throw new Problem(row.proposedBy ? SecondPersonNeeded : NotAllowed);
  await requireWhole(tx, row);
  await requireFreeName(tx, row.name, row.id);
  return row;
}
