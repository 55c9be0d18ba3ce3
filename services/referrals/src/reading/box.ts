import type { ReferralSummary } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { lateStates, type Side, type State } from '../referral/states.js';
import { commonOf, shownColumns, shownJoins, type Shown } from './referral-view.js';

export interface Place { readonly at: string; readonly id: string }

/** Which requests of a box: a state, only late ones, those after a place, and how many. */
export interface Wanted {
  readonly box: Side;
  readonly state: State | null;
  readonly late: boolean;
  readonly after: Place;
  readonly limit: number;
}

type Listed = Shown & { readonly sort_at: Date };

const valid = 'a.audience_id = mine.audience_id and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())';

/** Driven from the audience rows: one probe of the index per audience, merged, each request once. The policies stand behind as the backstop. */
const boxed = `
  with listed as (
    select distinct on (sort_at, referral_id) sort_at, referral_id, side_id from unnest($1::uuid[]) as mine(audience_id)
    cross join lateral (
      select a.sort_at, a.referral_id, a.side_id from side_audiences a join referrals r on r.id = a.referral_id
       where ${valid} and a.role = $2 and (a.sort_at, a.referral_id) < ($3, $4) and ($5::text is null or r.state = $5) and (not $6 or (r.reply_due_at <= $7 and r.state = any($8)))
       order by a.sort_at desc, a.referral_id desc limit $9) probe
    order by sort_at desc, referral_id desc limit $9)
  select ${shownColumns}, d.sort_at from listed d join referrals r on r.id = d.referral_id join sides s on s.id = d.side_id ${shownJoins}
  order by d.sort_at desc, r.id desc`;

/** A page of the actor's inbox (receiver) or outbox (sender), newest first, and the place after it. */
export async function boxOf(tx: ActorTx, { box, state, late, after, limit }: Wanted, now: Date): Promise<{ items: ReferralSummary[]; next: Place | null }> {
  const rows = await tx.query<Listed>(boxed, [tx.actor.audiences, box, after.at, after.id, state, late, now, lateStates, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map((row) => commonOf(row, now)), next: rows.length > limit && last ? { at: last.sort_at.toISOString(), id: last.id } : null };
}

const waiting = `
  with listed as (
    select distinct on (due_at, referral_id) due_at, referral_id, side_id from unnest($1::uuid[]) as mine(audience_id)
    cross join lateral (select a.due_at, a.referral_id, a.side_id from side_audiences a where ${valid} and a.ball_here order by a.due_at, a.referral_id limit $2) probe
    order by due_at, referral_id limit $2)
  select ${shownColumns} from listed d join referrals r on r.id = d.referral_id join sides s on s.id = d.side_id ${shownJoins} order by d.due_at, r.id`;

/** What waits for the actor's side, soonest due first; a draft has no date and comes last. */
export async function waitingFor(tx: ActorTx, limit: number, now: Date): Promise<ReferralSummary[]> {
  const rows = await tx.query<Shown>(waiting, [tx.actor.audiences, limit]);
  return rows.map((row) => commonOf(row, now));
}
