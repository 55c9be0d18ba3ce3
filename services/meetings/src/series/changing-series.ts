import { Injectable } from '@nestjs/common';
import { Malformed, NotAllowed, NotFound, NothingLeftOfSeries, Problem, type CancelSeries, type ChangeSeries, type Input, type SeriesView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { chosenBy } from './chosen-by.js';
import { lockedOccurrences, lockedSeries, occurrencesOf, seenSeries, type LockedOccurrence, type SeriesRow } from './series-rows.js';
import { seriesView } from './series-view.js';

type Scope = Input<typeof ChangeSeries>['scope'];
type Calls = Call<typeof ChangeSeries> | Call<typeof CancelSeries>;
/** The chosen meetings, which are all to come, in the order of the series, and all that it has; every one is locked. */
export interface Meant { readonly chosen: readonly LockedOccurrence[]; readonly all: readonly LockedOccurrence[] }
/** What is done to the chosen meetings. */
export type Work = (tx: ActorTx, series: SeriesRow, meant: Meant) => Promise<void>;

/** Changes some or all meetings of a series that are to come, in one transaction, in the order of checks that every operation keeps: visible, version, `decide`, state. */
@Injectable()
export class ChangingSeries {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  change(call: Calls, action: Action, work: Work): Promise<SeriesView> {
    const { seriesId } = call.input;
    requireWhich(call.input);
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, seriesId);
      if (!earlier) await this.perform(tx, call, { action, work });
      return seriesView(tx, seriesId, { now: call.now, freshness: this.freshness });
    });
  }

  private async perform(tx: ActorTx, call: Calls, { action, work }: { action: Action; work: Work }): Promise<void> {
    const series = await changeableSeries(tx, call.input);
    requireVersion(call, String(series.version));
    if (!decide(tx.actor, action, { groupId: series.group_id, organiserId: series.organiser_id })) throw new Problem(NotAllowed);
    const all = await lockedOccurrences(tx, series.id);
    const chosen = chosenBy(call.input, all, call.now);
    if (!chosen.length) throw new Problem(NothingLeftOfSeries);
    await work(tx, series, { chosen, all });
    await tx.query('update series set version = version + 1 where id = $1', [series.id]);
  }
}

/** Throws Malformed where it is not said which meeting is meant, and where one meeting alone is to follow another weekday: it is moved to a date. */
export function requireWhich({ scope, meetingId, weekday }: { readonly scope: Scope; readonly meetingId?: string | undefined; readonly weekday?: string | undefined }): void {
  if (scope !== 'all' && !meetingId) throw Problem.at(Malformed, '/meetingId', 'Say which meeting this is.');
  if (scope === 'this' && weekday) throw Problem.at(Malformed, '/weekday', 'One meeting is moved to a date.');
}

/** A series, locked. One of which only the times are seen exists, so it is not 404: it may not be changed. What is hidden of it, or is no meeting of it, does not exist. */
export async function changeableSeries(tx: ActorTx, { seriesId, meetingId }: { readonly seriesId: string; readonly meetingId?: string | undefined }): Promise<SeriesRow> {
  const series = await lockedSeries(tx, seriesId);
  const seen = await occurrencesOf(tx, seriesId);
  const known = (series ?? (await seenSeries(tx, seriesId))) && (meetingId ? seen.some(({ id }) => id === meetingId) : seen.length);
  if (!known) throw new Problem(NotFound);
  if (!series) throw new Problem(NotAllowed);
  return series;
}
