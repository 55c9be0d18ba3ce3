import { Controller } from '@nestjs/common';
import { ChangeRoles, NotAllowed, Problem, WrongState, type Input, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { requireAnotherAdministrator, watchAdministrators } from './administrators.js';
import { changePerson } from './changing.js';
import type { StaffRow } from './staff-rows.js';

type Roles = StaffRow['roles'];

@Controller()
export class ChangeRolesHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(ChangeRoles)
  handle(call: Call<typeof ChangeRoles>): Promise<Output<typeof ChangeRoles>> {
    return changePerson(this, call, { action: 'person.give-roles', change: (tx, person, place) => change(tx, person, { ...call.input, place, now: call.now }) });
  }
}

async function change(tx: ActorTx, person: StaffRow, { place, now, roles }: Input<typeof ChangeRoles> & { place: string; now: Date }): Promise<Record<string, unknown>> {
  const wanted: Roles = [...new Set<Roles[number]>([...person.roles.filter((role) => role === 'hub-administrator'), ...roles])].toSorted();
  if (person.id === tx.actor.personId && !wanted.every((role) => person.roles.includes(role))) throw new Problem(NotAllowed);
  if (person.state === 'invited') throw new Problem(WrongState);
  if (person.roles.includes('administrator') && !wanted.includes('administrator')) await requireAnotherAdministrator(tx, person.id);
  await tx.query('update people set version = version + 1, at = $2, roles = $3, changed_at = now() where id = $1', [person.id, place, wanted]);
  await watchAdministrators(tx, tx.actor.organisationId, now);
  return { before: named(person.roles), after: named(wanted) };
}

/** The roles as the log says them. */
const named = (roles: Roles): string => (roles.includes('administrator') ? (roles.includes('coordinator') ? 'both-roles' : 'administrator') : roles.includes('coordinator') ? 'coordinator' : 'no-role');
