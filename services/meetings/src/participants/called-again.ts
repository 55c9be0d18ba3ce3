import type { Tx } from '@knutpunkt/persistence';

/**
 * Raises the sequence of a meeting to which somebody is called who was taken off it: the calendar entry was cancelled by the sequence that follows the one it came with,
 * and what comes with a lower one is obsolete (RFC 5546 §2.1.5). Nobody else is asked again by it.
 */
export const raiseForReturning = (tx: Tx, meetingId: string, ids: readonly string[]): Promise<unknown> =>
  tx.query('update meetings m set sequence = sequence + 1 where m.id = $1 and exists (select from participants p where p.meeting_id = m.id and p.removed_at is not null and (p.person_id = any($2) or p.function_id = any($2)))', [meetingId, ids]);
