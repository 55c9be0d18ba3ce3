import { Controller } from '@nestjs/common';
import { CancelPoll, ClosePoll, EverybodyHasAnswered, Problem, RemindVoters, type PollView } from '@knutpunkt/contracts';
import { remindAt } from '@knutpunkt/messaging';
import { audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { ChangingPoll } from './changing-poll.js';
import { requireRest } from '../reminding.js';
import { hasAnswered, requireOpen, requireStep } from './poll.js';
import { optionRows, voteRows, voterRows } from './poll-rows.js';
import { timers } from './poll-timers.js';

/** What those who lead a poll do with it, besides making a meeting of it. */
@Controller()
export class LeadPollHandler {
  constructor(private readonly changing: ChangingPoll) {}

  /** Who has not answered is looked up by the service itself: who reminds may not see it while answers are hidden. */
  @Handles(RemindVoters)
  remind(call: Call<typeof RemindVoters>): Promise<PollView> {
    const { pollId } = call.input;
    return this.changing.change(call, 'poll.lead', async (tx, poll) => {
      requireOpen(poll, call.now);
      requireRest(poll.reminded_at, call.now);
      const seesAll = !poll.hidden || poll.organiser_id === tx.actor.personId;
      if (seesAll && (await allHaveAnswered(tx, pollId))) throw new Problem(EverybodyHasAnswered);
      await tx.query('update polls set reminded_at = $2 where id = $1', [pollId, call.now]);
      await remindAt(tx, { kind: timers.askedFor, subjectId: pollId, at: call.now });
      await audit(tx, { action: 'poll.remind', objectId: pollId });
      return null;
    });
  }

  @Handles(ClosePoll)
  close(call: Call<typeof ClosePoll>): Promise<PollView> {
    return this.changing.change(call, 'poll.lead', async (tx, poll) => {
      requireStep(poll, 'closed', call.now);
      await tx.query("update polls set status = 'closed' where id = $1", [poll.id]);
      return { what: 'closed', tell: [{ person_id: poll.organiser_id, function_id: null }] };
    });
  }

  @Handles(CancelPoll)
  cancel(call: Call<typeof CancelPoll>): Promise<PollView> {
    return this.changing.change(call, 'poll.lead', async (tx, poll) => {
      requireStep(poll, 'cancelled', call.now);
      await tx.query("update polls set status = 'cancelled' where id = $1", [poll.id]);
      return { what: 'cancelled', tell: await voterRows(tx, poll.id) };
    });
  }
}

async function allHaveAnswered(tx: ActorTx, pollId: string): Promise<boolean> {
  const [options, voters, votes] = [await optionRows(tx, pollId), await voterRows(tx, pollId), await voteRows(tx, pollId)];
  return voters.every((one) => hasAnswered(one, { options, votes }));
}
