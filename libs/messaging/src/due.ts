import type { Tx } from '@knutpunkt/persistence';

/** What wakes the timers of this process. */
export const timersHere = new Set<() => void>();

/** Plans a reminder or deadline: the handler of `kind` is called for `subjectId` at the instant `at`, or as soon after as it can. An earlier plan of the same kind for the same subject is replaced. What is due already does not wait for anybody to look: it is done once this has been committed. */
export async function remindAt(tx: Tx, { kind, subjectId, at }: { kind: string; subjectId: string; at: Date }): Promise<void> {
  await tx.query('insert into due (kind, subject_id, at) values ($1, $2, $3)', [kind, subjectId, at]);
  if (at.getTime() <= Date.now()) tx.afterCommit(() => timersHere.forEach((wake) => wake()));
}

/** Takes back what was planned of a kind for a subject; nothing happens where nothing was. */
export async function cancelDue(tx: Tx, { kind, subjectId }: { kind: string; subjectId: string }): Promise<void> {
  await tx.query('insert into due (kind, subject_id, at) values ($1, $2, null)', [kind, subjectId]);
}
