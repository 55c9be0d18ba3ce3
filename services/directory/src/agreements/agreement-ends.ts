import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { AgreementEndAnnounced, type EventData } from '@knutpunkt/contracts';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { administering } from '../people/administrators.js';
import { validNow } from '../refs.js';

/** The timer that tells that an agreement nears its end; a trigger plans it when the end is said. */
const kind = 'agreement-ends';
const following = 'select next_agreement_telling(valid_to) as next from agreements where id = $1';

/** Those of an agreement's seats that end with it and that no other follows: whose people sit there, and whose the groups are. Who sits in for another follows that seat. */
const unfollowed = `
  select p.organisation_id as home, w.organisation_id as owner from memberships m join agreements a on a.id = m.agreement_id join people p on p.id = m.person_id join groups g on g.id = m.group_id join authorities w on w.id = g.owner_authority_id
   where m.agreement_id = $1 and m.substitute_of is null and m.valid_to >= a.valid_to and ${validNow('m')} and g.status in ('established', 'dormant') and g.ends_at is null
     and not exists (select from memberships later where later.group_id = m.group_id and later.person_id = m.person_id and coalesce(later.valid_to, 'infinity') > greatest(later.valid_from, m.valid_to))`;
const ending = `select to_char((a.valid_to - interval '1 millisecond') at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as "lastDay", a.valid_to <= now() + interval '15 days' as last from agreements a where a.id = $1 and a.valid_to > now()`;
const whoSeesToIt = `with seats as (${unfollowed}) select q.id from people q where q.organisation_id in (select home from seats union select owner from seats) and ${administering('q.organisation_id', 'q')} order by q.id`;

/** An agreement has events of its own under its id: the telling of its end is another aggregate, told twice at most and closed once. */
const told = { first: 1, last: 2, closed: 3 } as const;

const tellEnd = (tx: Tx, outbox: Outbox, which: keyof typeof told, data: EventData<typeof AgreementEndAnnounced>): Promise<unknown> =>
  outbox.publish(tx, AgreementEndAnnounced, { aggregateId: v5('agreement-end', data.id), aggregateVersion: told[which], actor: { kind: 'worker', id: kind }, now: new Date(), data });

/** Tells nobody any more that an agreement ends which has ended. */
export const closeEnd = (tx: Tx, outbox: Outbox, id: string, validTo: Date): Promise<unknown> =>
  tellEnd(tx, outbox, 'closed', { id, state: 'closed', lastDay: validTo.toISOString().slice(0, 10), administrators: [] });

/** Tells the administrators of those who sit on an agreement, and of whose the groups are, that it ends and the seats with it; of none that is followed already. */
@Injectable()
export class AgreementEnds {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(kind)
  async nears({ subjectId: id }: Due, tx: Tx): Promise<void> {
    await tx.query('select next_place()');
    const [agreement] = await tx.query<{ lastDay: string; last: boolean }>(ending, [id]);
    if (!agreement) return;
    const administrators = (await tx.query<{ id: string }>(whoSeesToIt, [id])).map((one) => one.id);
    if (administrators.length > 0) {
      await auditWork(tx, kind, { action: 'agreement.end-nears', objectId: id });
      await tellEnd(tx, this.outbox, agreement.last ? 'last' : 'first', { id, state: 'open', lastDay: agreement.lastDay, administrators });
    }
    const [{ next }] = (await tx.query<{ next: Date | null }>(following, [id])) as [{ next: Date | null }];
    if (next) await remindAt(tx, { kind, subjectId: id, at: next });
  }
}
