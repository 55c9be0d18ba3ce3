import { Controller } from '@nestjs/common';
import { CancelMeeting, MeetingCancelled, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call, refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireNoTextAtIndividualLevel, requireStep } from './meeting/meeting.js';
import { meetingOf } from './reading/meeting-rows.js';

@Controller()
export class CancelMeetingHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(CancelMeeting)
  cancel(call: Call<typeof CancelMeeting>): Promise<MeetingView> {
    const { reason } = call.input;
    return this.changing.change(call, 'meeting.cancel', async (tx, row) => {
      requireStep(meetingOf(row), 'cancelled', call.now);
      requireNoTextAtIndividualLevel(row.group_level, { reason });
      refuseIdentityNumbers({ reason });
      await tx.query("update meetings set status = 'cancelled', sequence = sequence + 1, version = version + 1 where id = $1", [row.id]);
      await tx.query('update meeting_contents set cancel_reason = $2 where meeting_id = $1', [row.id, reason]);
      return { event: MeetingCancelled, data: {}, what: 'cancelled' };
    });
  }
}
