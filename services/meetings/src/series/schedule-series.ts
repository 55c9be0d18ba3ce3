import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, Problem, ScheduleSeries, type SeriesView } from '@knutpunkt/contracts';
import { Freshness, decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { holdDraft, requireHeld } from '../drafts/draft-rows.js';
import { endCalledDraft } from '../drafts/end-drafts.js';
import { lockGroup } from '../following/membership.js';
import { invite } from '../meeting/compose.js';
import { groupOf, knownAmong, requireGroup } from '../participants/invited.js';
import { planOf } from './plan.js';
import { requireComing } from './require-coming.js';
import { seriesView } from './series-view.js';
import { writeSeries } from './write-series.js';

@Controller()
export class ScheduleSeriesHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  @Handles(ScheduleSeries)
  schedule(call: Call<typeof ScheduleSeries>): Promise<SeriesView> {
    const id = v7();
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, id);
      if (!earlier) await this.make(tx, call, id);
      return seriesView(tx, earlier ?? id, { now: call.now, freshness: this.freshness });
    });
  }

  private async make(tx: ActorTx, { input, now }: Call<typeof ScheduleSeries>, id: string): Promise<void> {
    if (input.groupId) await lockGroup(tx, input.groupId, 'calling');
    const [group, known] = await Promise.all([input.groupId ? groupOf(tx, input.groupId) : null, knownAmong(tx, input)]);
    requireGroup(input.groupId, group);
    if (input.meetingDraftId) requireHeld(await holdDraft(tx, input.meetingDraftId), input.meetingDraftVersion);
    if (group?.level === 'INDIVIDUAL') this.freshness.require();
    if (!decide(tx.actor, 'meeting.schedule', { groupId: group?.id })) throw new Problem(NotAllowed);
    const { meetings } = planOf(input);
    requireComing(meetings, now, '/firstDay');
    const participants = invite(tx, input, { group, known });
    await writeSeries(tx, { id, input, meetings, now, group, participants });
    if (input.meetingDraftId) await endCalledDraft(tx, input.meetingDraftId);
    this.outbox.ringAfter(tx);
  }
}
