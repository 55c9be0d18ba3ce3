import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { FunctionAlreadyProvisioned, Problem, ProvisionFunction, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { keepFunction, metBy, refuseIdentityNumbersInFunction } from './keep-function.js';
import { functionOf } from './provisioned-function.js';

@Controller()
export class ProvisionFunctionHandler {
  constructor(private readonly db: Db) {}

  /** One that is known without the organisation's directory, or was removed by it, is taken over. */
  @Handles(ProvisionFunction)
  handle({ caller, input, now }: Call<typeof ProvisionFunction>): Promise<Output<typeof ProvisionFunction>> {
    refuseIdentityNumbersInFunction(input);
    return this.db.provisioning(caller, async (tx) => {
      // Under the lock of all changes, so that two that say the same make one.
      await nextPlace(tx);
      const before = await metBy(tx, input);
      if (before?.kept) throw Problem.at(FunctionAlreadyProvisioned, '/externalId', 'The organisation has a function with this id.');
      const id = before?.id ?? v7();
      await keepFunction(tx, { id, told: input, before, now });
      return (await functionOf(tx, id))!;
    });
  }
}
