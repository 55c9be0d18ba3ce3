import { Controller } from '@nestjs/common';
import { ConfirmAdministrator, NotAllowed, NotFound, Problem, WrongState, type HubOrganisation } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { watchAdministrators } from '../people/administrators.js';
import { tellAdministratorProposed } from '../proposals/tell-proposal.js';
import { factOf, tell } from '../tell.js';
import { hubOrganisation, viewOf, type OrganisationRow } from './organisation-rows.js';

type Confirming = Call<typeof ConfirmAdministrator>;

/** The second of the two people who make an administrator, where the organisation has nobody else. */
@Controller()
export class ConfirmAdministratorHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(ConfirmAdministrator)
  handle(call: Confirming): Promise<HubOrganisation> {
    const { organisationId } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, organisationId))) await this.confirm(tx, call);
      return viewOf(tx.actor, await seen(tx, organisationId));
    });
  }

  private async confirm(tx: ActorTx, call: Confirming): Promise<void> {
    const { organisationId, personId } = call.input;
    await confirmable(tx, call);
    await nextPlace(tx);
    await confirmable(tx, call);
    await tx.query('select confirm_administrator($1, $2)', [organisationId, personId]);
    await audit(tx, { action: 'organisation.confirm-administrator', objectId: organisationId, details: { personId, before: 'administrator-proposed', after: 'administrator' } });
    await tell(tx, this.outbox, { kind: 'person', id: personId, actor: factOf(tx), now: call.now });
    await tellAdministratorProposed(tx, this.outbox, { id: personId, organisationId, version: await versionOf(tx, personId), proposedBy: null, now: call.now });
    await watchAdministrators(tx, organisationId, call.now);
  }
}

async function seen(tx: ActorTx, id: string): Promise<OrganisationRow> {
  const row = await hubOrganisation(tx, id);
  if (!row) throw new Problem(NotFound);
  return row;
}

const versionOf = async (tx: ActorTx, id: string): Promise<number> => (await tx.query<{ version: number }>('select version from people where id = $1', [id]))[0]!.version;

async function confirmable(tx: ActorTx, call: Confirming): Promise<void> {
  const row = await seen(tx, call.input.organisationId);
  requireVersion(call, String(row.version));
  if (!decide(tx.actor, 'hub.confirm-administrator', { ownerOrganisationId: row.id })) throw new Problem(NotAllowed);
  if (row.proposedAdministrator?.id !== call.input.personId) throw new Problem(WrongState);
}
