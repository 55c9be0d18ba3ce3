import { Controller } from '@nestjs/common';
import { NotAllowed, Problem, RoomTimes, seriesLimits, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { periodOf, type Period } from '../meeting/wall-time.js';
import { roomRow } from './room-rows.js';

const quarters = "range_agg(tstzrange(date_bin('15 minutes', lower(t), 'epoch'), date_bin('15 minutes', upper(t) + interval '14 minutes 59.999999 seconds', 'epoch')))";
const asking = `select (select jsonb_agg(jsonb_build_array(lower(r), upper(r)) order by r) from unnest((select ${quarters} from unnest(times) t)) r) as busy from room_times($1, $2, $3, $4) times`;
interface Row extends Record<string, unknown> { readonly busy: [string, string][] | null }

/** When a room is taken: whatever takes it, as merged time alone, in whole quarters of an hour. */
@Controller()
export class RoomTimesHandler {
  constructor(private readonly db: Db) {}

  @Handles(RoomTimes)
  times({ caller, input: { roomId, times, zone, apart }, now }: Call<typeof RoomTimes>): Promise<Output<typeof RoomTimes>> {
    return this.db.as(caller, async (tx) => {
      await roomRow(tx, roomId);
      if (!decide(tx.actor, 'room.list')) throw new Problem(NotAllowed);
      const periods = told(times.map((time, at) => periodOf({ ...time, zone }, `/times/${at}`)), now);
      const [row] = await tx.query<Row>(asking, [roomId, periods.map(({ startsAt }) => startsAt), periods.map(({ endsAt }) => endsAt), apart]);
      return { busy: (row?.busy ?? []).map(([startsAt, endsAt]) => ({ startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() })) };
    });
  }
}

const quarter = 15 * 60_000;
const furthest = seriesLimits.years * 366 * 24 * 3_600_000;
const before = (time: number): number => Math.floor(time / quarter) * quarter;
const after = (time: number): number => Math.ceil(time / quarter) * quarter;

/** What of the periods is told: what is to come, as far ahead as a series goes, outward to whole quarters, so that who asks minute by minute learns no more. */
const told = (periods: readonly Period[], now: Date): Period[] => periods
  .filter(({ endsAt }) => endsAt > now)
  .map(({ startsAt, endsAt }) => [Math.max(before(startsAt.getTime()), before(now.getTime())), Math.min(after(endsAt.getTime()), after(now.getTime() + furthest))] as const)
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ startsAt: new Date(from), endsAt: new Date(to) }));
