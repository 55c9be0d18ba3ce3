import { Controller } from '@nestjs/common';
import { NotFound, Problem, ReferralDetails, ReferralTimeline, type Output, type ReferralView } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { referralView } from './reading/referral-view.js';
import { timelineOf } from './reading/timeline.js';
import { sidesOf } from './reading/referral-rows.js';

@Controller()
export class ReadReferralHandler {
  constructor(private readonly db: Db) {}

  @Handles(ReferralDetails)
  details({ caller, input, now }: Call<typeof ReferralDetails>): Promise<ReferralView> {
    return this.db.as(caller, (tx) => referralView(tx, input.referralId, now));
  }

  @Handles(ReferralTimeline)
  timeline({ caller, input }: Call<typeof ReferralTimeline>): Promise<Output<typeof ReferralTimeline>> {
    return this.db.as(caller, async (tx) => {
      const sides = await sidesOf(tx, input.referralId);
      if (!sides.length) throw new Problem(NotFound);
      return { items: await timelineOf(tx, input.referralId, sides) };
    });
  }
}
