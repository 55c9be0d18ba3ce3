import { Controller } from '@nestjs/common';
import { NotFound, Problem, SeriesDetails, SeriesOfMeeting, type Output, type SeriesView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { seenMeeting } from '../reading/meeting-rows.js';
import { seenSeries, seriesIdOf } from './series-rows.js';
import { seriesView } from './series-view.js';

@Controller()
export class SeriesDetailsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(SeriesDetails)
  details({ caller, input, now }: Call<typeof SeriesDetails>): Promise<SeriesView> {
    return this.db.as(caller, (tx) => seriesView(tx, input.seriesId, { now, freshness: this.freshness }));
  }

  @Handles(SeriesOfMeeting)
  ofMeeting({ caller, input, now }: Call<typeof SeriesOfMeeting>): Promise<Output<typeof SeriesOfMeeting>> {
    return this.db.as(caller, async (tx) => {
      if (!(await seenMeeting(tx, input.meetingId))) throw new Problem(NotFound);
      const seriesId = await seriesIdOf(tx, input.meetingId);
      if (!seriesId || !(await seenSeries(tx, seriesId))) return { series: null };
      return { series: await seriesView(tx, seriesId, { now, freshness: this.freshness }) };
    });
  }
}
