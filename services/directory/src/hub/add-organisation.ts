import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddOrganisation, NotAllowed, NotFound, OrganisationKnown, OrganisationNumberInvalid, Problem, type HubOrganisation } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { isOrganisationNumber } from '../import/organisation-number.js';
import { nextPlace } from '../memberships/add-member.js';
import { hubOrganisation, viewOf } from './organisation-rows.js';

type Adding = Call<typeof AddOrganisation>;

@Controller()
export class AddOrganisationHandler {
  constructor(private readonly db: Db) {}

  @Handles(AddOrganisation)
  handle(call: Adding): Promise<HubOrganisation> {
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await add(tx, call, id);
      const row = await hubOrganisation(tx, earlier ?? id);
      if (!row) throw new Problem(NotFound);
      return viewOf(tx.actor, row);
    });
  }
}

async function add(tx: ActorTx, { input }: Adding, id: string): Promise<void> {
  if (!decide(tx.actor, 'hub.add')) throw new Problem(NotAllowed);
  const number = asWritten(input.number);
  if (!isOrganisationNumber(number)) throw Problem.at(OrganisationNumberInvalid, '/number', 'The check digit is wrong.');
  const { name, authority, unit, administrator } = input;
  refuseIdentityNumbers({ name, authority, unit, administrator: Object.values(administrator).join('\n') });
  await nextPlace(tx);
  await requireUnknown(tx, { ...input, number });
  await tx.query('select add_organisation($1::jsonb)', [JSON.stringify({ ...input, number, id, authorityId: v7(), unitId: v7(), personId: v7() })]);
  await audit(tx, { action: 'organisation.add', objectId: id, details: { after: 'proposed' } });
}

/** With the hyphen, which may be left out when it is typed. */
const asWritten = (number: string): string => `${number.slice(0, 6)}-${number.slice(-4)}`;

/** Throws OrganisationKnown at what another organisation has already. */
async function requireUnknown(tx: ActorTx, { code, number, identityProvider }: Adding['input']): Promise<void> {
  const [taken] = await tx.query<{ field: string }>(
    `select case when o.code = $1 then 'code' when o.number = $2 then 'number' else 'identityProvider' end as field from organisations o where o.code = $1 or o.number = $2 or o.identity_provider = $3 limit 1`, [code, number, identityProvider]);
  if (taken) throw Problem.at(OrganisationKnown, `/${taken.field}`, 'Another organisation has it.');
}
