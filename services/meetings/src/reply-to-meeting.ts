import { Controller } from '@nestjs/common';
import { MeetingReplied, NotInvited, Problem, ReplyToMeeting, Stale, type MeetingView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call, refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireNoTextAtIndividualLevel, requireStep } from './meeting/meeting.js';
import { meetingOf, participantRows, type MeetingRow, type ParticipantRow } from './reading/meeting-rows.js';
import { isMine } from './reading/meeting-view.js';

@Controller()
export class ReplyToMeetingHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(ReplyToMeeting)
  reply(call: Call<typeof ReplyToMeeting>): Promise<MeetingView> {
    const { answer, comment, participantId } = call.input;
    return this.changing.change(call, 'meeting.reply', async (tx, row) => {
      if (!isTimeOf(row, call.input)) throw new Problem(Stale);
      const participant = await mine(tx, row.id, participantId);
      requireStep(meetingOf(row), 'called', call.now);
      requireNoTextAtIndividualLevel(row.group_level, { comment });
      refuseIdentityNumbers({ comment });
      const writing = tx.query('update participants set answer = $2, comment = $3, answered_at = $4, answered_by = $5 where id = $1', [participant.id, answer, comment, call.now, tx.actor.personId]);
      return { writing, event: MeetingReplied, data: { participantId: participant.id, byPersonId: tx.actor.personId, answer }, what: 'replied', history: { answer, participant_ids: [participant.id] } };
    });
  }
}

/** Whether the time that somebody answers is the one that the meeting has: one that lasts longer now was not what was answered. */
const isTimeOf = ({ starts_at, ends_at }: MeetingRow, { startsAt, endsAt }: { startsAt: string; endsAt?: string | undefined }): boolean =>
  starts_at.getTime() === Date.parse(startsAt) && (endsAt === undefined || ends_at.getTime() === Date.parse(endsAt));

/** The participation that the actor answers for: the one told, else his own, else that of a function he holds. Throws NotInvited. */
async function mine(tx: ActorTx, meetingId: string, participantId: string | undefined): Promise<ParticipantRow> {
  const candidates = (await participantRows(tx, meetingId)).filter((p) => isMine(tx.actor, p));
  const chosen = participantId ? candidates.find((p) => p.id === participantId) : (candidates.find((p) => p.person_id) ?? candidates[0]);
  if (!chosen) throw new Problem(NotInvited);
  return chosen;
}
