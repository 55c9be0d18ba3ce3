import type { Tx } from '@knutpunkt/persistence';
import { meetingMails } from '../migrations/1771700180000-tell-what-did-not-reach.js';

const longestWait = 3_600_000;
const tooOld = "queued_at < now() - interval '3 days'";

/** Milliseconds until a refused mail is tried again: 2 s, doubled each time, at most an hour. */
export const waitAfter = (attempt: number): number => Math.min(longestWait, 1_000 * 2 ** attempt);

/** Sent: whoever else believes to hold it. Gives the meetings of which an earlier mail had not reached the same recipient. */
export async function markSent(tx: Tx, rows: readonly string[]): Promise<string[]> {
  const reached = await tx.query<{ matter_id: string }>(
    `with sent as (update mails set sent_at = now(), reason = null where id = any($1::uuid[]) and sent_at is null returning recipient_id, matter_id, seq, kind)
     select distinct s.matter_id from sent s where s.kind in ${meetingMails}
       and exists (select from mails e where e.recipient_id = s.recipient_id and e.matter_id = s.matter_id and e.seq < s.seq and e.unreached is not null offset 0)`, [rows]);
  return reached.map((row) => row.matter_id);
}

/** Who has answered a meeting is reminded of it no more. */
export const dropReminders = (tx: Tx, { matterId, recipientId }: { matterId: string; recipientId: string }): Promise<unknown> =>
  tx.query("update mails set dropped_at = now(), reason = 'answered' where recipient_id = $2 and matter_id = $1 and kind = 'reminded' and sent_at is null and dropped_at is null", [matterId, recipientId]);

/** Refused for now, by a mail server that answered: tried again later, and given up after three days. Gives those that are given up. */
export const markRefused = (tx: Tx, rows: readonly string[], { attempt, reason }: { attempt: number; reason: string }): Promise<string[]> =>
  lost(tx, `reason = $2, due_at = now() + $3 * interval '1 millisecond', dropped_at = case when ${tooOld} then now() end, unreached = case when ${tooOld} then 'given-up' end`, [rows, reason, waitAfter(attempt)]);

/** Rejected for good, as to an address that does not exist: not tried again, and what comes after it about the matter goes on. Gives those that were still to be sent. */
export const markRejected = (tx: Tx, rows: readonly string[], reason: string): Promise<string[]> => lost(tx, "dropped_at = now(), reason = $2, unreached = 'refused'", [rows, reason]);

/** Changes what is still to be sent, and gives those of it that will not be. */
async function lost(tx: Tx, changes: string, params: readonly unknown[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with changed as (update mails set ${changes} where id = any($1::uuid[]) and sent_at is null and dropped_at is null returning id, unreached) select id from changed where unreached is not null`, params);
  return rows.map((row) => row.id);
}

/** Never left this machine: the mail server was not there. It is not the mail's fault, so it does not count. */
export const release = (tx: Tx, rows: readonly string[]): Promise<unknown> => tx.query('update mails set attempts = attempts - 1, due_at = now() where id = any($1::uuid[]) and sent_at is null', [rows]);

/** Says that we are still sending these. */
export const renew = (tx: Tx, rows: readonly string[], leaseMs: number): Promise<unknown> =>
  tx.query("update mails set due_at = now() + $2 * interval '1 millisecond' where id = any($1::uuid[]) and sent_at is null and dropped_at is null", [rows, leaseMs]);
