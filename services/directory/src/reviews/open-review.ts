import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { LastDayOutOfRange, NotAllowed, NotFound, OpenReview, Problem, ReviewAlreadyOpen, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { factOf } from '../tell.js';
import { daysUntil, endOfDay, latest, soonest } from './calendar.js';
import { planReview } from './plan.js';
import { viewOf, visibleReview } from './review-rows.js';
import { tellReview } from './tell-review.js';

type Opening = Call<typeof OpenReview>;

/** An administrator begins a review before the hub would. */
@Controller()
export class OpenReviewHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(OpenReview)
  handle(call: Opening): Promise<Output<typeof OpenReview>> {
    return this.db.as(call.caller, async (tx) => {
      if (!decide(tx.actor, 'review.open')) throw new Problem(NotAllowed);
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await this.open(tx, call, id);
      const review = await visibleReview(tx, earlier ?? id);
      if (!review) throw new Problem(NotFound);
      return viewOf(review);
    });
  }

  private async open(tx: ActorTx, { input: { lastDay }, now }: Opening, id: string): Promise<void> {
    requireNearEnough(lastDay, now);
    await nextPlace(tx);
    if ((await tx.query('select from reviews where closed_at is null')).length > 0) throw new Problem(ReviewAlreadyOpen);
    const [endsAt, { organisationId }] = [endOfDay(lastDay), tx.actor];
    await tx.query('select open_review($1, $2, $3, $4)', [id, organisationId, lastDay, endsAt]);
    await planReview(tx, { id, lastDay, endsAt, now });
    await audit(tx, { action: 'review.open', objectId: id, details: { after: 'open' } });
    await tellReview(tx, this.outbox, { id, version: 1, organisationId, lastDay }, { what: 'opened', actor: factOf(tx), now });
  }
}

/** Throws LastDayOutOfRange: the one reminder must find time, and a review is of one half-year. */
function requireNearEnough(lastDay: string, now: Date): void {
  const days = daysUntil(lastDay, now);
  if (days < soonest || days > latest) throw Problem.at(LastDayOutOfRange, '/lastDay', `The last day is ${soonest} to ${latest} days ahead.`);
}
