import { Controller } from '@nestjs/common';
import { DeprovisionPerson, NotFound, Problem } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, auditProvisioning } from '@knutpunkt/persistence';
import { Handles, requireVersion, type Call } from '@knutpunkt/service-kit';
import { stateChange } from '../access/log-details.js';
import { nextPlace } from '../memberships/add-member.js';
import { tell } from '../tell.js';
import { earlierById } from './keep-person.js';
import { letGo } from './person-left.js';
import { personOf } from './provisioned-person.js';

const leave = `update people set version = version + 1, at = case when unit_id is null then at else $2 end, status = 'ended', aliases = '{}', valid_to = least(coalesce(valid_to, now()), now()), removed_at = now(), changed_at = now()
  where id = $1`;

@Controller()
export class DeprovisionPersonHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(DeprovisionPerson)
  handle(call: Call<typeof DeprovisionPerson>): Promise<null> {
    const { caller, input: { personId: id }, now } = call;
    return this.db.provisioning(caller, async (tx) => {
      if (!(await earlierById(tx, id))) throw new Problem(NotFound);
      const { place } = await nextPlace(tx);
      const [before, seen] = [await earlierById(tx, id), await personOf(tx, id)];
      if (!before || !seen) throw new Problem(NotFound);
      requireVersion(call, seen.version);
      await tx.query(leave, [id, place]);
      await auditProvisioning(tx, { action: 'person.deprovision', objectId: id, details: stateChange(`person-${before.status}`, 'person-ended') });
      await letGo(tx, { id, organisationId: tx.provisioner.organisationId, now });
      if (before.unit) await tell(tx, this.outbox, { kind: 'person', id, actor: { kind: 'client', id: tx.provisioner.client, organisation: tx.provisioner.organisationId }, now });
      return null;
    });
  }
}
