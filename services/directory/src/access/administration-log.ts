import { Controller } from '@nestjs/common';
import { AdministrationLog, NotAllowed, Problem, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { personRef } from '../refs.js';

type Act = Output<typeof AdministrationLog>['items'][number];
type Row = Omit<Act, 'at'> & { readonly at: Date };

const named = (row: string): string => `case when ${row}.id is not null then json_build_object('id', ${row}.id, 'name', ${row}.name) end`;

/** Looked up for what is shown alone. */
const part = `coalesce(${['authorities', 'units', 'functions'].map((table) => `(select json_build_object('id', w.id, 'name', w.name) from ${table} w where w.id = l.object_id)`).join(', ')})`;

/** What was decided of a seat is told to those who see it in the review. One more than is shown tells whether there are more; the cursor is the last that was shown. */
const acts = `
  select l.id, l.at, ${personRef('b', 'bo')} as by, l.action, ${named('g')} as "group", case when p.id is not null then ${personRef('p', 'po')} end as person, ${named('a')} as agreement, ${part} as part,
         l.details->>'before' as before, l.details->>'after' as after
    from audit l join people b on b.id::text = l.actor_id join organisations bo on bo.id = b.organisation_id left join groups g on g.id = (l.details->>'groupId')::uuid
    left join people p on p.id = (l.details->>'personId')::uuid left join organisations po on po.id = p.organisation_id
    left join agreements a on a.id = coalesce((l.details->>'agreementId')::uuid, l.object_id)
   where l.actor_kind = 'person' and (l.action <> 'review.attest' or exists (select from review_seats s where s.id = l.object_id)) and ($1::uuid is null or (l.at, l.id) < (select c.at, c.id from audit c where c.id = $1::uuid))
   order by l.at desc, l.id desc limit $2 + 1`;

@Controller()
export class AdministrationLogHandler {
  constructor(private readonly db: Db) {}

  @Handles(AdministrationLog)
  handle({ caller, input: { cursor, limit } }: Call<typeof AdministrationLog>): Promise<Output<typeof AdministrationLog>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'log.read')) throw new Problem(NotAllowed);
      const rows = await tx.query<Row & Record<string, unknown>>(acts, [cursor ?? null, limit]);
      const items = rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    });
  }
}
