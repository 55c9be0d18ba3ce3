import { Controller } from '@nestjs/common';
import { NotAllowed, PossibleParticipants, Problem, type FunctionRef, type Output, type PersonRef } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { activeNow, functionRef, inSwedishOrder, personRef, validNow } from '../refs.js';

const most = 50;

/** Colleagues, and people in groups whose members I see. */
const people = `
  select ${personRef('p', 'o')} as found from people p join organisations o on o.id = p.organisation_id
   where p.id <> me() and ${activeNow('p', 'o')} and position(folded($1) in folded(p.name || ' ' || p.title || ' ' || o.name)) > 0
     and (p.organisation_id = my_organisation()
       or p.id in (select m.person_id from memberships m where m.group_id = any(my_audiences()) and m.role <> 'calendar' and ${validNow('m')}))
   order by p.name limit ${most}`;

const functions = `
  select ${functionRef('f', 'o')} as found from functions f join organisations o on o.id = f.organisation_id
   where o.status = 'active' and f.unit_id is not null and f.removed_at is null and position(folded($1) in folded(f.name || ' ' || o.name)) > 0
   order by f.name limit ${most}`;

@Controller()
export class PossibleParticipantsHandler {
  constructor(private readonly db: Db) {}

  @Handles(PossibleParticipants)
  handle({ caller, input }: Call<typeof PossibleParticipants>): Promise<Output<typeof PossibleParticipants>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'participant.search')) throw new Problem(NotAllowed);
      const found = [
        ...(await matching<FunctionRef>(tx, functions, input.search)).map((held) => ({ kind: 'function' as const, function: held })),
        ...(await matching<PersonRef>(tx, people, input.search)).map((person) => ({ kind: 'person' as const, person })),
      ];
      return { items: found };
    });
  }
}

const matching = async <T extends { name: string }>(tx: ActorTx, query: string, search: string): Promise<T[]> =>
  inSwedishOrder((await tx.query<{ found: T }>(query, [search])).map(({ found }) => found), ({ name }) => name);
