import { Controller } from '@nestjs/common';
import { ChangeSeries, MeetingDescribed, MeetingRescheduled, NothingLeftOfSeries, Problem, type Input, type SeriesView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { Changing } from '../changing.js';
import { requireNoTextAtIndividualLevel } from '../meeting/meeting.js';
import { askAgain } from '../reschedule-meeting.js';
import { ChangingSeries } from './changing-series.js';
import { following } from './chosen-by.js';
import { movedBy, type Moved } from './moved-by.js';
import { requireComing } from './require-coming.js';
import type { LockedOccurrence } from './series-rows.js';

type Wanted = Input<typeof ChangeSeries>;
interface At { readonly wanted: Wanted; readonly now: Date }

@Controller()
export class ChangeSeriesHandler {
  constructor(private readonly series: ChangingSeries, private readonly changing: Changing) {}

  @Handles(ChangeSeries)
  changeSeries(call: Call<typeof ChangeSeries>): Promise<SeriesView> {
    const { input: wanted, now } = call;
    return this.series.change(call, 'meeting.reschedule', async (tx, { group_level }, chosen) => {
      const { title = '', about = '', place = '', link = '' } = wanted;
      requireNoTextAtIndividualLevel(group_level, { title, about });
      refuseIdentityNumbers({ title, about, place, link });
      const changed = following(wanted, chosen).map((meeting) => ({ meeting, moved: movedBy(wanted, meeting) }));
      if (!changed.length) throw new Problem(NothingLeftOfSeries);
      requireComing(changed.map(({ moved }) => moved), now, '/time');
      await Promise.all(changed.map(({ meeting, moved }) => this.changeOne(tx, meeting, moved, { wanted, now })));
    });
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
