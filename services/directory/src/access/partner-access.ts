import { Controller } from '@nestjs/common';
import { NotAllowed, PartnerAccess, Problem, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type Actor } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { inSwedishOrder, personRef, purposeOf, validNow } from '../refs.js';

type Right = Output<typeof PartnerAccess>['items'][number];
type Row = Omit<Right, 'since' | 'until' | 'version' | 'may'> & { readonly since: Date; readonly until: Date | null; readonly version: number };

/** Also of those whose access rests: it is there again at their next login. */
const rights = `
  select m.id, m.version, json_build_object('id', g.id, 'name', g.name, 'level', g.level) as "group", ${personRef('p', 'o')} as person, m.role, m.seat, sp.name as "substituteFor", m.valid_from as since, m.valid_to as until,
         case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as agreement, ${purposeOf('g')} as purpose
    from groups g join authorities w on w.id = g.owner_authority_id join memberships m on m.group_id = g.id join people p on p.id = m.person_id join organisations o on o.id = p.organisation_id
    left join agreements a on a.id = m.agreement_id left join memberships sm on sm.id = m.substitute_of left join people sp on sp.id = sm.person_id
   where w.organisation_id = my_organisation() and p.organisation_id <> my_organisation() and ${validNow('m')} and p.status in ('active', 'dormant') and ${validNow('p')} and o.status = 'active'`;

@Controller()
export class PartnerAccessHandler {
  constructor(private readonly db: Db) {}

  @Handles(PartnerAccess)
  handle({ caller }: Call<typeof PartnerAccess>): Promise<Output<typeof PartnerAccess>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'access.list')) throw new Problem(NotAllowed);
      const rows = await tx.query<Row & Record<string, unknown>>(rights);
      return { items: inSwedishOrder(rows, ({ person, group }) => `${person.organisation.name} ${person.name} ${group.name}`).map((row) => viewOf(tx.actor, row)) };
    });
  }
}

const viewOf = (actor: Actor, { since, until, version, ...row }: Row): Right => ({
  ...row, since: since.toISOString(), until: until && until.toISOString(), version: String(version),
  may: row.agreement === null && row.substituteFor === null && decide(actor, 'membership.agree', { ownerOrganisationId: actor.organisationId }) ? ['membership.agree'] : [],
});
