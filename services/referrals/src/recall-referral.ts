import { Controller } from '@nestjs/common';
import { RecallReferral, ReferralRecalled, type ReferralView } from '@knutpunkt/contracts';
import { audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Moving } from './moving.js';

@Controller()
export class RecallReferralHandler {
  constructor(private readonly moving: Moving) {}

  @Handles(RecallReferral)
  recall(call: Call<typeof RecallReferral>): Promise<ReferralView> {
    return this.moving.change(call, { act: 'recall', action: 'referral.recall' }, async (tx, moved) => {
      const { referral } = moved;
      if (referral.state !== 'draft') return this.moving.settle(tx, moved, { event: ReferralRecalled, what: 'recalled' });
      // Nobody was told of a draft, so nobody is told that it is gone.
      await tx.query("update referrals set state = 'recalled', ball = 'nobody' where id = $1", [referral.id]);
      await tx.query('select touch_sides($1)', [referral.id]);
      await audit(tx, { action: 'referral.discarded', objectId: referral.id });
    });
  }
}
