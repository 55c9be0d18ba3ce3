import type { Tx } from '@knutpunkt/persistence';
import type { Seat } from '../following/membership.js';

const next = 'coalesce((select max(voter) from poll_voters v where v.poll_id = p.id), 0) + 1';
const joining = `insert into poll_voters (poll_id, voter, person_id, organisation_id, via)
  select p.id, ${next}, q.id, q.organisation_id, 'group' from polls p join people q on q.id = $2
   where p.group_id = $1 and p.status = 'open' and not exists (select from poll_voters v where v.poll_id = p.id and v.person_id = $2 and v.removed_at is null) returning poll_id`;
/** Under each poll's lock, as everything that tells of it. */
const leaving = (which: string): string => `
  with those as (select p.id, v.voter from polls p join poll_voters v on v.poll_id = p.id and v.person_id = $1 and v.removed_at is null where p.status = 'open' and ${which} order by p.id for update of p)
  update poll_voters v set removed_at = now() from those where v.poll_id = those.id and v.voter = those.voter returning v.poll_id`;

const idsOf = (rows: readonly { poll_id: string }[]): string[] => rows.map((row) => row.poll_id).toSorted();

/** Asks a new member in the group's open polls, which he sees through the group already; gives those polls. */
export async function joinPolls(tx: Tx, { groupId, personId }: Seat): Promise<string[]> {
  await tx.query('select from polls where group_id = $1 and status = \'open\' order by id for update', [groupId]);
  return idsOf(await tx.query(joining, [groupId, personId]));
}

/** Takes a former member off the group's open polls; gives those polls. Who was asked besides the group stays. */
export const leavePolls = async (tx: Tx, { groupId, personId }: Seat): Promise<string[]> => idsOf(await tx.query(leaving("p.group_id = $2 and v.via <> 'direct'"), [personId, groupId]));

/** Takes somebody who has left off every open poll; gives those polls. */
export const leaveAllPolls = async (tx: Tx, personId: string): Promise<string[]> => idsOf(await tx.query(leaving('true'), [personId]));
