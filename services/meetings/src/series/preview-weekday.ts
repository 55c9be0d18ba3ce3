import { Controller } from '@nestjs/common';
import { NotAllowed, NotFound, NothingLeftOfSeries, PreviewWeekday, Problem, type SeriesMove, type WeekdayPlan } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, noticeOf, type Call } from '@knutpunkt/service-kit';
import { requireWhich } from './changing-series.js';
import { chosenBy } from './chosen-by.js';
import { holidayOn } from './holidays.js';
import { movedBy } from './moved-by.js';
import { movesOf, type Move } from './moves.js';
import { occurrencesOf, seenSeries, type OccurrenceRow, type SeriesRow } from './series-rows.js';

type Asked = Call<typeof PreviewWeekday>;

/** Tells what `ChangeSeries` makes of a series on another weekday, by the same rules, and changes nothing. */
@Controller()
export class PreviewWeekdayHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(PreviewWeekday)
  preview(call: Asked): Promise<WeekdayPlan> {
    requireWhich(call.input);
    return this.db.as(call.caller, async (tx) => {
      const { series, all } = await this.changeable(tx, call.input);
      const chosen = chosenBy(call.input, all, call.now);
      if (!chosen.length) throw new Problem(NothingLeftOfSeries);
      return { moves: movesOf(series, { chosen, all }, call.input, call.now).map((move) => shown(move, series, call)) };
    });
  }

  private async changeable(tx: ActorTx, { seriesId, meetingId }: Asked['input']): Promise<{ series: SeriesRow; all: OccurrenceRow[] }> {
    const [series, seen] = await Promise.all([seenSeries(tx, seriesId), occurrencesOf(tx, seriesId)]);
    if (!series || !seen.length || (meetingId && !seen.some(({ id }) => id === meetingId))) throw new Problem(NotFound);
    if (series.group_level === 'INDIVIDUAL') {
      this.freshness.require();
      await audit(tx, { action: 'series.preview', objectId: seriesId });
    }
    if (!decide(tx.actor, 'meeting.reschedule', { groupId: series.group_id, organiserId: series.organiser_id })) throw new Problem(NotAllowed);
    return { series, all: seen.filter(({ title }) => title !== null) };
  }
}

function shown({ meeting, day, wanted, why }: Move<OccurrenceRow>, { group_level }: SeriesRow, { input, now }: Asked): SeriesMove {
  const { startsAt, endsAt, clock } = movedBy(input, meeting, day);
  const to = { startsAt, endsAt, clock, late: noticeOf(group_level, now, new Date(startsAt)).late };
  return { meetingId: meeting.id, startsAt: meeting.starts_at.toISOString(), endsAt: meeting.ends_at.toISOString(), day: wanted, to: why === null ? to : null, why, holiday: (why === 'holiday' && wanted && holidayOn(wanted)) || null };
}
