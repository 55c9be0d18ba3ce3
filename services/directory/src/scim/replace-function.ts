import { Controller } from '@nestjs/common';
import { NotFound, Problem, ReplaceFunction, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { earlierFunction, keepFunction, refuseIdentityNumbersInFunction } from './keep-function.js';
import { functionOf } from './provisioned-function.js';

@Controller()
export class ReplaceFunctionHandler {
  constructor(private readonly db: Db) {}

  @Handles(ReplaceFunction)
  handle(call: Call<typeof ReplaceFunction>): Promise<Output<typeof ReplaceFunction>> {
    const { caller, input: { functionId: id, ...told }, now } = call;
    refuseIdentityNumbersInFunction(told);
    return this.db.provisioning(caller, async (tx) => {
      if (!(await earlierFunction(tx, id))) throw new Problem(NotFound);
      // Under the lock of all changes, so that the version that was seen is still the newest when it is replaced.
      await nextPlace(tx);
      const [before, seen] = [await earlierFunction(tx, id), await functionOf(tx, id)];
      if (!before || !seen) throw new Problem(NotFound);
      requireVersion(call, seen.version);
      await keepFunction(tx, { id, told, before, now });
      return (await functionOf(tx, id))!;
    });
  }
}
