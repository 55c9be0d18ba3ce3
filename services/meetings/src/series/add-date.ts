import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddSeriesDate, NotAllowed, Problem, type SeriesView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { lockGroup } from '../following/membership.js';
import { invite, write } from '../meeting/compose.js';
import { chosenOf, groupOf, requireGroup, stillKnown } from '../participants/invited.js';
import { changeableSeries } from './changing-series.js';
import { oneMore, type OneMore } from './one-more.js';
import { requireComing } from './require-coming.js';
import { lockedOccurrences, seenSeries, type LockedOccurrence, type SeriesRow } from './series-rows.js';
import { seriesView } from './series-view.js';

type Asked = Call<typeof AddSeriesDate>;
/** Those whom the series was called for besides the group, as far as they still take part in the meeting that the new one is like: its texts reach nobody else. */
const calledBesides = async (tx: ActorTx, { audiences }: SeriesRow, likeId: string): Promise<string[]> =>
  (await tx.query<{ id: string }>("select coalesce(person_id, function_id) as id from participants where meeting_id = $1 and via = 'direct' and removed_at is null and coalesce(person_id, function_id) = any($2)", [likeId, audiences])).map(({ id }) => id);

const occurrence = 'insert into occurrences (meeting_id, series_id, original, planned_start, planned_end) values ($1, $2, $3, $4, $5)';

/** Puts one meeting more into a series that has been called: it is called as any other, and follows the series from then on. */
@Controller()
export class AddSeriesDateHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(AddSeriesDate)
  add(call: Asked): Promise<SeriesView> {
    const { seriesId } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, seriesId))) await this.extend(tx, call);
      return seriesView(tx, seriesId, { now: call.now, freshness: this.freshness });
    });
  }

  /** The group is locked before the series, as by whoever follows its members. */
  private async extend(tx: ActorTx, call: Asked): Promise<void> {
    const { input: { seriesId, day }, now } = call;
    const groupId = (await seenSeries(tx, seriesId))?.group_id;
    if (groupId) await lockGroup(tx, groupId, 'calling');
    const series = await changeableSeries(tx, { seriesId });
    requireVersion(call, String(series.version));
    if (!decide(tx.actor, 'series.extend', { groupId: series.group_id, organiserId: series.organiser_id })) throw new Problem(NotAllowed);
    const more = oneMore(series, await lockedOccurrences(tx, seriesId), { day, now });
    requireComing([{ startsAt: more.period.startsAt.toISOString() }], now, '/day');
    await this.call(tx, series, more, now);
    await tx.query('update series set version = version + 1 where id = $1', [seriesId]);
  }

  private async call(tx: ActorTx, series: SeriesRow, { like, texts, period, original }: OneMore<LockedOccurrence>, now: Date): Promise<void> {
    const groupId = series.group_id ?? undefined;
    const [group, known] = [groupId ? await groupOf(tx, groupId) : null, await stillKnown(tx, await calledBesides(tx, series, like.id))];
    requireGroup(groupId, group);
    if (group?.level === 'INDIVIDUAL') this.freshness.require();
    const input = { ...texts, listHidden: like.list_hidden, zone: series.recurrence.zone, groupId, ...chosenOf(known) };
    const id = v7();
    await write(tx, { id, input, period, status: 'called', now, group, participants: invite(tx, input, { group, known }) });
    await tx.query(occurrence, [id, series.id, original, period.startsAt, period.endsAt]);
    this.outbox.ringAfter(tx);
  }
}
