import { v7 } from 'uuid';
import type { Tx } from '@knutpunkt/persistence';
import type { MeetingRow } from '../reading/meeting-rows.js';

export interface Joined {
  readonly meeting: MeetingRow;
  readonly participant: { readonly id: string; readonly person_id: string };
}

interface Member {
  readonly groupId: string;
  readonly personId: string;
}

/** A person whose membership is told before the person is known here: tried again when the person has come. */
export class PersonNotKnownYet extends Error {
  override readonly name = 'PersonNotKnownYet';
}

const coming = "m.group_id = $1 and m.status = 'called' and m.starts_at > $3";

/** Makes a new member a participant of the group's coming meetings where the person is none yet; gives those meetings. */
export async function joinMeetings(tx: Tx, { groupId, personId }: Member, now: Date): Promise<Joined[]> {
  const meetings = await tx.query<MeetingRow>(
    `select m.* from meetings m where ${coming} and not exists (select from participants p where p.meeting_id = m.id and p.person_id = $2 and p.removed_at is null) order by m.id for update`, [groupId, personId, now]);
  if (!meetings.length) return [];
  const [person] = await tx.query<{ organisation_id: string }>('select organisation_id from people where id = $1', [personId]);
  if (!person) throw new PersonNotKnownYet();
  return Promise.all(meetings.map((meeting) => join(tx, meeting, { personId, organisationId: person.organisation_id, now })));
}

async function join(tx: Tx, meeting: MeetingRow, { personId, organisationId, now }: { personId: string; organisationId: string; now: Date }): Promise<Joined> {
  const id = v7();
  await tx.query("insert into participants (id, meeting_id, person_id, organisation_id, via) values ($1, $2, $3, $4, 'group')", [id, meeting.id, personId, organisationId]);
  return { meeting: await noted(tx, meeting, { what: 'invited', participantId: id, now }), participant: { id, person_id: personId } };
}

/** Takes a former member off the group's coming meetings; gives those meetings. Who was invited besides the group stays. */
export async function leaveMeetings(tx: Tx, { groupId, personId }: Member, now: Date): Promise<Joined[]> {
  const meetings = await tx.query<MeetingRow & { participant_id: string }>(
    `select m.*, p.id as participant_id from meetings m join participants p on p.meeting_id = m.id and p.person_id = $2 and p.removed_at is null and p.via <> 'direct'
      where ${coming} order by m.id for update of m`, [groupId, personId, now]);
  return Promise.all(meetings.map(async ({ participant_id: id, ...meeting }) => {
    await tx.query('update participants set removed_at = $2 where id = $1', [id, now]);
    return { meeting: await noted(tx, meeting, { what: 'removed', participantId: id, now }), participant: { id, person_id: personId } };
  }));
}

async function noted(tx: Tx, meeting: MeetingRow, { what, participantId, now }: { what: 'invited' | 'removed'; participantId: string; now: Date }): Promise<MeetingRow> {
  await tx.query('insert into meeting_changes (id, meeting_id, at, what, participant_ids) values ($1, $2, $3, $4, $5)', [v7(), meeting.id, now, what, [participantId]]);
  await tx.query('update meeting_contents set version = version + 1 where meeting_id = $1', [meeting.id]);
  const [row] = await tx.query<MeetingRow>('update meetings set facts = facts + 1 where id = $1 returning *', [meeting.id]);
  return row!;
}
