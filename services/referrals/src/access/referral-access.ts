import { Controller } from '@nestjs/common';
import { NotAllowed, Problem, ReferralAccess, type Output } from '@knutpunkt/contracts';
import { decide, partnerRights } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';

@Controller()
export class ReferralAccessHandler {
  constructor(private readonly db: Db) {}

  @Handles(ReferralAccess)
  handle({ caller }: Call<typeof ReferralAccess>): Promise<Output<typeof ReferralAccess>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'access.list')) throw new Problem(NotAllowed);
      await audit(tx, { action: 'access.list' });
      return { items: await partnerRights(tx) };
    });
  }
}
