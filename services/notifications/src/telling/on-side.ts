import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { ReferralClaimed, ReferralReleased, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { DirectoryBehind } from './directory-behind.js';
import { refreshed } from './hearing.js';
import { Patience } from './patience.js';
import { ownersAmong, viewersOf } from './sights.js';
import { tell } from './tell.js';

const consumer = 'referrals';
type Side = EventOf<typeof ReferralClaimed> | EventOf<typeof ReferralReleased>;

/** Who has taken on a request at one side: only that side notices, and only on its open screens. */
@Injectable()
export class OnSide {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience) {}

  @OnEvent(ReferralClaimed, { consumer })
  claimed(event: EventOf<typeof ReferralClaimed>, tx: Tx): Promise<void> {
    return this.told(tx, event, event.data.personId);
  }

  @OnEvent(ReferralReleased, { consumer })
  released(event: EventOf<typeof ReferralReleased>, tx: Tx): Promise<void> {
    return this.told(tx, event, null);
  }

  private async told(tx: Tx, event: Side, assigneeId: string | null): Promise<void> {
    const { referralId, audiences } = event.data;
    const side = audiences.map(({ audience }) => audience);
    const [kept] = await tx.query('select from matters where id = $1', [referralId]);
    if (!kept && this.patience.mayStillCome(event)) throw new DirectoryBehind();
    await tx.query('update matters set assignee_id = $2 where id = $1 and function_id = any($3::uuid[])', [referralId, assigneeId, side]);
    const ours = await ownersAmong(tx, side);
    const viewers = new Map([...(await viewersOf(tx, referralId))].filter(([id]) => ours.has(id)));
    await tell(tx, this.nats, { live: refreshed(viewers, { type: 'referral', objectId: referralId }) });
  }
}
