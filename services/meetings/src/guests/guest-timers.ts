import { Injectable } from '@nestjs/common';
import { OnDue, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { forgottenAt } from './guest.js';

/** The kinds of timer at which what was typed of a meeting's guests goes, and of a poll's. */
export const forgetting = 'guests-forgotten';
export const forgettingOfPoll = 'poll-guests-forgotten';

/** Plans anew when a meeting's guests are forgotten, once its time is another or it is cancelled. */
export async function planForgetting(tx: Tx, meetingId: string): Promise<void> {
  const at = await forgottenOf(tx, meetingId);
  const invited = await tx.query('select from meeting_guests where meeting_id = $1 limit 1', [meetingId]);
  if (at && invited.length > 0) await remindAt(tx, { kind: forgetting, subjectId: meetingId, at });
}

const over = `select m.ends_at, case when m.status = 'cancelled' then (select max(c.at) from meeting_changes c where c.meeting_id = m.id and c.what = 'cancelled') end as cancelled_at from meetings m where m.id = $1`;

async function forgottenOf(tx: Tx, meetingId: string): Promise<Date | null> {
  const [meeting] = await tx.query<{ ends_at: Date; cancelled_at: Date | null }>(over, [meetingId]);
  return meeting ? forgottenAt(meeting) : null;
}

/** Forgets a meeting's guests thirty days after it was held or cancelled; of one that was moved, by the time that holds. */
@Injectable()
export class GuestTimers {
  @OnDue(forgetting)
  async forget({ subjectId: meetingId }: Due, tx: Tx): Promise<void> {
    const at = await forgottenOf(tx, meetingId);
    if (!at) return;
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
