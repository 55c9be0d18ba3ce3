import { Controller } from '@nestjs/common';
import { AlreadyClaimed, ClaimReferral, NotClaimed, NotFound, Problem, ReferralClaimed, ReferralReleased, ReleaseReferral, WrongState, type PersonRef, type ReferralView } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { personRef } from './reading/refs.js';
import { lockedReferral, sidesOf, type SideRow } from './reading/referral-rows.js';
import { referralView, versionOf } from './reading/referral-view.js';
import { release, tellSide } from './referral/assignee.js';
import { actorFact } from './referral/facts.js';
import { isOpen } from './referral/states.js';

type Claiming = Call<typeof ClaimReferral> | Call<typeof ReleaseReferral>;

/** Who of one's own side has a request: the other side neither sees it nor notices. */
@Controller()
export class ClaimReferralHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(ClaimReferral)
  claim(call: Call<typeof ClaimReferral>): Promise<ReferralView> {
    return this.onOwnSide(call, async (tx, side) => {
      if (side.assignee_id) throw new Problem(AlreadyClaimed, { by: await whoHas(tx, side.assignee_id) });
      await tx.query('update sides set assignee_id = $2, claimed_at = $3, version = version + 1 where id = $1', [side.id, tx.actor.personId, call.now]);
      await audit(tx, { action: 'referral.claimed', objectId: side.referral_id, details: { side: side.id } });
      await tellSide(tx, this.outbox, { side, event: ReferralClaimed, actor: actorFact(tx.actor), data: { personId: tx.actor.personId }, now: call.now });
    });
  }

  @Handles(ReleaseReferral)
  release(call: Call<typeof ReleaseReferral>): Promise<ReferralView> {
    return this.onOwnSide(call, async (tx, side) => {
      if (!side.assignee_id) throw new Problem(NotClaimed);
      await release(tx, side.id);
      await audit(tx, { action: 'referral.released', objectId: side.referral_id, details: { side: side.id, from: side.assignee_id } });
      await tellSide(tx, this.outbox, { side, event: ReferralReleased, actor: actorFact(tx.actor), data: { personId: side.assignee_id, absent: false }, now: call.now });
    });
  }

  private onOwnSide(call: Claiming, work: (tx: ActorTx, side: SideRow) => Promise<void>): Promise<ReferralView> {
    const { referralId } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, referralId))) await work(tx, await openSide(tx, call));
      return referralView(tx, referralId, call.now);
    });
  }
}

/** Under the request's lock, so that of two who claim at once one comes second. */
async function openSide(tx: ActorTx, call: Claiming): Promise<SideRow> {
  const referral = await lockedReferral(tx, call.input.referralId);
  const [side] = referral ? await sidesOf(tx, referral.id) : [];
  if (!referral || !side) throw new Problem(NotFound);
  requireVersion(call, versionOf(side));
  if (!isOpen(referral.state)) throw new Problem(WrongState, { from: referral.state, to: referral.state, allowed: [] });
  return side;
}

async function whoHas(tx: ActorTx, personId: string): Promise<PersonRef> {
  const [row] = await tx.query<{ person: PersonRef }>(`select ${personRef('$1::uuid')} as person`, [personId]);
  return row!.person;
}
