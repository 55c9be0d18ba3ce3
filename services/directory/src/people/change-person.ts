import { Controller } from '@nestjs/common';
import { ChangePerson, Problem, UnknownUnit, type Input, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { changedFields, stateChange, unitChange } from '../access/log-details.js';
import { letHoldingsGo } from '../scim/person-moved.js';
import { addressesOf, aliasesOf, requireFreeAddresses } from './addresses.js';
import { changePerson } from './changing.js';
import type { StaffRow } from './staff-rows.js';

const update = `update people set version = version + 1, at = $2, name = $3, title = $4, email = $5, unit_id = $6, authority_id = $7, aliases = $8, changed_at = now(),
  status = case when status = 'invited' then 'active' else status end, awake_since = case when status = 'invited' then now() else awake_since end where id = $1`;

@Controller()
export class ChangePersonHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(ChangePerson)
  handle(call: Call<typeof ChangePerson>): Promise<Output<typeof ChangePerson>> {
    return changePerson(this, call, { action: 'person.change', change: (tx, person, place) => change(tx, person, { ...call.input, place, now: call.now }) });
  }
}

async function change(tx: ActorTx, person: StaffRow, { place, now, name, title, email, unitId, aliases: told }: Input<typeof ChangePerson> & { place: string; now: Date }): Promise<Record<string, unknown>> {
  refuseIdentityNumbers({ name, title });
  const [unit] = await tx.query<{ authorityId: string }>('select a.id as "authorityId" from units u join authorities a on a.id = u.authority_id where u.id = $1 and u.ended_at is null and a.organisation_id = my_organisation()', [unitId]);
  if (!unit) throw Problem.at(UnknownUnit, '/unitId', 'The organisation has no such unit.');
  const aliases = aliasesOf(email, told ?? person.aliases);
  await requireFreeAddresses(tx, { id: person.id, aliases, had: addressesOf(person) });
  await tx.query(update, [person.id, place, name, title, email, unitId, unit.authorityId, aliases]);
  if (person.authority?.id !== unit.authorityId) await letHoldingsGo(tx, { id: person.id, now });
  const { name: called, title: titled, email: reached, aliases: also } = person;
  const state = person.state === 'invited' ? stateChange('person-invited', 'person-active') : {};
  return { ...state, ...unitChange(person.unit?.id ?? null, unitId), ...changedFields({ name: called, title: titled, email: reached, aliases: also }, { name, title, email, aliases }) };
}
