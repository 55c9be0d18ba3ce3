import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { ChangeGroupDraft, DiscardGroupDraft, DraftGroup, GroupDrafts, NotAllowed, NotFound, Problem, type GroupDraft, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { changedFields, type Kept } from '../access/log-details.js';
import { nextPlace } from '../memberships/add-member.js';
import { tellGroupProposed } from '../proposals/tell-group-proposal.js';
import { inSwedishOrder } from '../refs.js';
import { requireSayable } from './draft.js';
import { viewOf, visibleDraft, visibleDrafts, type DraftRow } from './draft-rows.js';

type OfOne = Pick<Call<typeof DiscardGroupDraft>, 'ifMatch'> & { readonly input: { readonly draftId: string } };
type Saying = Call<typeof DraftGroup>['input'];

const insert = `insert into group_drafts (id, version, organisation_id, name, type, level, required_assurance_level, purpose, owner_authority_id, agreement_id, agreed_purpose) values ($1, 1, my_organisation(), $2, $3, $4, $5, $6, $7, $8, $9)`;
const update = `update group_drafts set name = $2, type = $3, level = $4, required_assurance_level = $5, purpose = $6, owner_authority_id = $7, agreement_id = $8, agreed_purpose = $9, version = version + 1 where id = $1`;

/** Groups that are not established yet, as their administrators write them. */
@Controller()
export class KeepDraftHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(GroupDrafts)
  list({ caller }: Call<typeof GroupDrafts>): Promise<Output<typeof GroupDrafts>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'group.draft')) throw new Problem(NotAllowed);
      return { items: inSwedishOrder(await visibleDrafts(tx), ({ name }) => name).map((row) => viewOf(tx.actor, row)) };
    });
  }

  @Handles(DraftGroup)
  begin(call: Call<typeof DraftGroup>): Promise<GroupDraft> {
    return this.db.as(call.caller, async (tx) => {
      if (!decide(tx.actor, 'group.draft')) throw new Problem(NotAllowed);
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) {
        await write(tx, insert, { id, said: call.input });
        await audit(tx, { action: 'group.draft', objectId: id, details: { groupId: id, after: 'draft' } });
      }
      return viewOf(tx.actor, await seenDraft(tx, earlier ?? id));
    });
  }

  @Handles(ChangeGroupDraft)
  change(call: Call<typeof ChangeGroupDraft>): Promise<GroupDraft> {
    const { draftId, ...said } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, draftId))) {
        const before = await changeable(tx, call);
        await write(tx, update, { id: draftId, said });
        await audit(tx, { action: 'group.change-draft', objectId: draftId, details: { groupId: draftId, before: stateOf(before), after: 'draft', ...fieldsOf(before, said) } });
        await this.waitsNoMore(tx, before, call.now);
      }
      return viewOf(tx.actor, await seenDraft(tx, draftId));
    });
  }

  @Handles(DiscardGroupDraft)
  discard(call: Call<typeof DiscardGroupDraft>): Promise<Output<typeof DiscardGroupDraft>> {
    const { draftId: id } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (await once(tx, call, id)) return { id };
      const before = await changeable(tx, call);
      await tx.query('delete from group_drafts where id = $1', [id]);
      await audit(tx, { action: 'group.discard-draft', objectId: id, details: { groupId: id, before: stateOf(before), after: 'discarded' } });
      await this.waitsNoMore(tx, before, call.now);
      return { id };
    });
  }

  /** What another has said of a draft is forgotten with the change: the second administrator's screen follows. */
  private async waitsNoMore(tx: ActorTx, before: DraftRow, now: Date): Promise<void> {
    if (before.proposedBy) await tellGroupProposed(tx, this.outbox, before, { state: 'closed', version: before.version + 1, now });
  }
}

/** Which of what a draft says is other than it was. */
function fieldsOf({ name, type, level, requiredAssuranceLevel, purpose, owner, agreement, agreedPurpose }: DraftRow, said: Saying): Kept {
  const before = { name, type, level, requiredAssuranceLevel, purpose, authorityId: owner.id, agreementId: agreement?.id ?? null, agreedPurpose };
  return changedFields(before, { ...said, agreementId: said.agreementId ?? null, agreedPurpose: said.agreedPurpose ?? null });
}

/** How a draft stands, as the log says it. */
export const stateOf = ({ proposedBy }: Pick<DraftRow, 'proposedBy'>): 'draft' | 'proposed' => (proposedBy ? 'proposed' : 'draft');

/** The draft, which exists for the actor. Throws NotFound. */
export async function seenDraft(tx: ActorTx, id: string): Promise<DraftRow> {
  const row = await visibleDraft(tx, id);
  if (!row) throw new Problem(NotFound);
  return row;
}

/** Under the lock of all the directory's changes, so that two who change it follow one after the other. */
async function changeable(tx: ActorTx, call: OfOne): Promise<DraftRow> {
  await allowed(tx, call);
  await nextPlace(tx);
  return allowed(tx, call);
}

async function allowed(tx: ActorTx, call: OfOne): Promise<DraftRow> {
  const row = await seenDraft(tx, call.input.draftId);
  requireVersion(call, String(row.version));
  if (!decide(tx.actor, 'group.change-draft')) throw new Problem(NotAllowed);
  return row;
}

async function write(tx: ActorTx, statement: string, { id, said }: { id: string; said: Saying }): Promise<void> {
  const { name, type, level, requiredAssuranceLevel, purpose, authorityId, agreementId = null, agreedPurpose = null } = said;
  refuseIdentityNumbers({ name, purpose });
  await nextPlace(tx);
  await requireSayable(tx, said, id);
  await tx.query(statement, [id, name, type, level, requiredAssuranceLevel, purpose, authorityId, agreementId, agreedPurpose]);
}
