import { Controller } from '@nestjs/common';
import { MeetingReadings, NotAllowed, NotFound, Problem, ReadingNotLogged, type Output } from '@knutpunkt/contracts';
import { Freshness, decide, readingsOf } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { seenMeeting } from './reading/meeting-rows.js';

const whats = { 'meeting.read': 'read', 'meeting.history': 'history', 'meeting.list': 'list', 'meeting.why': 'why' } as const;

@Controller()
export class MeetingReadingsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(MeetingReadings)
  readings({ caller, input }: Call<typeof MeetingReadings>): Promise<Output<typeof MeetingReadings>> {
    return this.db.as(caller, async (tx) => {
      const meeting = await seenMeeting(tx, input.meetingId);
      if (!meeting) throw new Problem(NotFound);
      if (!decide(tx.actor, 'meeting.readings', { groupId: meeting.group_id })) throw new Problem(NotAllowed);
      if (meeting.group_level === 'GENERAL') throw new Problem(ReadingNotLogged);
      this.freshness.require();
      await audit(tx, { action: 'meeting.readings', objectId: meeting.id });
      return readingsOf(tx, meeting.id, whats);
    });
  }
}
