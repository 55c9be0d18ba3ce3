import { Controller } from '@nestjs/common';
import { ReferralSent, SendReferral, type ReferralView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Moving, newId } from './moving.js';
import { deadline, planReceiver } from './referral/deadlines.js';
import { receiverOf, requirePeople } from './referral/receiver.js';

@Controller()
export class SendReferralHandler {
  constructor(private readonly moving: Moving) {}

  @Handles(SendReferral)
  send(call: Call<typeof SendReferral>): Promise<ReferralView> {
    return this.moving.change(call, { act: 'send', action: 'referral.send' }, async (tx, moved) => {
      const { referral, now } = moved;
      requirePeople(await receiverOf(tx, referral.function_id, referral.sender_organisation_id));
      const reply = deadline(now, referral.reply_within);
      const sideId = newId();
      const receipt = await planReceiver(tx, sideId, now);
      await tx.query("update referrals set state = 'sent', sent_at = $2, reply_due = $3, reply_due_at = $4, receipt_due = $5, receipt_due_at = $6 where id = $1",
        [referral.id, now, reply.day, reply.endsAt, receipt.day, receipt.endsAt]);
      await tx.query('select add_receiver_side($1, $2)', [referral.id, sideId]);
      await this.moving.settle(tx, moved, { event: ReferralSent, what: 'sent', readBy: null, changed: { reply_due: reply.day } });
    });
  }
}
