import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { NominateMember, NotAllowed, NotFound, Problem, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { aboutGroup, visibleGroup, type GroupRow } from '../groups/group-rows.js';
import { candidateOf, membershipsOf, nextPlaceIn } from '../memberships/add-member.js';
import { beginsAt } from '../memberships/membership.js';
import { visibleAgreement } from '../agreements/agreement-rows.js';
import { requireAgreement, requireNominable } from './nomination.js';
import { isWaiting, viewOf, visibleNomination } from './nomination-rows.js';
import { tellNomination } from './tell-nomination.js';

type Nominating = Call<typeof NominateMember>;

@Controller()
export class NominateMemberHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(NominateMember)
  handle(call: Nominating): Promise<Output<typeof NominateMember>> {
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await this.nominate(tx, call, id);
      const nomination = await visibleNomination(tx, earlier ?? id);
      if (!nomination) throw new Problem(NotFound);
      if (!earlier) await tellNomination(tx, this.outbox, nomination, call.now);
      return viewOf(tx.actor, nomination);
    });
  }

  private async nominate(tx: ActorTx, { input }: Nominating, id: string): Promise<void> {
    const group = await visibleGroup(tx, input.groupId);
    if (!group) throw new Problem(NotFound);
    const candidate = await candidateOf(tx, input.personId);
    if (!decide(tx.actor, 'nomination.make', { ...aboutGroup(group), personId: input.personId, ...(candidate && { personOrganisationId: candidate.organisationId }) })) throw new Problem(NotAllowed);
    refuseIdentityNumbers({ seat: input.seat });
    const { taken } = await nextPlaceIn(tx, group.id);
    const [earlier, waits] = [await membershipsOf(tx, group.id, input.personId), await isWaiting(tx, group.id, input.personId)];
    requireNominable({ candidate, earlier, waits, validTo: input.validTo ? new Date(input.validTo) : null, ownerOrganisationId: group.owner.organisation.id, groupLevel: group.level, role: input.role }, taken);
    const agreementId = candidate!.organisationId === group.owner.organisation.id ? undefined : input.agreementId;
    requireAgreement(agreementId ? await visibleAgreement(tx, agreementId) : undefined, [candidate!.organisationId, group.owner.organisation.id], beginsAt(earlier, taken));
    await tx.query('select nominate($1::jsonb)', [JSON.stringify({ ...input, id, by: sideOf(tx, group) })]);
    if (agreementId) await tx.query('select rest_on($1, $2)', [id, agreementId]);
    await audit(tx, { action: 'nomination.make', objectId: id, details: { groupId: group.id, personId: input.personId, toRole: input.role, ...(input.validTo && { toEnd: new Date(input.validTo) }), ...(agreementId && { agreementId }), after: 'pending' } });
  }
}

/** For whom the actor turns the key. */
const sideOf = ({ actor }: ActorTx, { owner }: GroupRow): 'home' | 'owner' => (actor.organisationId === owner.organisation.id ? 'owner' : 'home');
