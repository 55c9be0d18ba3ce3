import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { ConfirmNomination, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { membershipsOf } from '../memberships/add-member.js';
import { beginsAt, requireBeginning } from '../memberships/membership.js';
import { factOf, tell } from '../tell.js';
import { visibleAgreement } from '../agreements/agreement-rows.js';
import { changeable, seen } from './changing.js';
import { requireAgreement, requireGuest } from './nomination.js';
import { viewOf } from './nomination-rows.js';
import { tellNomination } from './tell-nomination.js';

type Confirming = Call<typeof ConfirmNomination>;

const begin = `insert into memberships (id, version, at, group_id, person_id, role, seat, agreement_id, valid_from, valid_to)
  select n.membership_id, 1, $2, n.group_id, n.person_id, n.role, n.seat, n.agreement_id, greatest(now(), $3::timestamptz), n.valid_to from nominations n where n.id = $1`;

@Controller()
export class ConfirmNominationHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(ConfirmNomination)
  handle(call: Confirming): Promise<Output<typeof ConfirmNomination>> {
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, call.input.nominationId);
      if (!earlier) await this.confirm(tx, call);
      return viewOf(tx.actor, await seen(tx, call));
    });
  }

  private async confirm(tx: ActorTx, call: Confirming): Promise<void> {
    const { row, place, taken } = await changeable(tx, call, 'nomination.confirm');
    const candidate = { organisationId: row.homeOrganisationId, active: row.active, boundByOsl: row.boundByOsl };
    if (!row.boundByOsl) requireGuest({ groupLevel: row.group?.level ?? 'GENERAL', role: row.role, validTo: row.validTo }, row.createdAt);
    const earlier = await membershipsOf(tx, row.groupId, row.person.id);
    requireBeginning({ candidate, earlier, validTo: row.validTo }, taken);
    requireAgreement(row.agreement ? await visibleAgreement(tx, row.agreement.id) : undefined, [row.homeOrganisationId, row.ownerOrganisationId], beginsAt(earlier, taken));
    const membershipId = v7();
    await tx.query('select confirm_nomination($1, $2)', [row.id, membershipId]);
    // A further time follows upon the former.
    const after = beginsAt(earlier, taken);
    await tx.query(begin, [row.id, place, after > taken ? after : null]);
    await audit(tx, { action: 'nomination.confirm', objectId: row.id, details: { groupId: row.groupId, personId: row.person.id, toRole: row.role, ...(row.validTo && { toEnd: row.validTo }), membershipId, before: 'pending', after: 'confirmed' } });
    await tell(tx, this.outbox, { kind: 'membership', id: membershipId, actor: factOf(tx), now: call.now });
    await tellNomination(tx, this.outbox, await seen(tx, call), call.now);
  }
}
