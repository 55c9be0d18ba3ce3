import { Controller } from '@nestjs/common';
import { ActivateOrganisation, EndOrganisation, NotAllowed, NotFound, PauseOrganisation, Problem, ResumeOrganisation, type HubOrganisation } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox, remindAt } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import type { DirectoryKind } from '../import/stable-id.js';
import { nextPlace } from '../memberships/add-member.js';
import { factOf, tell } from '../tell.js';
import { endOfOrganisation } from './organisation-ends.js';
import { hubOrganisation, viewOf, type OrganisationRow } from './organisation-rows.js';
import { requireReady, stateAfter, type State, type Step } from './organisation-steps.js';

type LettingIn = Call<typeof ActivateOrganisation> | Call<typeof ResumeOrganisation>;
type ShuttingOut = Call<typeof PauseOrganisation> | Call<typeof EndOrganisation>;
interface Said { readonly reason: string | null; readonly agreement: string | null; readonly signedOn: string | null }

/** The steps of an organisation's life, each told to the other services with what it brings with it. */
@Controller()
export class ChangeOrganisationHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(ActivateOrganisation)
  activate(call: Call<typeof ActivateOrganisation>): Promise<HubOrganisation> {
    return this.change(call, 'hub.activate', signed(call));
  }

  @Handles(ResumeOrganisation)
  resume(call: Call<typeof ResumeOrganisation>): Promise<HubOrganisation> {
    return this.change(call, 'hub.resume', signed(call));
  }

  @Handles(PauseOrganisation)
  pause(call: Call<typeof PauseOrganisation>): Promise<HubOrganisation> {
    return this.change(call, 'hub.pause', { reason: call.input.reason, agreement: null, signedOn: null });
  }

  @Handles(EndOrganisation)
  end(call: Call<typeof EndOrganisation>): Promise<HubOrganisation> {
    return this.change(call, 'hub.end', { reason: call.input.reason, agreement: null, signedOn: null });
  }

  private change(call: LettingIn | ShuttingOut, step: Step, said: Said): Promise<HubOrganisation> {
    return this.db.as(call.caller, async (tx) => {
      const { organisationId } = call.input;
      if (!(await once(tx, call, organisationId))) await this.perform(tx, call, { step, said });
      return viewOf(tx.actor, await seen(tx, organisationId));
    });
  }

  private async perform(tx: ActorTx, call: LettingIn | ShuttingOut, { step, said }: { step: Step; said: Said }): Promise<void> {
    const { organisationId: id } = call.input;
    await changeable(tx, call, step);
    await nextPlace(tx);
    const { before, after } = await changeable(tx, call, step);
    if (after === 'active') requireReady({ ...before, agreement: said.agreement ?? before.agreement });
    refuseIdentityNumbers({ reason: said.reason ?? undefined, agreement: said.agreement ?? undefined });
    const changed = await tx.query<{ kind: DirectoryKind; id: string }>('select * from change_organisation($1, $2, $3, $4, $5)', [id, after, said.reason, said.agreement, said.signedOn]);
    await audit(tx, { action: `organisation.${step.slice('hub.'.length)}`, objectId: id, details: { before: before.state, after } });
    for (const one of changed) await tell(tx, this.outbox, { ...one, actor: factOf(tx), now: call.now });
    if (after === 'ended') await remindAt(tx, { kind: endOfOrganisation, subjectId: id, at: call.now });
  }
}

/** The agreement counts with the day on which it was signed. */
const signed = ({ input: { agreement, signedOn } }: LettingIn): Said => (agreement && signedOn ? { reason: null, agreement, signedOn } : { reason: null, agreement: null, signedOn: null });

async function seen(tx: ActorTx, id: string): Promise<OrganisationRow> {
  const row = await hubOrganisation(tx, id);
  if (!row) throw new Problem(NotFound);
  return row;
}

async function changeable(tx: ActorTx, call: LettingIn | ShuttingOut, step: Step): Promise<{ before: OrganisationRow; after: State }> {
  const row = await seen(tx, call.input.organisationId);
  requireVersion(call, String(row.version));
  if (!decide(tx.actor, step, { ownerOrganisationId: row.id })) throw new Problem(NotAllowed);
  return { before: row, after: stateAfter(row.state, step) };
}
