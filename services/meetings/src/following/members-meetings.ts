import { v7 } from 'uuid';
import type { Tx } from '@knutpunkt/persistence';
import { raiseForReturning } from '../participants/called-again.js';
import type { MeetingRow } from '../reading/meeting-rows.js';
import type { Seat } from './membership.js';

export interface Joined {
  readonly meeting: MeetingRow;
  readonly participant: { readonly id: string; readonly person_id: string };
  readonly now: Date;
}

const coming = "m.status = 'called' and m.starts_at > clock_timestamp()";
const present = 'p.meeting_id = m.id and p.removed_at is null';

/** Makes a member a participant of the group's coming meetings where the person is none yet; gives those meetings. */
export async function joinMeetings(tx: Tx, { groupId, personId }: Seat): Promise<Joined[]> {
  const meetings = await tx.query<MeetingRow & { organisation_id: string }>(
    `select m.*, q.organisation_id from meetings m join people q on q.id = $2
      where m.group_id = $1 and ${coming} and not exists (select from participants p where ${present} and p.person_id = $2) order by m.id for update of m`, [groupId, personId]);
  const joined: Joined[] = [];
  for (const { organisation_id, ...meeting } of meetings) {
    const id = v7();
    await tx.query("insert into participants (id, meeting_id, person_id, organisation_id, via) values ($1, $2, $3, $4, 'group')", [id, meeting.id, personId, organisation_id]);
    await raiseForReturning(tx, meeting.id, [personId]);
    joined.push(await noted(tx, meeting, { what: 'invited', id, personId }));
  }
  return joined;
}

const taking = (which: string): string =>
  `select m.*, p.id as participant_id from meetings m join participants p on ${present} and p.person_id = $1 where ${which} and ${coming} order by m.id for update of m`;

/** Takes a former member off the group's coming meetings; gives those meetings. Who was invited besides the group stays. */
export const leaveMeetings = async (tx: Tx, { groupId, personId }: Seat): Promise<Joined[]> =>
  taken(tx, personId, await tx.query<Taken>(taking("m.group_id = $2 and p.via <> 'direct'"), [personId, groupId]));

/** Takes somebody who has left off every coming meeting; gives those meetings. */
export const leaveAllMeetings = async (tx: Tx, personId: string): Promise<Joined[]> => taken(tx, personId, await tx.query<Taken>(taking('true'), [personId]));

type Taken = MeetingRow & { readonly participant_id: string };

async function taken(tx: Tx, personId: string, meetings: readonly Taken[]): Promise<Joined[]> {
  const left: Joined[] = [];
  for (const { participant_id: id, ...meeting } of meetings) {
    await tx.query('update participants set removed_at = now() where id = $1', [id]);
    left.push(await noted(tx, meeting, { what: 'removed', id, personId }));
  }
  return left;
}

async function noted(tx: Tx, meeting: MeetingRow, { what, id, personId }: { what: 'invited' | 'removed'; id: string; personId: string }): Promise<Joined> {
  await tx.query('insert into meeting_changes (id, meeting_id, at, what, participant_ids) values ($1, $2, now(), $3, $4)', [v7(), meeting.id, what, [id]]);
  await tx.query('update meeting_contents set version = version + 1 where meeting_id = $1', [meeting.id]);
  const [row] = await tx.query<MeetingRow & { now: Date }>('update meetings set facts = facts + 1 where id = $1 returning *, now()', [meeting.id]);
  const { now, ...changed } = row!;
  return { meeting: changed, participant: { id, person_id: personId }, now };
}
