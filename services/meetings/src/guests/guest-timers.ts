import { Injectable } from '@nestjs/common';
import { OnDue, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { forgottenAt } from './guest.js';

/** The kinds of timer at which what was typed of a meeting's guests goes, and of a poll's. */
export const forgetting = 'guests-forgotten';
export const forgettingOfPoll = 'poll-guests-forgotten';

/** Forgets a meeting's guests thirty days after it; of one that was moved, thirty days after it was held. */
@Injectable()
export class GuestTimers {
  @OnDue(forgetting)
  async forget({ subjectId: meetingId }: Due, tx: Tx): Promise<void> {
    const [meeting] = await tx.query<{ ends_at: Date }>('select ends_at from meetings where id = $1', [meetingId]);
    if (!meeting) return;
    const at = forgottenAt(meeting);
    if (at > new Date()) return remindAt(tx, { kind: forgetting, subjectId: meetingId, at });
    const gone = await tx.query('delete from meeting_guests where meeting_id = $1 returning id', [meetingId]);
    if (gone.length > 0) await auditWork(tx, 'guests', { action: 'meeting.guests-forgotten', objectId: meetingId });
  }

  /** A poll closes when it was to close at the latest: its guests are forgotten thirty days after that. */
  @OnDue(forgettingOfPoll)
  async forgetOfPoll({ subjectId: pollId }: Due, tx: Tx): Promise<void> {
    const gone = await tx.query('delete from poll_guests where poll_id = $1 returning id', [pollId]);
    if (gone.length > 0) await auditWork(tx, 'guests', { action: 'poll.guests-forgotten', objectId: pollId });
  }
}
