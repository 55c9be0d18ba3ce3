import { Controller } from '@nestjs/common';
import { AgreeOnSeat, NoAgreementInForce, NotAllowed, NotFound, Problem, UnknownAgreement, WrongState, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { holdsBetween, visibleAgreement } from '../agreements/agreement-rows.js';
import { seatChange } from '../access/log-details.js';
import { factOf, tell } from '../tell.js';
import { nextPlace } from './add-member.js';
import { viewOf, visibleMembership, type MembershipRow } from './membership-rows.js';
import { hasEnded } from './membership.js';

type Agreeing = Call<typeof AgreeOnSeat>;

/** Puts an agreement on a seat that was there before agreements were asked for: it ends with the agreement from then on. */
@Controller()
export class AgreeOnSeatHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(AgreeOnSeat)
  handle(call: Agreeing): Promise<Output<typeof AgreeOnSeat>> {
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, call.input.membershipId))) await this.agree(tx, call);
      return viewOf(tx.actor, await seen(tx, call));
    });
  }

  private async agree(tx: ActorTx, call: Agreeing): Promise<void> {
    const { input: { groupId, membershipId, agreementId }, now } = call;
    // Asked before the lock too: nobody makes all others wait for a change that is refused.
    await changeable(tx, call);
    await nextPlace(tx);
    const { person, role, validTo: until } = await changeable(tx, call);
    const changed = await tx.query<{ id: string }>('select id from agree_on_seat($1, $2) as id', [membershipId, agreementId]);
    await audit(tx, { action: 'membership.agree', objectId: membershipId, details: { groupId, personId: person.id, agreementId, after: 'changed', ...seatChange({ role, until }, { role, until: (await seen(tx, call)).validTo }) } });
    for (const { id } of changed) await tell(tx, this.outbox, { kind: 'membership', id, actor: factOf(tx), now });
  }
}

async function seen(tx: ActorTx, { input }: Agreeing): Promise<MembershipRow> {
  const row = await visibleMembership(tx, input.groupId, input.membershipId);
  if (!row) throw new Problem(NotFound);
  return row;
}

/** Throws NotFound, Stale, NotAllowed, WrongState for a seat that has ended or needs no agreement, UnknownAgreement, or NoAgreementInForce. */
async function changeable(tx: ActorTx, call: Agreeing): Promise<MembershipRow> {
  const row = await seen(tx, call);
  requireVersion(call, String(row.version));
  const [home, owner] = [row.person.organisation.id, row.ownerOrganisationId];
  if (owner === null || !decide(tx.actor, 'membership.agree', { ownerOrganisationId: owner })) throw new Problem(NotAllowed);
  if (row.agreed || row.substituteFor !== null || home === owner || hasEnded(row, row.readAt)) throw new Problem(WrongState);
  const agreement = await visibleAgreement(tx, call.input.agreementId);
  if (!agreement) throw Problem.at(UnknownAgreement, '/agreementId', 'There is no such agreement.');
  if (!holdsBetween(agreement, [home, owner])) throw Problem.at(NoAgreementInForce, '/agreementId', 'The agreement does not hold between the two organisations now.');
  return row;
}
