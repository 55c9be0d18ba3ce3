import { Injectable } from '@nestjs/common';
import { OnDue, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

/** Takes away what has ended by itself: nobody shall read there when somebody typed last. */
@Injectable()
export class WritingIsForgotten {
  @OnDue('writing')
  async ended({ subjectId }: Due, tx: Tx): Promise<void> {
    await tx.query('delete from writings where item_id = $1 and until <= now()', [subjectId]);
    const [next] = await tx.query<{ at: Date | null }>('select min(until) as at from writings where item_id = $1', [subjectId]);
    if (next?.at) await remindAt(tx, { kind: 'writing', subjectId, at: next.at });
  }
}
