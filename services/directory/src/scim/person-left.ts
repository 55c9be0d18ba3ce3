import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logSeat } from '../access/work-log.js';
import { watchAdministrators } from '../people/administrators.js';
import { tell } from '../tell.js';
import { endHoldings } from './end-holdings.js';

const left = "select from people where id = $1 and status = 'ended'";
const endMemberships = 'update memberships set valid_to = greatest(valid_from, now()), version = version + 1, at = next_place() where person_id = $1 and (valid_to is null or valid_to > now()) returning id';
const forget = 'with gone as (delete from function_members where person_id = $1 returning function_id) update functions set told = told + 1, changed_at = now() where id in (select function_id from gone)';
const worker = { kind: 'worker', id: 'person-left' } as const;

/** Has everything let go of somebody whose employment this transaction ends, right after the commit. Whoever ends it comes this way. */
export async function letGo(tx: Tx, { id, organisationId, now }: { id: string; organisationId: string; now: Date }): Promise<void> {
  await remindAt(tx, { kind: 'person-left', subjectId: id, at: now });
  await watchAdministrators(tx, organisationId, now);
}

/** Ends the memberships and functions of one who has left. Access ended with the person: this keeps the lists of members and holders true, and nothing of it comes back with the person. */
@Injectable()
export class PersonLeft {
  constructor(private readonly outbox: Outbox) {}

  @OnDue('person-left')
  async end({ subjectId: personId }: Due, tx: Tx): Promise<void> {
    // The lock of all changes comes first, as in every other change.
    await tx.query('select next_place()');
    if ((await tx.query(left, [personId])).length === 0) return;
    for (const { id } of await tx.query<{ id: string }>(endMemberships, [personId])) {
      await logSeat(tx, worker.id, { id, action: 'membership.end' });
      await tell(tx, this.outbox, { kind: 'membership', id, actor: worker, now: new Date() });
    }
    await tx.query(forget, [personId]);
    await endHoldings(tx, this.outbox, { personId, of: 'every', by: worker.id });
  }
}
