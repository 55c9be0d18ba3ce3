import { Controller } from '@nestjs/common';
import { EndEmployment, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { letGo } from '../scim/person-left.js';
import { requireAnotherAdministrator } from './administrators.js';
import { changePerson } from './changing.js';
import type { StaffRow } from './staff-rows.js';

const leave = "update people set version = version + 1, at = case when unit_id is null then at else $2 end, status = 'ended', aliases = '{}', valid_to = least(coalesce(valid_to, now()), now()), changed_at = now() where id = $1";

@Controller()
export class EndEmploymentHandler {
  constructor(readonly db: Db, readonly outbox: Outbox) {}

  @Handles(EndEmployment)
  handle(call: Call<typeof EndEmployment>): Promise<Output<typeof EndEmployment>> {
    return changePerson(this, call, { action: 'person.end', change: (tx, person, place) => end(tx, person, { place, now: call.now }) });
  }
}

async function end(tx: ActorTx, person: StaffRow, { place, now }: { place: string; now: Date }): Promise<Record<string, unknown>> {
  if (person.roles.includes('administrator')) await requireAnotherAdministrator(tx, person.id);
  await tx.query(leave, [person.id, place]);
  await letGo(tx, { id: person.id, organisationId: tx.actor.organisationId, now });
  return { before: `person-${person.state}`, after: 'person-ended' };
}
