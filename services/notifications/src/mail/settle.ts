import type { Tx } from '@knutpunkt/persistence';

const longestWait = 3_600_000;
const patience = "interval '3 days'";

/** Milliseconds until a refused mail is tried again: 2 s, doubled each time, at most an hour. */
export const waitAfter = (attempt: number): number => Math.min(longestWait, 1_000 * 2 ** attempt);

/** Sent: whoever else believes to hold it. */
export const markSent = (tx: Tx, rows: readonly string[]): Promise<unknown> => tx.query('update mails set sent_at = now(), reason = null where id = any($1::uuid[]) and sent_at is null', [rows]);

/** Who has answered a meeting is reminded of it no more. */
export const dropReminders = (tx: Tx, { matterId, recipientId }: { matterId: string; recipientId: string }): Promise<unknown> =>
  tx.query("update mails set dropped_at = now(), reason = 'answered' where recipient_id = $2 and matter_id = $1 and kind = 'reminded' and sent_at is null and dropped_at is null", [matterId, recipientId]);

/** Refused for now, by a mail server that answered: tried again later, and given up after three days. */
export const markRefused = (tx: Tx, rows: readonly string[], { attempt, reason }: { attempt: number; reason: string }): Promise<unknown> =>
  tx.query(`update mails set reason = $2, due_at = now() + $3 * interval '1 millisecond', dropped_at = case when queued_at < now() - ${patience} then now() end
    where id = any($1::uuid[]) and sent_at is null`, [rows, reason, waitAfter(attempt)]);

/** Rejected for good, as to an address that does not exist: not tried again, and what comes after it about the matter goes on. */
export const markRejected = (tx: Tx, rows: readonly string[], reason: string): Promise<unknown> => tx.query('update mails set dropped_at = now(), reason = $2 where id = any($1::uuid[]) and sent_at is null', [rows, reason]);

/** Never left this machine: the mail server was not there. It is not the mail's fault, so it does not count. */
export const release = (tx: Tx, rows: readonly string[]): Promise<unknown> => tx.query('update mails set attempts = attempts - 1, due_at = now() where id = any($1::uuid[]) and sent_at is null', [rows]);

/** Says that we are still sending these. */
export const renew = (tx: Tx, rows: readonly string[], leaseMs: number): Promise<unknown> =>
  tx.query("update mails set due_at = now() + $2 * interval '1 millisecond' where id = any($1::uuid[]) and sent_at is null and dropped_at is null", [rows, leaseMs]);
