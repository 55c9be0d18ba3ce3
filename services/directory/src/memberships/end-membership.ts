import { Controller } from '@nestjs/common';
import { EndMembership, NotAllowed, NotFound, Problem, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from './add-member.js';
import { endNow } from './end-now.js';
import { mayEnd, viewOf, visibleMembership, type MembershipRow } from './membership-rows.js';
import { requireNotEnded } from './membership.js';

type Ending = Call<typeof EndMembership>;

@Controller()
export class EndMembershipHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(EndMembership)
  handle(call: Ending): Promise<Output<typeof EndMembership>> {
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, call.input.membershipId);
      if (!earlier) await this.end(tx, call);
      return viewOf(tx.actor, await seen(tx, call));
    });
  }

  private async end(tx: ActorTx, call: Ending): Promise<void> {
    const { input: { groupId, membershipId: id }, now } = call;
    // Asked before the lock too: nobody makes all others wait for a change that is refused.
    await changeable(tx, call);
    const { place } = await nextPlace(tx);
    const membership = await changeable(tx, call);
    requireNotEnded(membership, membership.readAt);
    await endNow(tx, this.outbox, { id, groupId, personId: membership.person.id, place, now });
  }
}

async function changeable(tx: ActorTx, call: Ending): Promise<MembershipRow> {
  const membership = await seen(tx, call);
  requireVersion(call, String(membership.version));
  if (!mayEnd(tx.actor, membership)) throw new Problem(NotAllowed);
  return membership;
}

async function seen(tx: ActorTx, { input }: Ending): Promise<MembershipRow> {
  const membership = await visibleMembership(tx, input.groupId, input.membershipId);
  if (!membership) throw new Problem(NotFound);
  return membership;
}
