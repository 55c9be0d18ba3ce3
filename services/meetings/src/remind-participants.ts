import { Controller } from '@nestjs/common';
import { EverybodyHasAnswered, ParticipantsReminded, Problem, RemindParticipants, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireStep } from './meeting/meeting.js';
import { isSilent, meetingOf, participantRows } from './reading/meeting-rows.js';
import { requireRest } from './reminding.js';

@Controller()
export class RemindParticipantsHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(RemindParticipants)
  remind(call: Call<typeof RemindParticipants>): Promise<MeetingView> {
    return this.changing.change(call, 'meeting.invite', async (tx, row) => {
      requireStep(meetingOf(row), 'called', call.now);
      requireRest(row.reminded_at, call.now);
      const reminded = (await participantRows(tx, row.id)).filter((p) => isSilent(p) && p.person_id !== tx.actor.personId).map(({ id }) => id);
      if (reminded.length === 0) throw new Problem(EverybodyHasAnswered);
      await tx.query('update meeting_contents set reminded_at = $2 where meeting_id = $1', [row.id, call.now]);
      return { event: ParticipantsReminded, data: { reminded }, what: 'reminded', history: { participant_ids: reminded } };
    });
  }
}
