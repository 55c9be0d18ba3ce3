import { Controller } from '@nestjs/common';
import { CalendarMeetings, Malformed, PastMeetings, Problem, UpcomingMeetings, type Output } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { cursorAfter, listed, placeOf, summariesOf, type Sort, type Wanted } from './reading/meeting-list.js';

type Page = Output<typeof UpcomingMeetings>;
type PageCall = Call<typeof UpcomingMeetings> | Call<typeof PastMeetings>;

/** More than this a calendar cannot show; the answer says that there is more. */
const mostInCalendar = 1000;
const longestPeriod = 100 * 24 * 3_600_000;
const beginning = { startsAt: '0001-01-01T00:00:00Z', id: '00000000-0000-0000-0000-000000000000' };
const end = { startsAt: '9999-12-31T00:00:00Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

// A meeting lasts a day at most, so the sort key alone bounds each walk.
const ofGroup = 'm.group_id = $4';
const ofAll = '$4::uuid is null';

/** Meetings that have not ended. Parameters: the instant, the place in two, and the group. */
export const upcoming: Sort = {
  order: 'asc', walk: "a.starts_at > $1::timestamptz - interval '1 day' and a.ends_at > $1 and (a.starts_at, a.meeting_id) > ($2, $3)", meeting: `(${ofAll} or ${ofGroup})`, certain: ofAll,
};

const past: Sort = {
  order: 'desc', walk: 'a.starts_at < $1 and a.ends_at <= $1 and (a.starts_at, a.meeting_id) < ($2, $3)', meeting: `(${ofAll} or ${ofGroup})`, certain: ofAll,
};

/** Parameters: the beginning and the end of the period. */
const inPeriod: Sort = { order: 'asc', walk: "a.starts_at > $1::timestamptz - interval '1 day' and a.starts_at < $2 and a.ends_at > $1", meeting: 'true', certain: 'true' };

@Controller()
export class ListMeetingsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(UpcomingMeetings)
  upcoming(call: Call<typeof UpcomingMeetings>): Promise<Page> {
    return this.page(call, upcoming);
  }

  @Handles(PastMeetings)
  past(call: Call<typeof PastMeetings>): Promise<Page> {
    return this.page(call, past);
  }

  @Handles(CalendarMeetings)
  calendar({ caller, input, now }: Call<typeof CalendarMeetings>): Promise<Output<typeof CalendarMeetings>> {
    const [from, to] = [new Date(input.from), new Date(input.to)];
    if (to <= from || to.getTime() - from.getTime() > longestPeriod) throw Problem.at(Malformed, '/to', 'The period must end after it begins, and be at most 100 days.');
    const wanted: Wanted = { ...inPeriod, params: [from, to], limit: mostInCalendar + 1 };
    return this.db.asking(caller, (tx) => listed(tx, wanted, !this.freshness.staleness()), async (tx, rows) => ({ items: await summariesOf(tx, rows.slice(0, mostInCalendar), now), more: rows.length > mostInCalendar }));
  }

  private page({ caller, input, now }: PageCall, sort: Sort): Promise<Page> {
    const place = input.cursor ? placeOf(input.cursor) : sort.order === 'asc' ? beginning : end;
    if (!place) throw Problem.at(Malformed, '/cursor', 'The cursor is not one that was given.');
    const wanted: Wanted = { ...sort, params: [now, place.startsAt, place.id, input.groupId ?? null], limit: input.limit + 1 };
    return this.db.asking(caller, (tx) => listed(tx, wanted, !this.freshness.staleness()), async (tx, rows) => {
      const items = await summariesOf(tx, rows, now);
      const shown = items.slice(0, input.limit);
      return { items: shown, next: items.length > input.limit ? cursorAfter(shown.at(-1)!) : null };
    });
  }
}
