import type { Tx } from '@knutpunkt/persistence';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { DirectoryBehind } from './directory-behind.js';

/** The assurance level that a session needs to know of a group. Throws DirectoryBehind for one whose level has not come here yet. */
export async function levelOfGroup(tx: Tx, groupId: string): Promise<number> {
  const [group] = await tx.query<{ level: number }>('select required_assurance_level as level from groups where id = $1', [groupId]);
  if (!group) throw new DirectoryBehind();
  return group.level;
}

const turning = `
  with terms as (
    select m.valid_from, m.valid_to, g.required_assurance_level as level, true as of_group from memberships m join groups g on g.id = m.group_id where m.person_id = $1
    union all select valid_from, valid_to, ${everySession}, false from holdings where person_id = $1
    union all select valid_from, valid_to, ${everySession}, false from people where id = $1),
  turns as (select level, of_group, exists (select from unnest(array[valid_from, valid_to]) as bound where date_trunc('milliseconds', bound) between $2 and now()) as turned from terms)
  select coalesce(min(level) filter (where turned), max(level) filter (where of_group), ${everySession}) as level from turns`;

/** The lowest level at which something begins or ends for somebody between the instant `at` and now; the highest of the person's groups where what was planned is not found any more. */
export async function levelOfTurn(tx: Tx, personId: string, at: Date): Promise<number> {
  const [turn] = await tx.query<{ level: number }>(turning, [personId, at]);
  return turn!.level;
}
