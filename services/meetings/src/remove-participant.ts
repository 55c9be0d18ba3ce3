import { Controller } from '@nestjs/common';
import { GroupMemberStays, NotFound, ParticipantsRemoved, Problem, RemoveParticipant, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireStep } from './meeting/meeting.js';
import { meetingOf, participantRows } from './reading/meeting-rows.js';

@Controller()
export class RemoveParticipantHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(RemoveParticipant)
  remove(call: Call<typeof RemoveParticipant>): Promise<MeetingView> {
    return this.changing.change(call, 'meeting.invite', async (tx, row) => {
      const participant = (await participantRows(tx, row.id)).find((p) => p.id === call.input.participantId);
      if (!participant) throw new Problem(NotFound);
      if (participant.via !== 'direct') throw new Problem(GroupMemberStays);
      requireStep(meetingOf(row), 'called', call.now);
      await tx.query('update participants set removed_at = $2 where id = $1', [participant.id, call.now]);
      await tx.query('select unshare_meeting($1, $2)', [row.id, [participant.person_id ?? participant.function_id]]);
      await tx.query('update meeting_contents set version = version + 1 where meeting_id = $1', [row.id]);
      const removed = [{ id: participant.id, personId: participant.person_id, functionId: participant.function_id }];
      return { event: ParticipantsRemoved, data: { removed }, what: 'removed', history: { participant_ids: [participant.id] } };
    });
  }
}
