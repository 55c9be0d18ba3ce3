import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logSeat } from '../access/work-log.js';
import { watchAdministrators } from '../people/administrators.js';
import { tell } from '../tell.js';
import { endHoldings } from './end-holdings.js';
import { followMemberOf } from './holders-follow.js';

const left = "select p.status = 'ended' as gone from people p where p.id = $1 and (p.status = 'ended' or p.left_at is not null)";
/** What was there when the person left, also what had not begun then. */
const endMemberships = `
  update memberships m set valid_to = greatest(m.valid_from, now()), version = m.version + 1, at = next_place() from people p
   where p.id = $1 and m.person_id = p.id and (m.valid_to is null or m.valid_to > now()) and (p.left_at is null or m.valid_from <= p.left_at or m.at < p.left_place) returning m.id`;
const forget = 'with gone as (delete from function_members where person_id = $1 returning function_id) update functions set told = told + 1, changed_at = now() where id in (select function_id from gone)';
const worker = { kind: 'worker', id: 'person-left' } as const;

/** Has everything let go of somebody whose employment this transaction ends, right after the commit. Whoever ends it comes this way. */
export async function letGo(tx: Tx, { id, organisationId, now }: { id: string; organisationId: string; now: Date }): Promise<void> {
  await remindAt(tx, { kind: 'person-left', subjectId: id, at: now });
  await watchAdministrators(tx, organisationId, now);
}

/** Ends the memberships and functions of one who has left. Access ended with the person: this keeps the lists of members and holders true, and nothing of it comes back with the person, also one who is back before this. */
@Injectable()
export class PersonLeft {
  constructor(private readonly outbox: Outbox) {}

  @OnDue('person-left')
  async end({ subjectId: personId }: Due, tx: Tx): Promise<void> {
    // The lock of all changes comes first, as in every other change.
    await tx.query('select next_place()');
    const [person] = await tx.query<{ gone: boolean }>(left, [personId]);
    if (!person) return;
    for (const { id } of await tx.query<{ id: string }>(endMemberships, [personId])) {
      await logSeat(tx, worker.id, { id, action: 'membership.end' });
      await tell(tx, this.outbox, { kind: 'membership', id, actor: worker, now: new Date() });
    }
    if (person.gone) await tx.query(forget, [personId]);
    await endHoldings(tx, this.outbox, { personId, of: person.gone ? 'every' : 'of-before', by: worker.id });
    if (!person.gone) await followMemberOf(tx, this.outbox, { personId, by: worker.id });
  }
}
