import type { MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { Participant, Reach, Sight } from './who-is-told.js';

/** Keeps the meeting as the event tells it; events of one meeting come in order. */
export async function keepMatter(tx: Tx, meeting: MeetingFacts, version: number): Promise<void> {
  await tx.query('select keep_matter($1::jsonb, $2)', [JSON.stringify(meeting), version]);
}

const reaching = `
  select (select coalesce(jsonb_object_agg(v.person_id, jsonb_build_object('seenFrom', v.seen_from, 'wholeFrom', v.whole_from)), '{}') from viewers($1, now()) v) as viewers,
    (select coalesce(jsonb_object_agg(h.function_id, h.people), '{}') from (
      select function_id, jsonb_agg(distinct person_id) as people from holdings
      where function_id = any($2::uuid[]) and valid_from <= now() and (valid_to is null or valid_to > now()) group by function_id) h) as holders,
    (select coalesce(jsonb_object_agg(m.person_id, g.required_assurance_level), '{}') from matters t join groups g on g.id = t.group_id
      join memberships m on m.group_id = g.id where t.id = $1 and m.person_id = any($3::uuid[])) as formerly,
    (select count(*)::int from strangers($1)) as strangers`;

interface Row { readonly viewers: Record<string, Sight>; readonly holders: Record<string, string[]>; readonly formerly: Record<string, number>; readonly strangers: number }

/** Who may see a kept meeting now, who holds the functions among these participants, and how many of them our copy of the directory does not know yet. `removed` are those it is taken from. */
export async function reachOf(tx: Tx, { id, participants }: MeetingFacts, removed: readonly Participant[]): Promise<Reach & { strangers: number }> {
  const functions = [...participants, ...removed].flatMap((p) => p.functionId ?? []);
  const [row] = await tx.query<Row>(reaching, [id, functions, removed.flatMap((p) => p.personId ?? [])]);
  const { viewers, holders, formerly, strangers } = row!;
  return { viewers: new Map(Object.entries(viewers)), holders: new Map(Object.entries(holders)), formerly: new Map(Object.entries(formerly)), strangers };
}
