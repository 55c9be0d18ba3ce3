import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { logGroup, logOwn, logSeat } from '../access/work-log.js';
import type { DirectoryKind } from '../import/stable-id.js';
import { tell } from '../tell.js';

/** The timer that ends what an organisation that has ended leaves behind. */
export const endOfOrganisation = 'end-of-organisation';

/** Its people's seats everywhere, and everybody's in its own groups. */
const ending = `
  update memberships m set valid_to = greatest(m.valid_from, o.changed_at), version = m.version + 1, at = next_place() from organisations o
   where o.id = $1 and o.status = 'ended' and (m.valid_to is null or m.valid_to > o.changed_at) and m.valid_from < coalesce(m.valid_to, 'infinity')
     and (m.person_id in (select p.id from people p where p.organisation_id = o.id) or m.group_id in (select g.id from groups g join authorities a on a.id = g.owner_authority_id where a.organisation_id = o.id)) returning m.id`;
const archiving = `
  update groups g set status = 'archived', ends_at = least(g.ends_at, o.changed_at), version = g.version + 1, at = next_place() from organisations o, authorities a
   where o.id = $1 and o.status = 'ended' and a.organisation_id = o.id and g.owner_authority_id = a.id and g.status in ('established', 'dormant') returning g.id`;

const atOnce = 200;
interface Left { readonly id: string; readonly known: boolean }
/** Some of its people who have not left yet. Who was never told, of an organisation that was only proposed or without a unit, is told now neither. */
const leaving = `
  update people p set status = 'ended', aliases = '{}', valid_to = least(coalesce(p.valid_to, o.changed_at), o.changed_at), changed_at = now(), version = p.version + 1, at = case when p.at = 0 or p.unit_id is null then p.at else next_place() end
    from organisations o where o.id = $1 and o.status = 'ended' and p.id in (select q.id from people q where q.organisation_id = o.id and q.status <> 'ended' order by q.id limit ${atOnce}) returning p.id, p.at <> 0 and p.unit_id is not null as known`;

/**
 * Its people are shut out by the commit that ends it; what they leave behind ends at that same instant, and is told right after, since the hub's administrator sees none of it: memberships,
 * the organisation's groups, and then its people, so many at a time, whose actions and meetings others see to from then on.
 */
@Injectable()
export class OrganisationEnds {
  constructor(private readonly outbox: Outbox) {}

  @OnDue(endOfOrganisation)
  async ended({ subjectId }: Due, tx: Tx): Promise<void> {
    await tx.query('select next_place()');
    const details = { organisationId: subjectId };
    for (const { id } of await tx.query<{ id: string }>(ending, [subjectId])) {
      await logSeat(tx, endOfOrganisation, { id, action: 'membership.end', details });
      await this.tell(tx, 'membership', id);
    }
    for (const { id } of await tx.query<{ id: string }>(archiving, [subjectId])) {
      await logGroup(tx, endOfOrganisation, { id, action: 'group.archive', details: { ...details, after: 'archived' } });
      await this.tell(tx, 'group', id);
    }
    const left = await tx.query<Left & Record<string, unknown>>(leaving, [subjectId]);
    for (const one of left) await this.leaves(tx, one);
    if (left.length === atOnce) await remindAt(tx, { kind: endOfOrganisation, subjectId, at: new Date() });
  }

  private async leaves(tx: Tx, { id, known }: Left): Promise<void> {
    await remindAt(tx, { kind: 'person-left', subjectId: id, at: new Date() });
    await logOwn(tx, endOfOrganisation, { kind: 'person', id, action: 'person.end' });
    if (known) await this.tell(tx, 'person', id);
  }

  private tell(tx: Tx, kind: DirectoryKind, id: string): Promise<void> {
    return tell(tx, this.outbox, { kind, id, actor: { kind: 'worker', id: endOfOrganisation }, now: new Date() });
  }
}
