import { Controller } from '@nestjs/common';
import { RecordHeldMeeting, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Calling } from './calling.js';
import { requireEnded } from './meeting/meeting.js';

@Controller()
export class RecordHeldMeetingHandler {
  constructor(private readonly calling: Calling) {}

  @Handles(RecordHeldMeeting)
  record(call: Call<typeof RecordHeldMeeting>): Promise<MeetingView> {
    return this.calling.call(call, { action: 'meeting.record', status: 'held', requireTime: requireEnded });
  }
}
