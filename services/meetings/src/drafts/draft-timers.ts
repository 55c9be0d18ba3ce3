import { Injectable } from '@nestjs/common';
import { OnDue, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { lastKept, removedAt } from './draft-view.js';

/** The kind of timer at which a draft is removed that nobody has saved for 90 days. */
const removal = 'meeting-draft-removed';

/** Plans when a draft is removed, anew each time that it is saved. */
export const planRemoval = (tx: Tx, id: string, savedAt: Date): Promise<void> => remindAt(tx, { kind: removal, subjectId: id, at: removedAt(savedAt) });

@Injectable()
export class DraftTimers {
  /** Of one that was called or thrown away nothing is left to remove. */
  @OnDue(removal)
  async remove({ subjectId: id }: Due, tx: Tx): Promise<void> {
    const gone = await tx.query('delete from meeting_drafts where id = $1 and saved_at <= $2 returning id', [id, lastKept(new Date())]);
    if (gone.length > 0) return auditWork(tx, 'drafts', { action: 'meeting.draft-removed', objectId: id });
    const [later] = await tx.query<{ saved_at: Date }>('select saved_at from meeting_drafts where id = $1', [id]);
    if (later) await planRemoval(tx, id, later.saved_at);
  }
}
