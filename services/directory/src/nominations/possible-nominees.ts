import { Controller } from '@nestjs/common';
import { NotAllowed, NotFound, PossibleNominees, Problem, type Output, type PersonRef } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { agreedWith } from '../agreements/agreement-rows.js';
import { aboutGroup, visibleGroup } from '../groups/group-rows.js';
import { activeNow, inSwedishOrder, personRef } from '../refs.js';

/** The owner finds those of others who sit in a group that it sees, and all of those with whom it has an agreement; another organisation finds its own. Whose time runs out is found again in the last two months, from the morning on when that is told. */
const possible = `
  select ${personRef('p', 'o')} as person, not o.bound_by_osl as "onlyAsGuest" from people p join organisations o on o.id = p.organisation_id
   where p.id <> me() and p.organisation_id <> $3 and (my_organisation() = $3 or p.organisation_id = my_organisation()) and ${activeNow('p', 'o')}
     and position(folded($2) in folded(p.name || ' ' || p.title || ' ' || o.name)) > 0
     and (p.organisation_id = my_organisation() or exists (select from memberships m where m.person_id = p.id) or ${agreedWith('p.organisation_id')})
     and not exists (select from memberships m where m.group_id = $1 and m.person_id = p.id and (m.valid_to is null or m.valid_to > now() + interval '61 days'))
     and not exists (select from nominations n where n.group_id = $1 and n.person_id = p.id and n.state = 'pending' and n.expires_at > now())
   order by p.name limit 50`;

@Controller()
export class PossibleNomineesHandler {
  constructor(private readonly db: Db) {}

  @Handles(PossibleNominees)
  handle({ caller, input }: Call<typeof PossibleNominees>): Promise<Output<typeof PossibleNominees>> {
    return this.db.as(caller, async (tx) => {
      const group = await visibleGroup(tx, input.groupId);
      if (!group) throw new Problem(NotFound);
      if (!decide(tx.actor, 'nomination.make', aboutGroup(group))) throw new Problem(NotAllowed);
      const rows = await tx.query<{ person: PersonRef; onlyAsGuest: boolean }>(possible, [group.id, input.search, group.owner.organisation.id]);
      return { items: inSwedishOrder(rows.map(({ person, onlyAsGuest }) => ({ ...person, onlyAsGuest })), ({ name }) => name) };
    });
  }
}
