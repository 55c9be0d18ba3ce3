import { v7 } from 'uuid';
import { remindAt } from '@knutpunkt/messaging';
import { audit, type ActorTx } from '@knutpunkt/persistence';
import { forgottenAt } from './guest.js';
import { forgetting } from './guest-timers.js';
import { pollGuestRows } from './poll-guest-rows.js';

const carrying = `
  insert into meeting_guests (id, meeting_id, name, organisation, secret_hash, invited_by, invited_at, answer, answered_at)
  select c.id, $1, g.name, g.organisation, g.secret_hash, me(), $4, v.vote, case when v.vote is not null then $4::timestamptz end
    from jsonb_to_recordset($2::jsonb) as c(id uuid, guest uuid) join poll_guests g on g.id = c.guest left join poll_guest_votes v on v.guest_id = g.id and v.option = $3`;

interface Becoming { readonly pollId: string; readonly meetingId: string; readonly option: number; readonly endsAt: Date; readonly now: Date }

/** Whoever was asked in a poll by a link is invited by the same link to the meeting that comes of it, and has answered it by what the chosen time was answered. */
export async function guestsComeAlong(tx: ActorTx, { pollId, meetingId, option, endsAt, now }: Becoming): Promise<void> {
  const coming = (await pollGuestRows(tx, pollId)).map(({ id }) => ({ id: v7(), guest: id }));
  if (coming.length === 0) return;
  await tx.query(carrying, [meetingId, JSON.stringify(coming), option, now]);
  await remindAt(tx, { kind: forgetting, subjectId: meetingId, at: forgottenAt({ ends_at: endsAt }) });
  for (const { id } of coming) {
    await tx.query("insert into meeting_changes (id, meeting_id, at, by_person_id, what, participant_ids) values ($1, $2, $3, me(), 'guest-invited', '{}')", [v7(), meetingId, now]);
    await audit(tx, { action: 'meeting.guest-invited', objectId: meetingId, details: { guestId: id } });
  }
}
