import { Controller } from '@nestjs/common';
import { NotFound, Problem, WhyISeePoll, type Why } from '@knutpunkt/contracts';
import { Freshness, isOwn, reasonsOf } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { pollRow } from './poll-rows.js';

/** Whoever is reached by a poll reads it wholly. */
const own = `select r.audience_id, r.kind, 'content' as level, r.valid_from, r.valid_to, null::uuid as addressed_to from poll_audiences r where r.poll_id = $1 and ${isOwn('r')}`;

@Controller()
export class WhyPollHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(WhyISeePoll)
  why({ caller, input }: Call<typeof WhyISeePoll>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      const poll = await pollRow(tx, input.pollId);
      if (!poll) throw new Problem(NotFound);
      if (poll.group_level === 'INDIVIDUAL') {
        this.freshness.require();
        await audit(tx, { action: 'poll.why', objectId: poll.id });
      }
      return { reasons: await reasonsOf(tx, own, [poll.id]) };
    });
  }
}
