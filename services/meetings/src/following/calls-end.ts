import { v7 } from 'uuid';
import { MeetingCancelled } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { planForgetting } from '../guests/guest-timers.js';
import { presentFacts } from '../meeting/facts.js';
import { tellPoll } from '../polls/poll-facts.js';
import { voterRows } from '../polls/poll-rows.js';
import type { MeetingRow } from '../reading/meeting-rows.js';

const worker = { kind: 'worker', id: 'meetings' } as const;
const cancelling = "update meetings set status = 'cancelled', sequence = sequence + 1, version = version + 1, facts = facts + 1 where id = $1 returning *";
const inSeries = 'update series s set version = s.version + 1 where s.id in (select o.series_id from occurrences o where o.meeting_id = any($1::uuid[]))';

/** Whose calls end, by SQL over `id` ($1) and an instant ($2): `whose` for each of series, meetings and polls, and `before` for those that have a time of their own. */
interface Ending { readonly whose: string; readonly before: string; readonly params: readonly [string, string | null] }

/** A group that does not go on, or has rested meanwhile: then what was before that instant. Null: everything. */
export const callsOfGroup = (groupId: string, before: string | null): Ending => ({ whose: 'group_id = $1', before: "created_at < coalesce($2::timestamptz, 'infinity')", params: [groupId, before] });

/** What those who have left an organisation called besides any group, which nobody else leads. */
export const callsLeftAt = (organisationId: string): Ending =>
  ({ whose: "group_id is null and organiser_id in (select id from people where organisation_id = $1 and status = 'ended')", before: '$2::timestamptz is null', params: [organisationId, null] });

/** Cancels what was called that has not begun, each of a series by itself: everybody who was called is told as of any meeting. Who follows a group has its lock. A series is locked before its meetings, as by whoever changes it. */
export async function cancelMeetings(tx: Tx, outbox: Outbox, { whose, before, params }: Ending): Promise<void> {
  await tx.query(`select from series where ${whose} order by id for update`, [params[0]]);
  const meetings = await tx.query<{ id: string }>(`select id from meetings where ${whose} and status = 'called' and starts_at > clock_timestamp() and ${before} order by id for update`, [...params]);
  for (const { id } of meetings) await cancel(tx, outbox, id);
  if (meetings.length > 0) await tx.query(inSeries, [meetings.map(({ id }) => id)]);
}

async function cancel(tx: Tx, outbox: Outbox, id: string): Promise<void> {
  const [meeting] = await tx.query<MeetingRow>(cancelling, [id]);
  await tx.query("insert into meeting_changes (id, meeting_id, at, what, participant_ids) values ($1, $2, now(), 'cancelled', '{}')", [v7(), id]);
  await auditWork(tx, 'directory', { action: 'meeting.cancelled', objectId: id });
  await planForgetting(tx, id);
  await outbox.publish(tx, MeetingCancelled, { aggregateId: id, aggregateVersion: meeting!.facts, actor: worker, data: { meeting: await presentFacts(tx, meeting!) }, now: new Date() });
}

/** Cancels the polls of which no meeting has been made: nobody needs to answer any more. */
export async function cancelPolls(tx: Tx, outbox: Outbox, { whose, before, params }: Ending): Promise<void> {
  const polls = await tx.query<{ id: string }>(`select id from polls where ${whose} and status in ('open', 'closed') and ${before} order by id for update`, [...params]);
  for (const { id: pollId } of polls) {
    await tx.query("update polls set status = 'cancelled' where id = $1", [pollId]);
    await auditWork(tx, 'directory', { action: 'poll.cancelled', objectId: pollId });
    await tellPoll(tx, outbox, { pollId, what: 'cancelled', tell: await voterRows(tx, pollId), actor: worker, now: new Date() });
  }
}
