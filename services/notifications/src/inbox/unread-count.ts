import { Controller } from '@nestjs/common';
import { Freshness } from '@knutpunkt/access';
import { UnreadCount, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { unreadOf } from './unread.js';

@Controller()
export class UnreadCountHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(UnreadCount)
  handle({ caller }: Call<typeof UnreadCount>): Promise<Output<typeof UnreadCount>> {
    return this.db.as(caller, async (tx) => ({ unread: await unreadOf(tx, this.freshness.staleness() === null) }));
  }
}
