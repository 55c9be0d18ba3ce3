import { Controller } from '@nestjs/common';
import { NotFound, Problem, WhyISeeMeeting, type Why } from '@knutpunkt/contracts';
import { Freshness, isOwn, reasonsOf } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { seenMeeting } from './reading/meeting-rows.js';

const own = `select r.audience_id, r.kind, r.level, r.valid_from, r.valid_to, null::uuid as addressed_to from meeting_audiences r where r.meeting_id = $1 and ${isOwn('r')}`;

@Controller()
export class WhyMeetingHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(WhyISeeMeeting)
  why({ caller, input }: Call<typeof WhyISeeMeeting>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      const meeting = await seenMeeting(tx, input.meetingId);
      if (!meeting) throw new Problem(NotFound);
      if (meeting.group_level === 'INDIVIDUAL') {
        this.freshness.require();
        await audit(tx, { action: 'meeting.why', objectId: meeting.id });
      }
      return { reasons: await reasonsOf(tx, own, [meeting.id]) };
    });
  }
}
