import { Controller } from '@nestjs/common';
import { MeetingDetails, type MeetingView } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { meetingView } from './reading/meeting-view.js';

@Controller()
export class MeetingDetailsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(MeetingDetails)
  details({ caller, input, now }: Call<typeof MeetingDetails>): Promise<MeetingView> {
    return this.db.as(caller, async (tx) => {
      const view = await meetingView(tx, input.meetingId, { now, freshness: this.freshness });
      if (view.groupLevel === 'INDIVIDUAL') await audit(tx, { action: 'meeting.read', objectId: view.id });
      return view;
    });
  }
}
