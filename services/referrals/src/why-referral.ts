import { Controller } from '@nestjs/common';
import { NotFound, Problem, WhyISeeReferral, type Why } from '@knutpunkt/contracts';
import { isOwn, reasonsOf } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { sidesOf } from './reading/referral-rows.js';

const own = `select r.audience_id, r.kind, r.level, r.valid_from, r.valid_to, null::uuid as addressed_to from side_audiences r where r.referral_id = $1 and ${isOwn('r')}`;

@Controller()
export class WhyReferralHandler {
  constructor(private readonly db: Db) {}

  @Handles(WhyISeeReferral)
  why({ caller, input }: Call<typeof WhyISeeReferral>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      if (!(await sidesOf(tx, input.referralId)).length) throw new Problem(NotFound);
      return { reasons: await reasonsOf(tx, own, [input.referralId]) };
    });
  }
}
