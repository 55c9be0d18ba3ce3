import { Controller, Inject } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { Freshness } from '@knutpunkt/access';
import { MarkRead, type Output } from '@knutpunkt/contracts';
import { audit, Db } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { ringAt } from '../telling/tell.js';
import { unreadOf } from './unread.js';

const marking = `
  update notifications set read_at = $1 where person_id = me() and read_at is null and at <= $2 and ($3::uuid is null or matter_id = $3)`;

@Controller()
export class MarkReadHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness, @Inject('NATS') private readonly nats: NatsConnection) {}

  /** A matter that is hidden or absent has nothing to mark: the answer is the same. */
  @Handles(MarkRead)
  handle(call: Call<typeof MarkRead>): Promise<Output<typeof MarkRead>> {
    const { caller, input, now } = call;
    return this.db.as(caller, async (tx) => {
      const { personId } = tx.actor;
      if ((await once(tx, call, input.matterId ?? personId)) === null) {
        await tx.query(marking, [now, input.until, input.matterId ?? null]);
        await tx.query('select tell_myself()');
        ringAt(tx, this.nats, [personId]);
        await audit(tx, { action: 'notification.mark', objectId: input.matterId ?? personId });
      }
      return { unread: await unreadOf(tx, this.freshness.staleness() === null) };
    });
  }
}
