import { Controller } from '@nestjs/common';
import { ReferralInbox, ReferralOutbox, WaitingReferrals, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { boxOf, waitingFor } from './reading/box.js';
import { cursorOf, placeOf } from './reading/cursor.js';
import type { Side } from './referral/states.js';

type Page = Output<typeof ReferralInbox>;
type PageCall = Call<typeof ReferralInbox> | Call<typeof ReferralOutbox>;

@Controller()
export class ListReferralsHandler {
  constructor(private readonly db: Db) {}

  @Handles(ReferralInbox)
  inbox(call: Call<typeof ReferralInbox>): Promise<Page> {
    return this.page(call, 'receiver');
  }

  @Handles(ReferralOutbox)
  outbox(call: Call<typeof ReferralOutbox>): Promise<Page> {
    return this.page(call, 'sender');
  }

  @Handles(WaitingReferrals)
  waiting({ caller, input, now }: Call<typeof WaitingReferrals>): Promise<Output<typeof WaitingReferrals>> {
    return this.db.as(caller, async (tx) => ({ items: await waitingFor(tx, input.limit, now) }));
  }

  private page({ caller, input, now }: PageCall, box: Side): Promise<Page> {
    const wanted = { box, state: input.state ?? null, late: input.late === 'true', after: placeOf(input.cursor), limit: input.limit };
    return this.db.as(caller, async (tx) => {
      const { items, next } = await boxOf(tx, wanted, now);
      return { items, next: next && cursorOf(next) };
    });
  }
}
