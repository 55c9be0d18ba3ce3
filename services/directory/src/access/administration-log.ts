import { Controller } from '@nestjs/common';
import { AdministrationLog, NotAllowed, Problem, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { personRef } from '../refs.js';
import { actOf, idsIn, type LogRow } from './told-act.js';

const named = (row: string): string => `case when ${row}.id is not null then json_build_object('id', ${row}.id, 'name', ${row}.name) end`;
const refOf = (person: string, organisation: string): string => `case when ${person}.id is not null then ${personRef(person, organisation)} end`;

/** Looked up for what is shown alone. */
const part = `coalesce(${['authorities', 'units', 'functions'].map((table) => `(select json_build_object('id', w.id, 'name', w.name) from ${table} w where w.id = l.object_id)`).join(', ')})`;

/**
 * What was decided of a seat is told to those who see it in the review. What an operator loaded at the beginning is not told. One more than is shown tells whether there are more; the
 * cursor is the last that was shown. The rows are chosen before anything is joined to them, so that it takes no longer where there are many people.
 */
const acts = `
  with page as materialized (
    select l.*, case when l.actor_kind = 'person' then l.actor_id::uuid end as somebody from audit l
     where (l.actor_kind in ('person', 'client') or l.actor_kind = 'worker' and l.actor_id <> 'import') and (l.action <> 'review.attest' or exists (select from review_seats s where s.id = l.object_id))
       and ($1::uuid is null or (l.at, l.id) < (select c.at, c.id from audit c where c.id = $1::uuid))
     order by l.at desc, l.id desc limit $2 + 1)
  select l.id, l.at, l.actor_kind as "actorKind", l.actor_id as "actorId", ${refOf('b', 'bo')} as by, l.action, ${named('g')} as "group", ${refOf('p', 'po')} as person, ${named('a')} as agreement, ${part} as part, l.details, r.id is not null as "seesReview"
    from page l left join people b on b.id = l.somebody left join organisations bo on bo.id = b.organisation_id
    left join review_seats s on s.id = l.object_id and l.action = 'review.attest' left join reviews r on r.id = (l.details->>'reviewId')::uuid
    left join groups g on g.id = coalesce((l.details->>'groupId')::uuid, s.group_id)
    left join people p on p.id = coalesce((l.details->>'personId')::uuid, s.person_id, case when l.action like 'person.%' then l.object_id end) left join organisations po on po.id = p.organisation_id
    left join agreements a on a.id = coalesce((l.details->>'agreementId')::uuid, l.object_id)
   order by l.at desc, l.id desc`;

const names = 'select id, name from units where id = any($1) union all select id, name from people where id = any($1) union all select id, name from organisations where id = any($1)';

@Controller()
export class AdministrationLogHandler {
  constructor(private readonly db: Db) {}

  @Handles(AdministrationLog)
  handle({ caller, input: { cursor, limit } }: Call<typeof AdministrationLog>): Promise<Output<typeof AdministrationLog>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'log.read')) throw new Problem(NotAllowed);
      const rows = await tx.query<LogRow & Record<string, unknown>>(acts, [cursor ?? null, limit]);
      const shown = rows.slice(0, limit);
      const nameOf = await namesOf(tx, shown);
      const items = shown.map((row) => actOf(row, nameOf));
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    });
  }
}

async function namesOf(tx: ActorTx, rows: readonly LogRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ details }) => idsIn(details)))];
  const known = ids.length > 0 ? await tx.query<{ id: string; name: string }>(names, [ids]) : [];
  return new Map(known.map(({ id, name }) => [id, name]));
}
