import { Controller } from '@nestjs/common';
import { ChangeRoles, DeclineAdministrator, NotAllowed, Problem, WrongState, type Input, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { requireAnotherAdministrator, watchAdministrators } from './administrators.js';
import { tellAdministratorProposed } from '../proposals/tell-proposal.js';
import { changePerson } from './changing.js';
import type { StaffRow } from './staff-rows.js';

type Roles = StaffRow['roles'];

@Controller()
export class ChangeRolesHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(ChangeRoles)
  handle(call: Call<typeof ChangeRoles>): Promise<Output<typeof ChangeRoles>> {
    return changePerson(this, call, { action: 'person.give-roles', change: (tx, person, place) => change(tx, person, { ...call.input, place, now: call.now }), alsoTell: (tx, before, after) => this.tellProposal(tx, { before, after, now: call.now }) });
  }

  @Handles(DeclineAdministrator)
  decline(call: Call<typeof DeclineAdministrator>): Promise<Output<typeof DeclineAdministrator>> {
    return changePerson(this, call, { action: 'person.give-roles', change: decline, alsoTell: (tx, before, after) => this.tellProposal(tx, { before, after, now: call.now }) });
  }

  /** A proposal that was made, or is settled. */
  private async tellProposal(tx: ActorTx, { before, after: { id, version, proposed }, now }: { before: StaffRow; after: StaffRow; now: Date }): Promise<void> {
    if (proposed?.by.id === before.proposed?.by.id && proposed?.at === before.proposed?.at) return;
    await tellAdministratorProposed(tx, this.outbox, { id, organisationId: tx.actor.organisationId, version, proposedBy: proposed?.by.id ?? null, now });
  }
}

async function decline(tx: ActorTx, person: StaffRow, place: string): Promise<Record<string, unknown>> {
  if (!person.proposed) throw new Problem(WrongState);
  await tx.query('update people set version = version + 1, at = $2, administrator_proposed_by = null, administrator_proposed_at = null, changed_at = now() where id = $1', [person.id, place]);
  return { before: 'administrator-proposed', after: named(person.roles) };
}

const update = `update people set version = version + 1, at = $2, roles = $3, changed_at = now(), administrator_proposed_by = case when $4 then me() when $5 then null else administrator_proposed_by end,
  administrator_proposed_at = case when $4 then now() when $5 then null else administrator_proposed_at end where id = $1`;

/** Two people make an administrator: the first proposes it, and only another's word after that gives the role. */
async function change(tx: ActorTx, person: StaffRow, { place, now, roles }: Input<typeof ChangeRoles> & { place: string; now: Date }): Promise<Record<string, unknown>> {
  const asked: Roles = [...new Set<Roles[number]>([...person.roles.filter((role) => role === 'hub-administrator'), ...roles])].toSorted();
  const isNew = asked.includes('administrator') && !person.roles.includes('administrator');
  const isAgreed = isNew && person.proposed !== null && person.proposed.by.id !== tx.actor.personId;
  const wanted = isNew && !isAgreed ? asked.filter((role) => role !== 'administrator') : asked;
  if (person.id === tx.actor.personId && !asked.every((role) => person.roles.includes(role))) throw new Problem(NotAllowed);
  if (person.state === 'invited') throw new Problem(WrongState);
  if (person.roles.includes('administrator') && !wanted.includes('administrator')) await requireAnotherAdministrator(tx, person.id);
  await tx.query(update, [person.id, place, wanted, isNew && !isAgreed, isAgreed]);
  await watchAdministrators(tx, tx.actor.organisationId, now);
  return { before: person.proposed && isAgreed ? 'administrator-proposed' : named(person.roles), after: isNew && !isAgreed ? 'administrator-proposed' : named(wanted) };
}

/** The roles as the log says them. */
const named = (roles: Roles): string => (roles.includes('administrator') ? (roles.includes('coordinator') ? 'both-roles' : 'administrator') : roles.includes('coordinator') ? 'coordinator' : 'no-role');
