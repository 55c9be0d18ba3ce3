import { Controller } from '@nestjs/common';
import { LiveEvents, type LiveEvent, type Output } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { Db, type Tx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { keptLiveEvents } from '../migrations/1766000033000-create-live-events.js';
import { heardAt, placeOf, type Heard } from './live-place.js';

// One question, so that places and events are of one moment. Row-level security leaves only the levels that the session reaches. `offset 0` lets each level be read from what was heard of it on, and not from the oldest
// that is kept: what is compared must be a column, since a policy goes before whatever might leak what it hides, `coalesce` among it.
export const news = `
  select p.level, p.last::float8 as last, e.sequence::float8 as sequence, e.type, e.object_id as id
  from (select p.level, p.last, coalesce(heard.after, 0) as after from live_positions p left join unnest($1::int[], $2::bigint[]) as heard(level, after) on heard.level = p.level where p.person_id = me() offset 0) p
  left join lateral (select e.* from live_events e where $3 and e.person_id = me() and e.level = p.level and e.sequence > p.after and e.sequence <= p.last offset 0) e on true
  order by p.level, e.sequence`;

type Told = z.infer<typeof LiveEvent>;
interface Row { readonly level: number; readonly last: number; readonly sequence: number | null; readonly type: Told['type']; readonly id: string }

@Controller()
export class LiveEventsHandler {
  constructor(private readonly db: Db) {}

  /** A place that is no longer kept, or that we never gave, asks for everything to be read anew. */
  @Handles(LiveEvents)
  handle({ caller, input: { after } }: Call<typeof LiveEvents>): Promise<Output<typeof LiveEvents>> {
    const heard = heardAt(after ?? '');
    return this.db.asking(caller, (tx) => newsAfter(tx, heard, after !== null), async ({ actor: { personId, assuranceLevel } }, rows) => {
      const now = new Map(rows.map(({ level, last }) => [level, last]));
      const latest = placeOf(now);
      if (after === null) return { personId, latest, resync: false, events: [] };
      const reached = new Map([...heard].filter(([level]) => level <= assuranceLevel));
      const resync = isNotKept(reached, now);
      return { personId, latest, resync, events: resync ? [] : eventsAmong(rows, reached) };
    });
  }
}

/** The commit goes with the question: whoever asks for news changes nothing. */
async function newsAfter(tx: Tx, heard: Heard, eventsToo: boolean): Promise<Row[]> {
  const [rows] = await Promise.all([tx.query<Row>(news, [[...heard.keys()], [...heard.values()], eventsToo]), tx.commitAlong()]);
  return rows;
}

/** A level of which nothing was heard yet begins at its beginning. */
const isNotKept = (heard: Heard, now: Heard): boolean =>
  [...heard].some(([level, after]) => after > (now.get(level) ?? 0)) || [...now].some(([level, latest]) => (heard.get(level) ?? 0) < latest - keptLiveEvents);

/** Each with the place after it: what was heard of the levels that come later does not move yet. */
function eventsAmong(rows: readonly Row[], heard: Heard): Told[] {
  const reached = new Map(rows.map(({ level }) => [level, heard.get(level) ?? 0]));
  return rows.flatMap(({ level, sequence, type, id }) => (sequence === null ? [] : [{ place: placeOf(reached.set(level, sequence)), type, id }]));
}
