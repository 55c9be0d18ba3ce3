import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AlreadyProvisioned, Problem, ProvisionPerson, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { earlierByHomeId, keepPerson, refuseIdentityNumbersIn } from './keep-person.js';
import { personOf } from './provisioned-person.js';

@Controller()
export class ProvisionPersonHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  /** One who is known without the organisation's directory, or was removed by it, is taken over: the home id says that it is the same person. */
  @Handles(ProvisionPerson)
  handle({ caller, input, now }: Call<typeof ProvisionPerson>): Promise<Output<typeof ProvisionPerson>> {
    refuseIdentityNumbersIn(input);
    return this.db.provisioning(caller, async (tx) => {
      const before = await earlierByHomeId(tx, input.externalId);
      if (before?.known) throw Problem.at(AlreadyProvisioned, '/externalId', 'The organisation has a person with this home id.');
      const id = before?.id ?? v7();
      await keepPerson(tx, this.outbox, { id, told: input, before, now });
      return (await personOf(tx, id))!;
    });
  }
}
