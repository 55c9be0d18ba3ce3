import { Controller } from '@nestjs/common';
import { NotAllowed, NotFound, PossibleMembers, Problem, type Output, type PersonRef } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { aboutGroup, visibleGroup } from '../groups/group-rows.js';
import { activeNow, inSwedishOrder, personRef } from '../refs.js';

const possible = `
  select ${personRef('p', 'o')} as person from people p join organisations o on o.id = p.organisation_id
   where p.id <> me() and p.organisation_id = my_organisation() and ${activeNow('p', 'o')} and position(folded($2) in folded(p.name || ' ' || p.title)) > 0
     and not exists (select from memberships m where m.group_id = $1 and m.person_id = p.id and (m.valid_to is null or m.valid_to > now()))
   order by p.name limit 50`;

@Controller()
export class PossibleMembersHandler {
  constructor(private readonly db: Db) {}

  @Handles(PossibleMembers)
  handle({ caller, input }: Call<typeof PossibleMembers>): Promise<Output<typeof PossibleMembers>> {
    return this.db.as(caller, async (tx) => {
      const group = await visibleGroup(tx, input.groupId);
      if (!group) throw new Problem(NotFound);
      if (!decide(tx.actor, 'membership.let-in', aboutGroup(group))) throw new Problem(NotAllowed);
      const rows = await tx.query<{ person: PersonRef }>(possible, [group.id, input.search]);
      return { items: inSwedishOrder(rows.map(({ person }) => person), ({ name }) => name) };
    });
  }
}
