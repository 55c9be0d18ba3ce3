import { Controller } from '@nestjs/common';
import { NotFound, PollByLink, Problem, VoteAsGuest, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, auditLink, type Tx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { requireKnown, requireOpen } from '../polls/poll.js';
import { tellPoll } from '../polls/poll-facts.js';
import { pollByLinkView, pollLeads } from './poll-guest.js';
import { linkedToPoll, type LinkedToPoll } from './poll-guest-rows.js';

const writing = `insert into poll_guest_votes (guest_id, poll_id, option, vote, at) select $1, $2, v.option, v.vote, $3 from jsonb_to_recordset($4::jsonb) as v(option int, vote text)
  on conflict (guest_id, option) do update set vote = excluded.vote, at = excluded.at`;

/** Whoever holds a guest's link to a poll sees its times and answers them. A link that is taken back, changed or over is one that never was. */
@Controller()
export class VoteAsGuestHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(PollByLink)
  show({ caller, now }: Call<typeof PollByLink>): Promise<Output<typeof PollByLink>> {
    return this.db.work('guest', async (tx) => pollByLinkView(await leading(tx, caller.homeId, { now, locked: false }), now));
  }

  /** Under the poll's lock: an answer that is given while the poll closes is counted, or refused with PollIsClosed. */
  @Handles(VoteAsGuest)
  vote({ caller, input: { votes }, now }: Call<typeof VoteAsGuest>): Promise<Output<typeof VoteAsGuest>> {
    return this.db.work('guest', async (tx) => {
      const found = await leading(tx, caller.homeId, { now, locked: true });
      requireOpen(found, now);
      requireKnown(found.options, votes.map(({ option }) => option), (at) => `/votes/${at}/option`);
      await tx.query(writing, [found.guest_id, found.poll_id, now, JSON.stringify([...new Map(votes.map((one) => [one.option, one])).values()])]);
      await auditLink(tx, found.guest_id, { action: 'poll.guest-answered', objectId: found.poll_id });
      await tellPoll(tx, this.outbox, { pollId: found.poll_id, what: 'answered', tell: [], actor: { kind: 'link', id: found.guest_id }, now });
      return pollByLinkView(await leading(tx, caller.homeId, { now, locked: false }), now);
    });
  }
}

async function leading(tx: Tx, secretHash: string, { now, locked }: { now: Date; locked: boolean }): Promise<LinkedToPoll> {
  const found = await linkedToPoll(tx, secretHash, { locked });
  if (!found || !pollLeads(found, now)) throw new Problem(NotFound);
  return found;
}
