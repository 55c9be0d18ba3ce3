import { Controller } from '@nestjs/common';
import { ProposeTime, ProposingIsClosed, Problem, TooManyTimes, type PollView } from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { ChangingPoll } from './changing-poll.js';
import { comingPeriod, requireAfterClose, requireDifferent, requireOpen } from './poll.js';
import { optionRows, voterRows } from './poll-rows.js';

const most = 30;

@Controller()
export class ProposeTimeHandler {
  constructor(private readonly changing: ChangingPoll) {}

  @Handles(ProposeTime)
  propose(call: Call<typeof ProposeTime>): Promise<PollView> {
    const { pollId, ...typed } = call.input;
    return this.changing.change(call, 'poll.propose', async (tx, poll) => {
      requireOpen(poll, call.now);
      if (!poll.may_propose && poll.organiser_id !== tx.actor.personId) throw new Problem(ProposingIsClosed);
      const there = await optionRows(tx, pollId);
      if (there.length >= most) throw new Problem(TooManyTimes);
      const period = comingPeriod(typed, call.now);
      requireAfterClose(poll, period);
      requireDifferent([...there.map((o) => ({ startsAt: o.starts_at, endsAt: o.ends_at })), period], () => '/starts');
      await tx.query('insert into poll_options (poll_id, option, starts_at, ends_at, proposed_by) values ($1, $2, $3, $4, me())', [pollId, Math.max(...there.map((o) => o.option)) + 1, period.startsAt, period.endsAt]);
      return { what: 'time-proposed', tell: await voterRows(tx, pollId) };
    });
  }
}
