import { Controller } from '@nestjs/common';
import { InviteParticipants, NobodyInvited, ParticipantsInvited, Problem, type MeetingView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireStep } from './meeting/meeting.js';
import { audiencesOf, chosenFrom, knownAmong, newId, requireMembersOnly, requireNew } from './participants/invited.js';
import { raiseForReturning } from './participants/called-again.js';
import { meetingOf, participantRows } from './reading/meeting-rows.js';

@Controller()
export class InviteParticipantsHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(InviteParticipants)
  invite(call: Call<typeof InviteParticipants>): Promise<MeetingView> {
    return this.changing.change(call, 'meeting.invite', async (tx, row) => {
      requireStep(meetingOf(row), 'called', call.now);
      requireMembersOnly(row.group_level, call.input);
      const chosen = chosenFrom(await knownAmong(tx, call.input), call.input).map((one) => ({ ...one, id: newId(row.list_hidden) }));
      if (!chosen.length) throw new Problem(NobodyInvited, { errors: [{ pointer: '/people', detail: 'Nobody is chosen.', code: NobodyInvited.slug }] });
      requireNew(await participantRows(tx, row.id), chosen);
      await tx.query('select share_meeting($1, $2)', [row.id, JSON.stringify(audiencesOf(row.organiser_id, row.group_id, chosen, call.now).slice(1))]);
      await tx.query("insert into participants (id, meeting_id, person_id, function_id, organisation_id, via) select c.id, $1, c.person_id, c.function_id, c.organisation_id, 'direct' from jsonb_populate_recordset(null::participants, $2) c", [row.id, JSON.stringify(chosen)]);
      await raiseForReturning(tx, row.id, chosen.map((c) => c.person_id ?? c.function_id!));
      await tx.query('update meeting_contents set version = version + 1 where meeting_id = $1', [row.id]);
      const invited = chosen.map((c) => c.id);
      return { event: ParticipantsInvited, data: { invited }, what: 'invited', history: { participant_ids: invited } };
    });
  }
}
