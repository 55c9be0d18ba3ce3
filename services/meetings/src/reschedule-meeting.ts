import { Controller } from '@nestjs/common';
import { MeetingRescheduled, RescheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call, refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { Changing, type Locked, type Told } from './changing.js';
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
      refuseIdentityNumbers({ place: input.place, link: input.link });
      const period = periodOf(input);
      requireFuture(period, now);
      return moveTo(tx, row, { ...period, place: input.place, link: input.link, zone: input.zone }, now);
    });
  }
}

/** Moves a meeting that is locked; a new time asks everybody again. */
export async function moveTo(tx: ActorTx, row: Locked, to: Parameters<typeof move>[1], now: Date): Promise<Told> {
  const { moved, asksAgain } = move(meetingOf(row), to);
  await tx.query('update meetings set starts_at = $2, ends_at = $3, zone = $4, place = $5, link = $6, sequence = $7, version = $8 where id = $1',
    [row.id, moved.startsAt, moved.endsAt, moved.zone, moved.place, moved.link, moved.sequence, moved.version]);
  if (asksAgain) await askAgain(tx, row.id, now);
  return { event: MeetingRescheduled, data: { asksAgain }, what: 'rescheduled', history: { starts_at: moved.startsAt, ends_at: moved.endsAt, place: moved.place } };
}

/** Everybody is asked anew but the one who moves the meeting, who by that says yes. */
export const askAgain = (tx: ActorTx, meetingId: string, now: Date): Promise<unknown> =>
  tx.query(
    `update participants set answer = case when person_id = $2 then 'yes' end, comment = '', answered_at = case when person_id = $2 then $3::timestamptz end,
       answered_by = case when person_id = $2 then $2 end where meeting_id = $1`, [meetingId, tx.actor.personId, now]);
