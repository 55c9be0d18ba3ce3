import { Controller } from '@nestjs/common';
import { DeprovisionFunction, NotFound, Problem } from '@knutpunkt/contracts';
import { Db, auditProvisioning } from '@knutpunkt/persistence';
import { Handles, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { earlierFunction, letHoldersFollow } from './keep-function.js';
import { functionOf } from './provisioned-function.js';

const remove = 'update functions set told = told + 1, removed_at = now(), changed_at = now(), provisioned_at = coalesce(provisioned_at, now()) where id = $1';

@Controller()
export class DeprovisionFunctionHandler {
  constructor(private readonly db: Db) {}

  @Handles(DeprovisionFunction)
  handle(call: Call<typeof DeprovisionFunction>): Promise<null> {
    const { caller, input: { functionId: id }, now } = call;
    return this.db.provisioning(caller, async (tx) => {
      if (!(await earlierFunction(tx, id))) throw new Problem(NotFound);
      await nextPlace(tx);
      const [before, seen] = [await earlierFunction(tx, id), await functionOf(tx, id)];
      if (!before || !seen) throw new Problem(NotFound);
      requireVersion(call, seen.version);
      await tx.query('delete from function_members where function_id = $1', [id]);
      await tx.query(remove, [id]);
      await auditProvisioning(tx, { action: 'function.deprovision', objectId: id, details: { before: { unitId: before.unit?.id ?? null, members: seen.members }, after: null } });
      await letHoldersFollow(tx, { id, now });
      return null;
    });
  }
}
