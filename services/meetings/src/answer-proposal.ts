import { Controller } from '@nestjs/common';
import { AcceptProposal, DeclineProposal, NotFound, Problem, ProposalDeclined, type Input, type MeetingView } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Changing } from './changing.js';
import { requireFuture, requireStep } from './meeting/meeting.js';
import { requireProposal } from './meeting/proposal.js';
import type { Period } from './meeting/wall-time.js';
import { meetingOf, participantRows } from './reading/meeting-rows.js';
import { moveTo } from './reschedule-meeting.js';

/** The organiser takes another time that a participant's calendar proposed (RFC 5546 §3.2.7), or keeps to the one that holds. */
@Controller()
export class AnswerProposalHandler {
  constructor(private readonly changing: Changing) {}

  @Handles(AcceptProposal)
  accept(call: Call<typeof AcceptProposal>): Promise<MeetingView> {
    const { input, now } = call;
    return this.changing.change(call, 'meeting.reschedule', async (tx, row) => {
      const period = await proposed(tx, row.id, input);
      requireStep(meetingOf(row), 'called', now);
      requireFuture(period, now);
      await settle(tx, input.participantId);
      const { place, link, zone } = row;
      return moveTo(tx, row, { ...period, place, link, zone }, now);
    });
  }

  @Handles(DeclineProposal)
  decline(call: Call<typeof DeclineProposal>): Promise<MeetingView> {
    const { input, now } = call;
    return this.changing.change(call, 'meeting.reschedule', async (tx, row) => {
      await proposed(tx, row.id, input);
      requireStep(meetingOf(row), 'called', now);
      const { participantId } = input;
      await settle(tx, participantId);
      return { event: ProposalDeclined, data: { participantId }, what: 'proposal-declined', history: { participant_ids: [participantId] }, details: { participantId } };
    });
  }
}

const settle = (tx: ActorTx, participantId: string): Promise<unknown> => tx.query('update participants set proposed_starts_at = null, proposed_ends_at = null where id = $1', [participantId]);

async function proposed(tx: ActorTx, meetingId: string, input: Input<typeof AcceptProposal>): Promise<Period> {
  const participant = (await participantRows(tx, meetingId)).find(({ id }) => id === input.participantId);
  if (!participant) throw new Problem(NotFound);
  return requireProposal(participant, input);
}
