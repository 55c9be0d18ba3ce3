import { Controller } from '@nestjs/common';
import { Me, Problem, NoAccess, type FunctionRef, type Output } from '@knutpunkt/contracts';
import { decide, offeredAnywhere, type Action } from '@knutpunkt/access';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { authorityRef, functionRef, inSwedishOrder, personRef } from '../refs.js';

@Controller()
export class MeHandler {
  constructor(private readonly db: Db) {}

  @Handles(Me)
  handle({ caller }: Call<typeof Me>): Promise<Output<typeof Me>> {
    return this.db.as(caller, async (tx) => ({
      ...(await whoIAm(tx)), functions: await functionsIHold(tx), assuranceLevel: tx.actor.assuranceLevel, couldStepUp: tx.actor.couldStepUp, administers: tx.actor.roles.includes('administrator'), may: mayNow(tx),
    }));
  }
}

type WhoIAm = Pick<Output<typeof Me>, 'person' | 'authority' | 'unit' | 'addresses'>;

async function whoIAm(tx: ActorTx): Promise<WhoIAm> {
  const [me] = await tx.query<WhoIAm>(
    `select ${personRef('p', 'o')} as person, ${authorityRef('a', 'o')} as authority, json_build_object('id', u.id, 'name', u.name) as unit, json_build_object('primary', p.email, 'others', p.aliases) as addresses
       from people p join organisations o on o.id = p.organisation_id join authorities a on a.id = p.authority_id join units u on u.id = p.unit_id where p.id = me()`);
  if (!me) throw new Problem(NoAccess);
  return me;
}

async function functionsIHold(tx: ActorTx): Promise<FunctionRef[]> {
  const rows = await tx.query<{ held: FunctionRef }>(`select ${functionRef('f', 'o')} as held from functions f join organisations o on o.id = f.organisation_id where f.id = any($1)`, [tx.actor.functions]);
  return inSwedishOrder(rows.map(({ held }) => held), ({ name }) => name);
}

/** What the actor can do somewhere: in no group, or in one of those that the actor belongs to. */
const mayNow = ({ actor }: ActorTx): Action[] => {
  const places = [{}, ...actor.memberships.map(({ groupId }) => ({ groupId }))];
  return offeredAnywhere.filter((action) => places.some((place) => decide(actor, action, place)));
};
