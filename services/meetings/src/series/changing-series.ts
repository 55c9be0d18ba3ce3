import { Injectable } from '@nestjs/common';
import { Malformed, NotAllowed, NotFound, NothingLeftOfSeries, Problem, type CancelSeries, type ChangeSeries, type SeriesView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { chosenBy } from './chosen-by.js';
import { lockedOccurrences, lockedSeries, occurrencesOf, seenSeries, type LockedOccurrence, type SeriesRow } from './series-rows.js';
import { seriesView } from './series-view.js';

type Calls = Call<typeof ChangeSeries> | Call<typeof CancelSeries>;
/** What is done to the chosen meetings, which are all to come and locked, in the order of the series. */
export type Work = (tx: ActorTx, series: SeriesRow, chosen: readonly LockedOccurrence[]) => Promise<void>;

/** Changes some or all meetings of a series that are to come, in one transaction, in the order of checks that every operation keeps: visible, version, `decide`, state. */
@Injectable()
export class ChangingSeries {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  change(call: Calls, action: Action, work: Work): Promise<SeriesView> {
    const { seriesId, scope, meetingId } = call.input;
    if (scope !== 'all' && !meetingId) throw Problem.at(Malformed, '/meetingId', 'Say which meeting this is.');
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, seriesId);
      if (!earlier) await this.perform(tx, call, { action, work });
      return seriesView(tx, seriesId, { now: call.now, freshness: this.freshness });
    });
  }

  private async perform(tx: ActorTx, call: Calls, { action, work }: { action: Action; work: Work }): Promise<void> {
    const series = await this.load(tx, call);
    requireVersion(call, String(series.version));
    if (!decide(tx.actor, action, { groupId: series.group_id, organiserId: series.organiser_id })) throw new Problem(NotAllowed);
    const chosen = chosenBy(call.input, await lockedOccurrences(tx, series.id), call.now);
    if (!chosen.length) throw new Problem(NothingLeftOfSeries);
    await work(tx, series, chosen);
    await tx.query('update series set version = version + 1 where id = $1', [series.id]);
  }

  /** A series of which only the times are seen exists, so it is not 404: it may not be changed. What is hidden of it, or is no meeting of it, does not exist. */
  private async load(tx: ActorTx, { input: { seriesId, meetingId } }: Calls): Promise<SeriesRow> {
    const series = await lockedSeries(tx, seriesId);
    const seen = await occurrencesOf(tx, seriesId);
    const known = (series ?? (await seenSeries(tx, seriesId))) && (meetingId ? seen.some(({ id }) => id === meetingId) : seen.length);
    if (!known) throw new Problem(NotFound);
    if (!series) throw new Problem(NotAllowed);
    return series;
  }
}
