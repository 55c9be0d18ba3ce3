import { Controller } from '@nestjs/common';
import { NotFound, Problem, WhyISeeSeries, type Why } from '@knutpunkt/contracts';
import { Freshness, reasonsOf } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { occurrencesOf, seenSeries } from './series-rows.js';

/** A series reaches those for whom it was called, for as long as they are that; to whom sees a calendar only it is a shell, as its meetings are. */
const own = `
  select mine.audience_id, case when mine.audience_id = r.group_id then 'group' when mine.audience_id = me() then 'person' else 'function' end as kind, 'content' as level, r.created_at as valid_from, null::timestamptz as valid_to, null::uuid as addressed_to
    from series r cross join unnest(r.audiences) as mine(audience_id) where r.id = $1 and mine.audience_id = any(my_audiences() || my_shells())`;

@Controller()
export class WhySeriesHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(WhyISeeSeries)
  why({ caller, input }: Call<typeof WhyISeeSeries>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      const [series, meetings] = await Promise.all([seenSeries(tx, input.seriesId), occurrencesOf(tx, input.seriesId)]);
      if (!series || !meetings.length) throw new Problem(NotFound);
      if (series.group_level === 'INDIVIDUAL') {
        this.freshness.require();
        await audit(tx, { action: 'series.why', objectId: series.id });
      }
      return { reasons: await reasonsOf(tx, own, [series.id]) };
    });
  }
}
