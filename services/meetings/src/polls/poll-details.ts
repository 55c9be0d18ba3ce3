import { Controller } from '@nestjs/common';
import { PollDetails, type PollView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { pollView } from './poll-view.js';

@Controller()
export class PollDetailsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(PollDetails)
  details({ caller, input, now }: Call<typeof PollDetails>): Promise<PollView> {
    return this.db.as(caller, async (tx) => {
      const view = await pollView(tx, input.pollId, { now, freshness: this.freshness });
      if (view.groupLevel === 'INDIVIDUAL') await audit(tx, { action: 'poll.read', objectId: view.id });
      return view;
    });
  }
}
