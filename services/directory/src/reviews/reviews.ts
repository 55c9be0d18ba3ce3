import { Controller } from '@nestjs/common';
import { NotAllowed, NotFound, Problem, ReviewDetails, ReviewSeats, Reviews, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { inSwedishOrder } from '../refs.js';
import { lastDayFrom } from './calendar.js';
import { viewOf, visibleReview, visibleReviews, type ReviewRow } from './review-rows.js';
import { groupsOf, seatPage, viewOf as seatView } from './seat-rows.js';

/** What administrators read of their organisation's access reviews. */
@Controller()
export class ReviewsHandler {
  constructor(private readonly db: Db) {}

  @Handles(Reviews)
  list({ caller, now }: Call<typeof Reviews>): Promise<Output<typeof Reviews>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'review.list')) throw new Problem(NotAllowed);
      const rows = await visibleReviews(tx);
      const isOpen = rows.some(({ closedAt }) => closedAt === null);
      return { items: rows.map(viewOf), suggestedLastDay: lastDayFrom(now), may: !isOpen && decide(tx.actor, 'review.open') ? ['review.open'] : [] };
    });
  }

  @Handles(ReviewDetails)
  details({ caller, input }: Call<typeof ReviewDetails>): Promise<Output<typeof ReviewDetails>> {
    return this.db.as(caller, async (tx) => ({ ...viewOf(await seen(tx, input.reviewId)), groups: inSwedishOrder(await groupsOf(tx, input.reviewId), ({ name }) => name) }));
  }

  @Handles(ReviewSeats)
  seats({ caller, input }: Call<typeof ReviewSeats>): Promise<Output<typeof ReviewSeats>> {
    return this.db.as(caller, async (tx) => {
      await seen(tx, input.reviewId);
      const { rows, next } = await seatPage(tx, input);
      return { items: rows.map((row) => seatView(tx.actor, row)), next };
    });
  }
}

async function seen(tx: ActorTx, id: string): Promise<ReviewRow> {
  const row = await visibleReview(tx, id);
  if (!row) throw new Problem(NotFound);
  return row;
}
