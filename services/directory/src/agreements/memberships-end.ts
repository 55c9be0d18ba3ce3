import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logSeat } from '../access/work-log.js';
import { tell } from '../tell.js';
import { visibleAgreement } from './agreement-rows.js';
import { closeEnd } from './agreement-ends.js';
import { tellAgreement } from './tell-agreement.js';

/** The timer that ends what rested on an agreement which was ended before its time. */
export const endOfAgreement = 'end-of-agreement';

const ending = `
  update memberships m set valid_to = greatest(m.valid_from, a.valid_to), version = m.version + 1, at = next_place() from agreements a
   where a.id = $1 and m.agreement_id = a.id and (m.valid_to is null or m.valid_to > a.valid_to) and m.valid_from < coalesce(m.valid_to, 'infinity') returning m.id`;

/** Ends and tells each membership that rests on an agreement at the instant at which that ended, and then tells the parties. */
@Injectable()
export class MembershipsEnd {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(endOfAgreement)
  async ended({ subjectId }: Due, tx: Tx): Promise<void> {
    const by = { actor: { kind: 'worker' as const, id: endOfAgreement }, now: new Date() };
    await tx.query('select next_place()');
    for (const { id } of await tx.query<{ id: string }>(ending, [subjectId])) {
      await logSeat(tx, endOfAgreement, { id, action: 'membership.end', details: { agreementId: subjectId } });
      await tell(tx, this.outbox, { kind: 'membership', id, ...by });
    }
    const agreement = await visibleAgreement(tx, subjectId);
    if (!agreement) return;
    await tellAgreement(tx, this.outbox, agreement, by);
    await closeEnd(tx, this.outbox, subjectId, agreement.validTo);
  }
}
