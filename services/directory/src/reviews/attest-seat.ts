import { Controller } from '@nestjs/common';
import { AttestSeat, NotAllowed, NotFound, Problem, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { seatChange } from '../access/log-details.js';
import { nextPlace } from '../memberships/add-member.js';
import { endFurther, endNow } from '../memberships/end-now.js';
import { factOf, tell } from '../tell.js';
import { requireHolding, requireNarrower } from './attesting.js';
import { mayAttest, viewOf, visibleSeat, type SeatRow } from './seat-rows.js';
import { tellSeat } from './tell-review.js';

type Attesting = Call<typeof AttestSeat>;

/** An administrator decides that somebody keeps a seat, has less of it, or leaves it. */
@Controller()
export class AttestSeatHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(AttestSeat)
  handle(call: Attesting): Promise<Output<typeof AttestSeat>> {
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, call.input.seatId);
      if (!earlier) await this.attest(tx, call);
      return viewOf(tx.actor, await seen(tx, call));
    });
  }

  private async attest(tx: ActorTx, call: Attesting): Promise<void> {
    const { decision, reason, role, validTo } = call.input;
    // Asked before the lock too: nobody makes all others wait for a change that is refused.
    await changeable(tx, call);
    refuseIdentityNumbers({ reason });
    const { place, taken } = await nextPlace(tx);
    const row = await changeable(tx, call);
    if (decision === 'change') requireNarrower(row, { role, validTo: validTo ? new Date(validTo) : undefined }, taken);
    await tx.query('select attest_seat($1, $2::jsonb)', [row.id, JSON.stringify({ decision, reason, role, validTo })]);
    await audit(tx, { action: 'review.attest', objectId: row.id, details: { before: row.decision ?? 'undecided', after: decision } });
    const after = await seen(tx, call);
    await this.carryOut(tx, call, { row, after, place });
    await tellSeat(tx, this.outbox, await seen(tx, call), { reviewId: call.input.reviewId, now: call.now });
  }

  /** What the decision does to the membership. */
  private async carryOut(tx: ActorTx, { input: { decision, validTo }, now }: Attesting, { row, after, place }: { row: SeatRow; after: SeatRow; place: string }): Promise<void> {
    const { membershipId: id, group, person } = row;
    const ending = { id, groupId: group.id, personId: person.id, now };
    if (decision === 'remove') await endNow(tx, this.outbox, { ...ending, place });
    if (decision !== 'change') return;
    await audit(tx, { action: 'membership.change', objectId: id, details: { groupId: group.id, personId: person.id, after: 'changed', ...seatChange(row, after) } });
    await tell(tx, this.outbox, { kind: 'membership', id, actor: factOf(tx), now });
    if (validTo) await endFurther(tx, this.outbox, ending);
  }
}

async function changeable(tx: ActorTx, call: Attesting): Promise<SeatRow> {
  const row = await seen(tx, call);
  requireVersion(call, String(row.version));
  if (!mayAttest(tx.actor, row)) throw new Problem(NotAllowed);
  requireHolding(row);
  return row;
}

async function seen(tx: ActorTx, { input }: Attesting): Promise<SeatRow> {
  const row = await visibleSeat(tx, input.reviewId, input.seatId);
  if (!row) throw new Problem(NotFound);
  return row;
}
