import { Controller } from '@nestjs/common';
import { NotFound, PassOnReferral, PassedOnToItself, Problem, ReferralPassedOn, type FunctionRef, type Output } from '@knutpunkt/contracts';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { Moving, begun, newId, type Moved } from './moving.js';
import { functionRef } from './reading/refs.js';
import { planReceiver } from './referral/deadlines.js';
import { receiverOf, requirePeople } from './referral/receiver.js';

@Controller()
export class PassOnReferralHandler {
  constructor(private readonly db: Db, private readonly moving: Moving) {}

  @Handles(PassOnReferral)
  passOn(call: Call<typeof PassOnReferral>): Promise<Output<typeof PassOnReferral>> {
    const { referralId, functionId } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, referralId))) await this.handOn(tx, call, await begun(tx, call, { act: 'pass-on', action: 'referral.pass-on' }));
      return { id: referralId, passedOnTo: await nameOf(tx, functionId) };
    });
  }

  /** The one who passes on loses sight last, so that everything before is written under his own rights. */
  private async handOn(tx: ActorTx, { input }: Call<typeof PassOnReferral>, moved: Moved): Promise<void> {
    const { referral, side, now } = moved;
    const { functionId, reason } = input;
    if (functionId === referral.function_id) throw Problem.at(PassedOnToItself, '/functionId', 'The function already has the request.');
    const receiver = await receiverOf(tx, functionId, referral.sender_organisation_id);
    requirePeople(receiver);
    const next = newId();
    const receipt = await planReceiver(tx, next, now);
    await tx.query("update referrals set state = 'sent', function_id = $2, receiver_authority_id = $3, receiver_organisation_id = $4, receipt_due = $5, receipt_due_at = $6 where id = $1",
      [referral.id, functionId, receiver.authority_id, receiver.organisation_id, receipt.day, receipt.endsAt]);
    await this.moving.settle(tx, moved, {
      event: ReferralPassedOn, what: 'passed-on', text: { field: 'reason', kind: 'reason', body: reason }, toFunctionId: functionId, readBy: null,
      leaving: side.id, data: { fromFunctionId: referral.function_id },
      changed: { function_id: functionId, receiver_authority_id: receiver.authority_id, receiver_organisation_id: receiver.organisation_id },
    });
    await tx.query('select add_receiver_side($1, $2)', [referral.id, next]);
    await tx.query('select end_sight($1, $2)', [referral.id, side.id]);
  }
}

async function nameOf(tx: ActorTx, functionId: string): Promise<FunctionRef> {
  const [row] = await tx.query<{ name: FunctionRef | null }>(`select ${functionRef('$1::uuid')} as name`, [functionId]);
  if (!row?.name) throw new Problem(NotFound);
  return row.name;
}
