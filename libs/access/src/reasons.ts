import type { WhyReason } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

type Row = Omit<WhyReason, 'since' | 'until' | 'agreement' | 'purpose'> & { readonly since: Date | null; readonly until: Date | null };

const valid = (row: string): string => `${row}.valid_from <= statement_timestamp() and (${row}.valid_to is null or ${row}.valid_to > statement_timestamp())`;

/** A right begins when both the thing is shared and the seat or function is held, and ends with the first of them. Names are the local directory's, as its policies show them to the actor. */
const named = (own: string): string => `
  with own as (${own})
  select o.kind as through, o.audience_id as id, coalesce(g.name, f.name, u.name, a.name, p.name) as name, case when o.audience_id = any(my_shells()) then 'shell' else o.level end as level,
         greatest(o.valid_from, s.valid_from, h.valid_from) as since, least(o.valid_to, s.valid_to, h.valid_to) as until, s.role, t.name as "addressedTo"
    from own o left join groups g on g.id = o.audience_id left join functions f on f.id = o.audience_id left join units u on u.id = o.audience_id left join authorities a on a.id = o.audience_id
    left join people p on p.id = o.audience_id left join authorities t on t.id = o.addressed_to
    left join lateral (select m.role, m.valid_from, m.valid_to from memberships m where m.group_id = o.audience_id and m.person_id = me() and ${valid('m')} order by m.valid_from limit 1) s on true
    left join lateral (select d.valid_from, d.valid_to from holdings d where d.function_id = o.audience_id and d.person_id = me() and ${valid('d')} order by d.valid_from limit 1) h on true
   order by level, since, o.audience_id`;

/** SQL: true where an audience row is one of the actor's own, and holds now. */
export const isOwn = (row: string): string => `${row}.audience_id = any(my_audiences() || my_shells()) and ${valid(row)}`;

/**
 * Why a thing reaches the actor, content first. `own` is SQL that gives the thing's audience rows that are the actor's own: audience_id, kind, level, valid_from, valid_to, and as addressed_to the
 * actor's authority where the thing is addressed to that one.
 */
export async function reasonsOf(tx: ActorTx, own: string, params: readonly unknown[]): Promise<WhyReason[]> {
  const rows = await tx.query<Row & Record<string, unknown>>(named(own), params);
  return rows.map(({ since, until, ...row }) => ({ ...row, since: since && since.toISOString(), until: until && until.toISOString(), agreement: null, purpose: null }));
}
