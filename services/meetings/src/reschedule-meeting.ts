import { Controller } from '@nestjs/common';
import { MeetingRescheduled, RescheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { move, requireFuture, requireStep } from './meeting/meeting.js';
import { periodOf } from './meeting/wall-time.js';
import { meetingOf } from './reading/meeting-rows.js';

@Controller()
export class RescheduleMeetingHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(RescheduleMeeting)
  reschedule(call: Call<typeof RescheduleMeeting>): Promise<MeetingView> {
    const { input, now } = call;
    return this.changing.change(call, 'meeting.reschedule', async (tx, row) => {
      requireStep(meetingOf(row), 'called', now);
      refuseIdentityNumbers({ place: input.place });
      const period = periodOf(input);
      requireFuture(period, now);
      const { moved, asksAgain } = move(meetingOf(row), { ...period, place: input.place, link: input.link, zone: input.zone });
      await tx.query('update meetings set starts_at = $2, ends_at = $3, zone = $4, place = $5, link = $6, sequence = $7, version = $8 where id = $1',
        [row.id, moved.startsAt, moved.endsAt, moved.zone, moved.place, moved.link, moved.sequence, moved.version]);
      if (asksAgain) await tx.query("update participants set answer = null, comment = '', answered_at = null, answered_by = null where meeting_id = $1 and person_id is distinct from $2", [row.id, tx.actor.personId]);
      return { event: MeetingRescheduled, data: { asksAgain }, what: 'rescheduled', history: { starts_at: moved.startsAt, ends_at: moved.endsAt, place: moved.place } };
    });
  }
}
