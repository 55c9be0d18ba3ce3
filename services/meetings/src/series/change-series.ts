import { Controller } from '@nestjs/common';
import { ChangeSeries, MeetingDescribed, MeetingRescheduled, NothingLeftOfSeries, Problem, WeekdayMovesNothing, ledFields, type Input, type SeriesView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { Changing } from '../changing.js';
import { requireNoTextAtIndividualLevel } from '../meeting/meeting.js';
import { askAgain } from '../reschedule-meeting.js';
import { ChangingSeries, type Meant } from './changing-series.js';
import { following } from './chosen-by.js';
import { movedBy, type Moved } from './moved-by.js';
import { movesOf, type Move } from './moves.js';
import { repeatedAfter } from './repeated-after.js';
import { requireComing } from './require-coming.js';
import type { LockedOccurrence, SeriesRow } from './series-rows.js';

type Wanted = Input<typeof ChangeSeries>;
interface At { readonly wanted: Wanted; readonly now: Date }

@Controller()
export class ChangeSeriesHandler {
  constructor(private readonly series: ChangingSeries, private readonly changing: Changing) {}

  @Handles(ChangeSeries)
  changeSeries(call: Call<typeof ChangeSeries>): Promise<SeriesView> {
    const { input: wanted, now } = call;
    return this.series.change(call, 'meeting.reschedule', async (tx, series, meant) => {
      const { title = '', about = '', place = '', link = '' } = wanted;
      requireNoTextAtIndividualLevel(series.group_level, { title, about });
      refuseIdentityNumbers({ title, about, place, link });
      const chosen = following(wanted, meant.chosen);
      if (!chosen.length) throw new Problem(NothingLeftOfSeries);
      const moves = await this.toWeekday(tx, series, meant, { wanted, now });
      const changed = chosen.map((meeting) => ({ meeting, moved: movedBy(wanted, meeting, moves.find((one) => one.meeting === meeting)?.day) }));
      requireComing(changed.map(({ moved }) => moved), now, '/time');
      await Promise.all(changed.map(({ meeting, moved }) => this.changeOne(tx, meeting, moved, { wanted, now })));
      await lead(tx, chosen[0]!, wanted);
    });
  }

  /** Where the series is moved to another weekday, says so of it, and which of its meetings that moves. */
  private async toWeekday(tx: ActorTx, series: SeriesRow, meant: Meant, { wanted, now }: At): Promise<Move<LockedOccurrence>[]> {
    const { weekday } = wanted;
    if (!weekday) return [];
    const moves = movesOf(series, meant, { ...wanted, weekday }, now).filter(({ why }) => why === null);
    if (!moves.length) throw Problem.at(WeekdayMovesNothing, '/weekday', 'Every meeting stays where it is.');
    const { recurrence, earlier } = repeatedAfter(series, moves, { weekday, all: meant.all });
    await tx.query('update series set recurrence = $2, earlier = $3 where id = $1', [series.id, JSON.stringify(recurrence), JSON.stringify(earlier)]);
    return moves;
  }

  private async changeOne(tx: ActorTx, meeting: LockedOccurrence, moved: Moved, at: At): Promise<void> {
    if (moved.differs) await this.move(tx, meeting, moved, at);
    const { title = meeting.title, about = meeting.about } = at.wanted;
    if (title === meeting.title && about === meeting.about) return;
    await tx.query('update meeting_contents set title = $2, about = $3, version = version + 1 where meeting_id = $1', [meeting.id, title, about]);
    await this.changing.tell(tx, { meeting, told: { event: MeetingDescribed, data: {}, what: 'described' }, now: at.now });
  }

  private async move(tx: ActorTx, meeting: LockedOccurrence, { startsAt, endsAt, place, link, asksAgain }: Moved, { wanted, now }: At): Promise<void> {
    await tx.query('update meetings set starts_at = $2, ends_at = $3, place = $4, link = $5, sequence = sequence + 1, version = version + 1 where id = $1', [meeting.id, startsAt, endsAt, place, link]);
    if (wanted.scope !== 'this') await tx.query('update occurrences set planned_start = $2, planned_end = $3 where meeting_id = $1', [meeting.id, startsAt, endsAt]);
    if (asksAgain) await askAgain(tx, meeting.id, now);
    await this.changing.tell(tx, { meeting, told: { event: MeetingRescheduled, data: { asksAgain }, what: 'rescheduled', history: { starts_at: new Date(startsAt), ends_at: new Date(endsAt), place } }, now });
  }
}

/** Remembers at the first meeting what was changed from it on: one more date after it is like that. */
async function lead(tx: ActorTx, { id }: LockedOccurrence, wanted: Wanted): Promise<void> {
  const fields = ledFields.filter((field) => wanted[field] !== undefined);
  if (wanted.scope === 'this' || fields.length === 0) return;
  await tx.query('update occurrences set leads = (select array_agg(distinct field) from unnest(leads || $2::text[]) as field) where meeting_id = $1', [id, fields]);
}
