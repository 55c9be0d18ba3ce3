import { Controller } from '@nestjs/common';
import { CancelSeries, MeetingCancelled, type SeriesView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { Changing } from '../changing.js';
import { requireNoTextAtIndividualLevel } from '../meeting/meeting.js';
import { ChangingSeries } from './changing-series.js';
import type { LockedOccurrence } from './series-rows.js';

@Controller()
export class CancelSeriesHandler {
  constructor(private readonly series: ChangingSeries, private readonly changing: Changing) {}

  @Handles(CancelSeries)
  cancel(call: Call<typeof CancelSeries>): Promise<SeriesView> {
    const { input: { reason }, now } = call;
    return this.series.change(call, 'meeting.cancel', async (tx, { group_level }, { chosen }) => {
      requireNoTextAtIndividualLevel(group_level, { reason });
      refuseIdentityNumbers({ reason });
      await Promise.all(chosen.map((meeting) => this.cancelOne(tx, meeting, { reason, now })));
    });
  }

  private async cancelOne(tx: ActorTx, meeting: LockedOccurrence, { reason, now }: { reason: string; now: Date }): Promise<void> {
    await tx.query("update meetings set status = 'cancelled', sequence = sequence + 1, version = version + 1 where id = $1", [meeting.id]);
    await tx.query('update meeting_contents set cancel_reason = $2 where meeting_id = $1', [meeting.id, reason]);
    await this.changing.tell(tx, { meeting, told: { event: MeetingCancelled, data: {}, what: 'cancelled' }, now });
  }
}
