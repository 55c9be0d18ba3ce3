import { Controller } from '@nestjs/common';
import { LiveEvents, type LiveEvent, type Output } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { keptLiveEvents } from '../migrations/1766000033000-create-live-events.js';

const place = 'select coalesce((select last from live_positions where person_id = me()), 0)::int as latest';
const since = 'select sequence::int, type, object_id as id from live_events where person_id = me() and sequence > $1 and sequence <= $2 order by sequence';

@Controller()
export class LiveEventsHandler {
  constructor(private readonly db: Db) {}

  /** A place that is no longer kept, or that we never gave, asks for everything to be read anew. */
  @Handles(LiveEvents)
  handle({ caller, input: { after } }: Call<typeof LiveEvents>): Promise<Output<typeof LiveEvents>> {
    return this.db.as(caller, async (tx) => {
      const [{ latest }] = await tx.query<{ latest: number }>(place) as [{ latest: number }];
      const { personId } = tx.actor;
      const resync = after !== null && (after > latest || after < latest - keptLiveEvents);
      if (after === null || resync) return { personId, latest, resync, events: [] };
      return { personId, latest, resync, events: await tx.query<z.infer<typeof LiveEvent>>(since, [after, latest]) };
    });
  }
}
