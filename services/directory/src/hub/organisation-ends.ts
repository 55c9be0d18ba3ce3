import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
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
    for (const { id } of await tx.query<{ id: string }>(ending, [subjectId])) await this.done(tx, subjectId, { kind: 'membership', id, action: 'membership.end' });
    for (const { id } of await tx.query<{ id: string }>(archiving, [subjectId])) await this.done(tx, subjectId, { kind: 'group', id, action: 'group.archive' });
    const left = await tx.query<{ id: string; known: boolean }>(leaving, [subjectId]);
    for (const { id, known } of left) await this.leaves(tx, subjectId, { id, known });
    if (left.length === atOnce) await remindAt(tx, { kind: endOfOrganisation, subjectId, at: new Date() });
  }

  private async leaves(tx: Tx, organisationId: string, { id, known }: { id: string; known: boolean }): Promise<void> {
    await remindAt(tx, { kind: 'person-left', subjectId: id, at: new Date() });
    if (known) await this.done(tx, organisationId, { kind: 'person', id, action: 'person.end' });
  }

  private async done(tx: Tx, organisationId: string, { kind, id, action }: { kind: DirectoryKind; id: string; action: string }): Promise<void> {
    await auditWork(tx, endOfOrganisation, { action, objectId: id, details: { organisationId } });
    await tell(tx, this.outbox, { kind, id, actor: { kind: 'worker', id: endOfOrganisation }, now: new Date() });
  }
}
