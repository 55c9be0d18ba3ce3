import { Controller } from '@nestjs/common';
import { NotFound, Problem, ProvisionedFunction, ProvisionedFunctions, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { ofFunction } from './asking-about-functions.js';
import { conditionOf } from './filter.js';
import { functionOf, functionsWhere, ownFunctions } from './provisioned-function.js';

/** What one answer holds at most with everybody who is a member. */
const mostWithMembers = 50;

@Controller()
export class ProvisionedFunctionsHandler {
  constructor(private readonly db: Db) {}

  @Handles(ProvisionedFunctions)
  all({ caller, input: { filter, startIndex, count, members: withMembers } }: Call<typeof ProvisionedFunctions>): Promise<Output<typeof ProvisionedFunctions>> {
    const condition = conditionOf(filter, ofFunction);
    return this.db.provisioning(caller, async (tx) => {
      const [row] = await tx.query<{ total: number }>(`select count(*)::int as total ${ownFunctions} and ${condition.sql}`, condition.params);
      return { total: row!.total, items: await functionsWhere(tx, condition, { limit: withMembers ? Math.min(count, mostWithMembers) : count, offset: startIndex - 1, withMembers }) };
    });
  }

  @Handles(ProvisionedFunction)
  one({ caller, input }: Call<typeof ProvisionedFunction>): Promise<Output<typeof ProvisionedFunction>> {
    return this.db.provisioning(caller, async (tx) => {
      const found = await functionOf(tx, input.functionId);
      if (!found) throw new Problem(NotFound);
      return found;
    });
  }
}
