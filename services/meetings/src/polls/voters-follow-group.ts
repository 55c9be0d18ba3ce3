import type { Tx } from '@knutpunkt/persistence';
import type { Seat } from '../following/membership.js';

const next = 'coalesce((select max(voter) from poll_voters v where v.poll_id = p.id), 0) + 1';
const joining = `insert into poll_voters (poll_id, voter, person_id, organisation_id, via)
  select p.id, ${next}, q.id, q.organisation_id, 'group' from polls p join people q on q.id = $2
   where p.group_id = $1 and p.status = 'open' and not exists (select from poll_voters v where v.poll_id = p.id and v.person_id = $2 and v.removed_at is null)`;
const leaving = `update poll_voters v set removed_at = now() from polls p where p.id = v.poll_id and p.status = 'open' and v.person_id = $1 and v.removed_at is null`;

/** Asks a new member in the group's open polls, which he sees through the group already. */
export const joinPolls = async (tx: Tx, { groupId, personId }: Seat): Promise<void> => {
  await tx.query('select from polls where group_id = $1 and status = \'open\' order by id for update', [groupId]);
  await tx.query(joining, [groupId, personId]);
};

/** Takes a former member off the group's open polls; who was asked besides the group stays. */
export const leavePolls = async (tx: Tx, { groupId, personId }: Seat): Promise<void> => void (await tx.query(`${leaving} and p.group_id = $2 and v.via <> 'direct'`, [personId, groupId]));

/** Takes somebody who has left off every open poll. */
export const leaveAllPolls = async (tx: Tx, personId: string): Promise<void> => void (await tx.query(leaving, [personId]));
