import type { ReviewView } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type * as z from 'zod';
import { personRef } from '../refs.js';

type View = z.infer<typeof ReviewView>;

/** An access review that the actor may see; `state` is by the database's time at which it was read. */
export interface ReviewRow extends Pick<View, 'id' | 'state' | 'openedBy' | 'lastDay' | 'seats' | 'outcome'> {
  readonly organisationId: string;
  readonly version: number;
  readonly openedAt: Date;
  readonly endsAt: Date;
  readonly closedAt: Date | null;
}

/** SQL: true for a seat `s`, joined with its membership `m`, whose membership has ended. */
export const hasEnded = 'coalesce(case when m.id is null then s.until else m.valid_to end <= now(), false)';

const outcomes = ['keep', 'change', 'remove', 'lapsed', 'gone'] as const;

/** Counts only the seats that the actor sees. */
const select = `
  select r.id, r.organisation_id as "organisationId", r.version, r.opened_at as "openedAt", case when p.id is not null then ${personRef('p', 'o')} end as "openedBy", r.last_day::text as "lastDay", r.ends_at as "endsAt", r.closed_at as "closedAt",
         case when r.closed_at is null and r.ends_at > now() then 'open' else 'closed' end as state,
         (select json_build_object('all', count(*), 'reviewed', count(*) filter (where s.decision is not null or ${hasEnded})) from review_seats s left join memberships m on m.id = s.membership_id where s.review_id = r.id) as seats,
         (select json_build_object(${outcomes.map((outcome) => `'${outcome}', count(*) filter (where s.decision = '${outcome}')`).join(', ')}) from review_seats s where s.review_id = r.id) as outcome
    from reviews r left join people p on p.id = r.opened_by left join organisations o on o.id = p.organisation_id`;

/** The review, or undefined where it does not exist for whom the transaction is for. */
export const visibleReview = async (tx: Tx, id: string): Promise<ReviewRow | undefined> => (await tx.query<ReviewRow & Record<string, unknown>>(`${select} where r.id = $1`, [id]))[0];

/** All that the actor may see, the newest first. */
export const visibleReviews = (tx: Tx): Promise<ReviewRow[]> => tx.query<ReviewRow & Record<string, unknown>>(`${select} order by r.opened_at desc, r.id`);

/** The review as the contract shows it. */
export const viewOf = ({ id, state, openedAt, openedBy, lastDay, closedAt, seats, outcome }: ReviewRow): View =>
  ({ id, state, openedAt: openedAt.toISOString(), openedBy, lastDay, closedAt: closedAt && closedAt.toISOString(), seats, outcome });
