import type { MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { Participant, Reach } from './who-is-told.js';

/** Keeps the meeting as the event tells it; events of one meeting come in order. */
export async function keepMatter(tx: Tx, meeting: MeetingFacts, version: number): Promise<void> {
  await tx.query('select keep_matter($1::jsonb, $2)', [JSON.stringify(meeting), version]);
}

const reaching = `
  select (select coalesce(jsonb_object_agg(v.person_id, v.whole), '{}') from viewers($1, now()) v) as viewers,
    (select coalesce(jsonb_object_agg(h.function_id, h.people), '{}') from (
      select function_id, jsonb_agg(distinct person_id) as people from holdings
      where function_id = any($2::uuid[]) and valid_from <= now() and (valid_to is null or valid_to > now()) group by function_id) h) as holders,
    (select count(*)::int from strangers($1)) as strangers`;

interface Row { readonly viewers: Record<string, boolean>; readonly holders: Record<string, string[]>; readonly strangers: number }

/** Who may see a kept meeting now, who holds the functions among these participants, and how many of them our copy of the directory does not know yet. */
export async function reachOf(tx: Tx, matterId: string, participants: readonly Participant[]): Promise<Reach & { strangers: number }> {
  const functions = participants.flatMap((p) => p.functionId ?? []);
  const [row] = await tx.query<Row>(reaching, [matterId, functions]);
  const { viewers, holders, strangers } = row!;
  return { viewers: new Map(Object.entries(viewers)), holders: new Map(Object.entries(holders)), strangers };
}
