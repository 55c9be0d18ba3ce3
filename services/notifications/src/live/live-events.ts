import { Controller } from '@nestjs/common';
import { LiveEvents, type LiveEvent, type Output } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { keptLiveEvents } from '../migrations/1766000033000-create-live-events.js';
import { heardAt, placeOf, type Heard } from './live-place.js';

// Row-level security leaves only the levels that the session reaches.
const positions = 'select level, last::float8 as last from live_positions where person_id = me() order by level';
const since = `
  select e.level, e.sequence::float8 as sequence, e.type, e.object_id as id
  from unnest($1::int[], $2::bigint[], $3::bigint[]) as heard(level, after, latest)
  join live_events e on e.person_id = me() and e.level = heard.level and e.sequence > heard.after and e.sequence <= heard.latest order by e.level, e.sequence`;

type Told = z.infer<typeof LiveEvent>;
interface Row { readonly level: number; readonly sequence: number; readonly type: Told['type']; readonly id: string }

@Controller()
export class LiveEventsHandler {
  constructor(private readonly db: Db) {}

  /** A place that is no longer kept, or that we never gave, asks for everything to be read anew. */
  @Handles(LiveEvents)
  handle({ caller, input: { after } }: Call<typeof LiveEvents>): Promise<Output<typeof LiveEvents>> {
    return this.db.as(caller, async (tx) => {
      const { personId, assuranceLevel } = tx.actor;
      const now = new Map((await tx.query<{ level: number; last: number }>(positions)).map(({ level, last }) => [level, last]));
      const latest = placeOf(now);
      if (after === null) return { personId, latest, resync: false, events: [] };
      const heard = new Map([...heardAt(after)].filter(([level]) => level <= assuranceLevel));
      const resync = isNotKept(heard, now);
      return { personId, latest, resync, events: resync ? [] : await eventsBetween(tx, heard, now) };
    });
  }
}

/** A level of which nothing was heard yet begins at its beginning. */
const isNotKept = (heard: Heard, now: Heard): boolean =>
  [...heard].some(([level, after]) => after > (now.get(level) ?? 0)) || [...now].some(([level, latest]) => (heard.get(level) ?? 0) < latest - keptLiveEvents);

async function eventsBetween(tx: ActorTx, heard: Heard, now: Heard): Promise<Told[]> {
  const levels = [...now.keys()];
  const rows = await tx.query<Row>(since, [levels, levels.map((level) => heard.get(level) ?? 0), levels.map((level) => now.get(level))]);
  const reached = new Map(levels.map((level) => [level, heard.get(level) ?? 0]));
  return rows.map(({ level, sequence, type, id }) => ({ place: placeOf(reached.set(level, sequence)), type, id }));
}
