import { Controller } from '@nestjs/common';
import { NotFound, Problem, ProvisionedPeople, ProvisionedPerson, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { ofPerson } from './asking-about-people.js';
import { conditionOf } from './filter.js';
import { ownPeople, peopleWhere, personOf } from './provisioned-person.js';

@Controller()
export class ProvisionedPeopleHandler {
  constructor(private readonly db: Db) {}

  @Handles(ProvisionedPeople)
  all({ caller, input: { filter, startIndex, count } }: Call<typeof ProvisionedPeople>): Promise<Output<typeof ProvisionedPeople>> {
    const { sql, params } = conditionOf(filter, ofPerson);
    return this.db.provisioning(caller, async (tx) => {
      const [row] = await tx.query<{ total: number }>(`select count(*)::int as total ${ownPeople} and ${sql}`, params);
      return { total: row!.total, items: await peopleWhere(tx, sql, params, { limit: count, offset: startIndex - 1 }) };
    });
  }

  @Handles(ProvisionedPerson)
  one({ caller, input }: Call<typeof ProvisionedPerson>): Promise<Output<typeof ProvisionedPerson>> {
    return this.db.provisioning(caller, async (tx) => {
      const person = await personOf(tx, input.personId);
      if (!person) throw new Problem(NotFound);
      return person;
    });
  }
}
