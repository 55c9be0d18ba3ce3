import { Controller } from '@nestjs/common';
import { PendingNominations, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { viewOf, listedNominations } from './nomination-rows.js';

@Controller()
export class PendingNominationsHandler {
  constructor(private readonly db: Db) {}

  @Handles(PendingNominations)
  handle({ caller }: Call<typeof PendingNominations>): Promise<Output<typeof PendingNominations>> {
    return this.db.as(caller, async (tx) => {
      const views = (await listedNominations(tx)).map((row) => viewOf(tx.actor, row));
      const mine = (view: { may: string[] }): number => Number(view.may.includes('nomination.confirm'));
      return { items: views.sort((a, b) => mine(b) - mine(a)) };
    });
  }
}
