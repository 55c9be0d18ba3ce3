import { Controller } from '@nestjs/common';
import { ConcernRouting, NotAllowed, PossibleReceivers, Problem, ReplyDueDate, UnansweredCount, type AuthorityRef, type FunctionRef, type Output } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { functionRef } from './reading/refs.js';
import { workingDaysAfter } from './time/working-days.js';

type Board = z.infer<typeof AuthorityRef>;

/** What is asked around requests, without any request. */
@Controller()
export class BeforeSendingHandler {
  constructor(private readonly db: Db) {}

  /** The boards answerable for social services, by the name that municipalities give them: "Socialnämnden", "Social- och arbetsmarknadsnämnden". */
  @Handles(ConcernRouting)
  routing({ caller }: Call<typeof ConcernRouting>): Promise<Output<typeof ConcernRouting>> {
    return this.db.as(caller, async (tx) => ({
      boards: await tx.query<Board>(
        `select a.id, a.name, jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) as organisation from authorities a join organisations o on o.id = a.organisation_id
          where o.type = 'municipality' and o.status = 'active' and a.status = 'active' and a.name ilike '%social%' order by o.id <> my_organisation(), o.name, a.name limit 100`),
    }));
  }

  @Handles(PossibleReceivers)
  receivers({ caller, input }: Call<typeof PossibleReceivers>): Promise<Output<typeof PossibleReceivers>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'referral.draft')) throw new Problem(NotAllowed);
      const rows = await tx.query<{ receiver: FunctionRef }>(
        `select ${functionRef('f.id')} as receiver from functions f join organisations o on o.id = f.organisation_id and o.status = 'active'
          where f.status = 'active' and (o.id <> my_organisation() or $2) and (strpos(lower(f.name), lower($1)) > 0 or strpos(lower(o.name), lower($1)) > 0)
            and exists (select from holdings h join people p on p.id = h.person_id and p.status = 'active' where h.function_id = f.id and h.valid_from <= now() and (h.valid_to is null or h.valid_to > now()))
          order by o.name, f.name limit 100`, [input.search.trim(), input.own === 'true']);
      return { items: rows.map((row) => row.receiver) };
    });
  }

  @Handles(ReplyDueDate)
  async replyDue({ caller, input, now }: Call<typeof ReplyDueDate>): Promise<Output<typeof ReplyDueDate>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'referral.draft')) throw new Problem(NotAllowed);
      return { date: workingDaysAfter(now, input.workingDays) };
    });
  }

  @Handles(UnansweredCount)
  unanswered({ caller }: Call<typeof UnansweredCount>): Promise<Output<typeof UnansweredCount>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'referral.unanswered')) throw new Problem(NotAllowed);
      const [row] = await tx.query<{ unanswered: number }>('select unanswered_count() as unanswered');
      return row!;
    });
  }
}
