import type { ReviewSeatView, ReviewSeats } from '@knutpunkt/contracts';
import type { Input } from '@knutpunkt/contracts';
import { decide, type Resource } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import type * as z from 'zod';
import { personRef, purposeOfSeat } from '../refs.js';
import { hasEnded } from './review-rows.js';

type View = z.infer<typeof ReviewSeatView>;
type Asked = Input<typeof ReviewSeats>;

/** A row of a review that the actor may see, with how the membership is now. */
export interface SeatRow extends Pick<View, 'id' | 'person' | 'group' | 'role' | 'seat' | 'substituteFor' | 'purpose' | 'changed' | 'ended'> {
  readonly version: number;
  readonly membershipId: string;
  readonly requiredLevel: number;
  /** The review is open by the database's time at which this was read. */
  readonly open: boolean;
  readonly since: Date;
  readonly until: Date | null;
  readonly agreement: { readonly id: string; readonly name: string; readonly until: string } | null;
  readonly lastLogin: Date | null;
  readonly lastDecision: NonNullable<View['last']>['decision'] | null;
  readonly lastAt: Date | null;
  readonly decision: NonNullable<View['decided']>['decision'] | null;
  readonly reason: string | null;
  readonly decidedBy: View['person'] | null;
  readonly decidedAt: Date | null;
  readonly roleBecame: NonNullable<View['decided']>['role'];
  readonly untilBecame: Date | null;
}

/** In an open review a seat is as its membership is; in a closed one as it was when the review began. */
const mine = `
  select s.*, (r.closed_at is null and r.ends_at > now()) as open, m.seat, m.substitute_of, l.last_login_at as last_login, ${hasEnded} as ended, (s.last_version is null or m.version <> s.last_version) as changed,
         case when r.closed_at is null and m.id is not null then m.role else s.role end as role_now, case when r.closed_at is null and m.id is not null then m.valid_to else s.until end as until_now
    from review_seats s join reviews r on r.id = s.review_id left join memberships m on m.id = s.membership_id left join people l on l.id = s.person_id where s.review_id = $1`;

const columns = `
  s.id, s.version, s.membership_id as "membershipId", s.required_level as "requiredLevel", s.open, ${personRef('p', 'o')} as person, json_build_object('id', s.group_id, 'name', s.group_name, 'level', s.group_level) as "group",
  s.role_now as role, s.seat, sp.name as "substituteFor", s.since, s.until_now as until, s.changed, s.ended, case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'until', a.valid_to) end as agreement, ${purposeOfSeat('s.agreement_id', 'g')} as purpose, s.last_login as "lastLogin",
  s.last_decision as "lastDecision", s.last_at as "lastAt", s.decision, s.reason, case when b.id is not null then ${personRef('b', 'bo')} end as "decidedBy", s.decided_at as "decidedAt", s.role_became as "roleBecame", s.until_became as "untilBecame"`;
const joined = `join people p on p.id = s.person_id join organisations o on o.id = p.organisation_id left join people b on b.id = s.decided_by left join organisations bo on bo.id = b.organisation_id left join agreements a on a.id = s.agreement_id left join groups g on g.id = s.group_id
  left join memberships sm on sm.id = s.substitute_of left join people sp on sp.id = sm.person_id`;

/** What each way to look at a review shows; a person whose login the hub has never noted is not said to be away. */
const shown: Readonly<Record<Asked['show'], string>> = {
  all: 'true', undecided: 's.decision is null and not s.ended', ending: "not s.ended and s.until_now < now() + interval '30 days'", absent: "s.last_login < now() - interval '90 days'", changed: 's.changed',
};

/** Whole persons at a time; the cursor is the last of them that was shown. */
const page = (show: Asked['show']): string => `
  with mine as materialized (${mine}), chosen as (select s.* from mine s where ${shown[show]} and ($2::uuid is null or s.group_id = $2)),
  pages as (select distinct place from chosen where place > coalesce((select max(place) from mine where person_id = $3::uuid), 0) order by place limit $4)
  select ${columns} from chosen s join pages using (place) ${joined} order by s.place, s.group_name, s.id`;

/** The row, or undefined where it does not exist for the actor in that review. */
export const visibleSeat = async (tx: ActorTx, reviewId: string, id: string): Promise<SeatRow | undefined> =>
  (await tx.query<SeatRow & Record<string, unknown>>(`select ${columns} from (${mine} and s.id = $2) s ${joined}`, [reviewId, id]))[0];

/** The rows of at most `limit` persons, and after whom the next page begins; null for the last page. */
export async function seatPage(tx: ActorTx, { reviewId, show, groupId, limit, cursor }: Asked): Promise<{ rows: SeatRow[]; next: string | null }> {
  const rows = await tx.query<SeatRow & Record<string, unknown>>(page(show), [reviewId, groupId ?? null, cursor ?? null, limit + 1]);
  const people = [...new Set(rows.map(({ person }) => person.id))];
  const more = people.length > limit;
  return { rows: more ? rows.filter(({ person }) => person.id !== people[limit]) : rows, next: more ? people[limit - 1]! : null };
}

/** The groups of a review's seats that the actor sees, by name. */
export const groupsOf = (tx: ActorTx, reviewId: string): Promise<{ id: string; name: string }[]> =>
  tx.query('select distinct group_id as id, group_name as name from review_seats where review_id = $1', [reviewId]);

const aboutSeat = ({ person }: SeatRow): Resource => ({ personId: person.id });
export const mayAttest = (actor: Actor, row: SeatRow): boolean => decide(actor, 'review.attest', aboutSeat(row));

function decidedIn({ decision, reason, decidedBy, decidedAt, roleBecame, untilBecame }: SeatRow): View['decided'] {
  return decision && { decision, reason, by: decidedBy, at: decidedAt!.toISOString(), role: roleBecame, until: untilBecame && untilBecame.toISOString() };
}

/** The row as the contract shows it, with what the actor can do with it now. */
export const viewOf = (actor: Actor, row: SeatRow): View => ({
  id: row.id, version: String(row.version), person: row.person, group: row.group, role: row.role, seat: row.seat, substituteFor: row.substituteFor, purpose: row.purpose, since: row.since.toISOString(), until: row.until && row.until.toISOString(),
  agreement: row.agreement && { ...row.agreement, until: new Date(row.agreement.until).toISOString() }, lastLogin: row.lastLogin && row.lastLogin.toISOString(),
  last: row.lastDecision && { decision: row.lastDecision, at: row.lastAt!.toISOString() }, changed: row.changed, ended: row.ended, decided: decidedIn(row),
  may: row.open && !row.ended && mayAttest(actor, row) ? ['review.attest'] : [],
});
