import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logSeat } from '../access/work-log.js';
import { tell } from '../tell.js';

/** The timer that ends what an organisation that has ended leaves behind. */
export const endOfOrganisation = 'end-of-organisation';

/** Its people's seats everywhere, and everybody's in its own groups. */
const ending = `
  update memberships m set valid_to = greatest(m.valid_from, o.changed_at), version = m.version + 1, at = next_place() from organisations o
   where o.id = $1 and o.status = 'ended' and (m.valid_to is null or m.valid_to > o.changed_at) and m.valid_from < coalesce(m.valid_to, 'infinity')
     and (m.person_id in (select p.id from people p where p.organisation_id = o.id) or m.group_id in (select g.id from groups g join authorities a on a.id = g.owner_authority_id where a.organisation_id = o.id)) returning m.id`;

/** Its people are shut out by the commit that ends it; their memberships end at that same instant, and are told right after, since the hub's administrator sees none of them. */
@Injectable()
export class OrganisationEnds {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(endOfOrganisation)
  async ended({ subjectId }: Due, tx: Tx): Promise<void> {
    await tx.query('select next_place()');
    for (const { id } of await tx.query<{ id: string }>(ending, [subjectId])) {
      await logSeat(tx, endOfOrganisation, { id, action: 'membership.end', details: { organisationId: subjectId } });
      await tell(tx, this.outbox, { kind: 'membership', id, actor: { kind: 'worker', id: endOfOrganisation }, now: new Date() });
    }
  }
}
