import { Controller } from '@nestjs/common';
import { Polls, type Output } from '@knutpunkt/contracts';
import { Freshness, namesOf, present, type Names } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { statusAt } from './poll.js';
import type { PollRow, VoteRow } from './poll-rows.js';

const most = 200;
type Listed = PollRow & { readonly options: number; readonly mine: readonly { voter: number; function: string | null; votes: { option: number; vote: VoteRow['vote'] }[] }[] };

/** Driven from the audience rows: one walk of the index per audience, merged, each poll once. Identifiers grow with time. */
const listing = `
  with listed as (
    select distinct poll_id from unnest(my_audiences()) as mine(audience_id) cross join lateral (
      select a.poll_id from poll_audiences a where a.audience_id = mine.audience_id and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())
        and ($2 or exists (select from polls p where p.id = a.poll_id and p.group_level = 'GENERAL' offset 0))
      order by a.poll_id desc limit $1) probe
    order by poll_id desc limit $1)
  select p.*, (select count(*)::int from poll_options o where o.poll_id = p.id) as options,
    coalesce((select jsonb_agg(jsonb_build_object('voter', v.voter, 'function', v.function_id, 'votes', coalesce((select jsonb_agg(jsonb_build_object('option', a.option, 'vote', a.vote) order by a.option) from poll_votes a where a.poll_id = p.id and a.voter = v.voter), '[]')) order by v.voter)
      from poll_voters v where v.poll_id = p.id and v.removed_at is null and (v.person_id = me() or v.function_id = any(my_audiences()))), '[]') as mine
  from listed l join polls p on p.id = l.poll_id order by p.id desc`;

@Controller()
export class ListPollsHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(Polls)
  list({ caller, now }: Call<typeof Polls>): Promise<Output<typeof Polls>> {
    return this.db.as(caller, async (tx) => {
      const rows = await tx.query<Listed>(listing, [most + 1, !this.freshness.staleness()]);
      const shown = rows.slice(0, most);
      await auditIndividual(tx, shown);
      const names = await namesOf(tx, { groups: present(shown.map((row) => row.group_id)), functions: present(shown.flatMap((row) => row.mine.map((one) => one.function))) });
      return { items: shown.map((row) => summaryOf(row, names, now)), more: rows.length > most };
    });
  }
}

async function auditIndividual(tx: ActorTx, rows: readonly Listed[]): Promise<void> {
  const read = rows.filter((row) => row.group_level === 'INDIVIDUAL').map((row) => row.id);
  if (read.length) await audit(tx, { action: 'poll.list', details: { polls: read } });
}

const summaryOf = (row: Listed, names: Names, now: Date): Output<typeof Polls>['items'][number] => ({
  id: row.id, groupLevel: row.group_level, group: row.group_id ? { id: row.group_id, name: names.group(row.group_id) } : null, title: row.title, status: statusAt(row, now), closesAt: row.closes_at.toISOString(), meetingId: row.meeting_id, options: row.options,
  mine: row.mine.map((one) => ({ ...one, function: one.function ? names.function(one.function) : null, votes: [...one.votes] })),
});
