import { Controller } from '@nestjs/common';
import { ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Calling } from './calling.js';
import { requireFuture } from './meeting/meeting.js';

@Controller()
export class ScheduleMeetingHandler {
  constructor(private readonly calling: Calling) {}

  @Handles(ScheduleMeeting)
  schedule(call: Call<typeof ScheduleMeeting>): Promise<MeetingView> {
    return this.calling.call(call, { action: 'meeting.schedule', status: 'called', requireTime: requireFuture });
  }
}
