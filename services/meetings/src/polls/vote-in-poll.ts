import { Controller } from '@nestjs/common';
import { NotInvited, Problem, VoteInPoll, type PollView } from '@knutpunkt/contracts';
import type { Actor } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { isMine } from '../reading/meeting-view.js';
import { ChangingPoll } from './changing-poll.js';
import { requireKnown, requireOpen } from './poll.js';
import { optionRows, voterRows, type VoterRow } from './poll-rows.js';

const writing = `insert into poll_votes (poll_id, option, voter, vote, at, by_person_id) select $1, v.option, $2, v.vote, $3, me() from jsonb_to_recordset($4::jsonb) as v(option int, vote text)
  on conflict (poll_id, option, voter) do update set vote = excluded.vote, at = excluded.at, by_person_id = excluded.by_person_id`;

@Controller()
export class VoteInPollHandler {
  constructor(private readonly changing: ChangingPoll) {}

  /** Under the poll's lock: an answer that is given while the poll closes is counted, or refused with PollIsClosed. */
  @Handles(VoteInPoll)
  vote(call: Call<typeof VoteInPoll>): Promise<PollView> {
    const { pollId, votes, voter } = call.input;
    return this.changing.change(call, 'poll.vote', async (tx, poll) => {
      const [voters, options] = await Promise.all([voterRows(tx, pollId), optionRows(tx, pollId)]);
      const me = mine(tx.actor, voters, voter);
      requireOpen(poll, call.now);
      requireKnown(options, votes.map(({ option }) => option), (at) => `/votes/${at}/option`);
      const last = new Map(votes.map(({ option, vote }) => [option, vote]));
      const written = tx.query(writing, [pollId, me.voter, call.now, JSON.stringify([...last].map(([option, vote]) => ({ option, vote })))]);
      return { what: 'answered', tell: [], writing: written };
    });
  }
}

/** The place that the actor answers for: the one told, else his own, else that of a function he holds. Throws NotInvited. */
function mine(actor: Actor, voters: readonly VoterRow[], voter: number | undefined): VoterRow {
  const candidates = voters.filter((one) => isMine(actor, one));
  const chosen = voter === undefined ? (candidates.find((one) => one.person_id) ?? candidates[0]) : candidates.find((one) => one.voter === voter);
  if (!chosen) throw new Problem(NotInvited);
  return chosen;
}
