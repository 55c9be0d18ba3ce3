import { audit, auditWork, type ActorTx, type Tx } from '@knutpunkt/persistence';

/** Ends the draft that a meeting has come of, in the transaction that calls it. */
export async function endCalledDraft(tx: ActorTx, id: string): Promise<void> {
  await Promise.all([tx.query('delete from meeting_drafts where id = $1', [id]), audit(tx, { action: 'meeting.draft-called', objectId: id })]);
}

/** Forgets what somebody has prepared: for a group that the person has left, or everything of who has left altogether. */
export async function endDraftsOf(tx: Tx, personId: string, groupId?: string): Promise<void> {
  await note(tx, await tx.query<{ id: string }>('delete from meeting_drafts where person_id = $1 and ($2::uuid is null or group_id = $2) returning id', [personId, groupId ?? null]));
}

/** Forgets what was prepared for a group that is archived. */
export async function endDraftsFor(tx: Tx, groupId: string): Promise<void> {
  await note(tx, await tx.query<{ id: string }>('delete from meeting_drafts where group_id = $1 returning id', [groupId]));
}

async function note(tx: Tx, gone: readonly { readonly id: string }[]): Promise<void> {
  for (const { id } of gone) await auditWork(tx, 'directory', { action: 'meeting.draft-ended', objectId: id });
}
