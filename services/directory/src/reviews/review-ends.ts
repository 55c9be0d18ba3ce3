import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logOf, logSeat } from '../access/work-log.js';
import { tell } from '../tell.js';
import { planReminder, timers } from './plan.js';
import { tellReview, type ToldReview } from './tell-review.js';

/** So many seats end in one transaction: others' changes wait for no more. */
const atOnce = 200;

const next = `
  update reviews set version = version + 1, closed_at = case when $2 then ends_at end where id = $1 and closed_at is null
  returning id, version, organisation_id as "organisationId", last_day::text as "lastDay"`;

/** Memberships end with the last day, however late the timer is. */
const lapsing = `
  with undecided as (
    select s.id, s.membership_id, r.ends_at from review_seats s join reviews r on r.id = s.review_id join memberships m on m.id = s.membership_id
     where s.review_id = $1 and s.decision is null and r.closed_at is null and (m.valid_to is null or m.valid_to > r.ends_at) order by s.place, s.id limit ${atOnce}),
  ended as (update memberships m set valid_to = greatest(m.valid_from, u.ends_at), version = m.version + 1, at = next_place() from undecided u where m.id = u.membership_id returning m.id, m.version),
  further as (update memberships m set valid_to = m.valid_from, version = m.version + 1, at = next_place() from undecided u join memberships o on o.id = u.membership_id
    where m.group_id = o.group_id and m.person_id = o.person_id and m.id <> o.id and m.valid_from > u.ends_at and m.valid_from >= o.valid_to and m.valid_to > m.valid_from returning m.id),
  noted as (update review_seats s set decision = 'lapsed', decided_at = u.ends_at, version = s.version + 1, seen_version = e.version from undecided u join ended e on e.id = u.membership_id where s.id = u.id returning s.id)
  select e.id from ended e union all select f.id from further f`;

/** What was not decided and had ended before; what ended with the last day through another organisation's review was not decided here either. */
const ended = `
  update review_seats s set decision = case when m.valid_to < r.ends_at then 'gone' else 'lapsed' end, decided_at = least(m.valid_to, r.ends_at), version = s.version + 1
    from reviews r, memberships m where s.review_id = $1 and r.id = s.review_id and m.id = s.membership_id and s.decision is null`;

/** Nobody of an organisation that is paused can decide, so that its seats do not end of that: another month is given. */
const postponed = `
  update reviews r set last_day = r.last_day + 30, ends_at = (r.last_day + 31)::timestamp at time zone 'Europe/Stockholm', version = r.version + 1 from organisations o
   where r.id = $1 and r.closed_at is null and o.id = r.organisation_id and o.status = 'paused' returning r.last_day::text as "lastDay", r.ends_at as "endsAt", r.organisation_id as "organisationId"`;

/** Reminds of a review, and ends what nobody has decided when its last day has ended. */
@Injectable()
export class ReviewEnds {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(timers.reminds)
  async remind({ subjectId: id, at }: Due, tx: Tx): Promise<void> {
    const [review] = await tx.query<ToldReview & Record<string, unknown>>(next, [id, false]);
    if (!review) return;
    await planReminder(tx, { id, lastDay: review.lastDay, after: new Date(Math.max(at.getTime(), Date.now())) });
    await logOf(tx, timers.reminds, { id, action: 'review.remind', organisationId: review.organisationId });
    await tellReview(tx, this.outbox, review, { what: 'reminded', actor: { kind: 'worker', id: timers.reminds }, now: new Date() });
  }

  @OnDue(timers.ends)
  async end({ subjectId: id, at }: Due, tx: Tx): Promise<void> {
    if (await this.postpone(tx, id)) return;
    await tx.query('select next_place()');
    const lapsed = await tx.query<{ id: string }>(lapsing, [id]);
    for (const membership of lapsed) await this.lapsed(tx, membership.id, id);
    if (lapsed.length >= atOnce) return remindAt(tx, { kind: timers.ends, subjectId: id, at });
    await this.close(tx, id);
  }

  private async postpone(tx: Tx, id: string): Promise<boolean> {
    const [review] = await tx.query<{ lastDay: string; endsAt: Date; organisationId: string }>(postponed, [id]);
    if (!review) return false;
    await planReminder(tx, { id, lastDay: review.lastDay, after: new Date() });
    await remindAt(tx, { kind: timers.ends, subjectId: id, at: review.endsAt });
    await logOf(tx, timers.ends, { id, action: 'review.postpone', organisationId: review.organisationId, details: { toEnd: review.endsAt } });
    return true;
  }

  private async lapsed(tx: Tx, id: string, reviewId: string): Promise<void> {
    await logSeat(tx, timers.ends, { id, action: 'membership.end', details: { reviewId } });
    await tell(tx, this.outbox, { kind: 'membership', id, actor: { kind: 'worker', id: timers.ends }, now: new Date() });
  }

  private async close(tx: Tx, id: string): Promise<void> {
    await tx.query(ended, [id]);
    const [review] = await tx.query<ToldReview & Record<string, unknown>>(next, [id, true]);
    if (!review) return;
    await logOf(tx, timers.ends, { id, action: 'review.close', organisationId: review.organisationId, details: { before: 'open', after: 'closed' } });
    await tellReview(tx, this.outbox, review, { what: 'closed', actor: { kind: 'worker', id: timers.ends }, now: new Date() });
  }
}
