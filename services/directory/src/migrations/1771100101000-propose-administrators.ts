import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** How long another administrator's agreement is waited for. */
const proposed = "old.administrator_proposed_at > now() - interval '30 days'";
const refuse = (what: string): string => `raise exception '${what}' using errcode = 'insufficient_privilege'`;
const administers = "'administrator' = any(q.roles) and q.status = 'active' and (q.valid_to is null or q.valid_to > now())";
const anotherProposed = `old.administrator_proposed_by <> me() and ${proposed} and exists (select from people q where q.id = old.administrator_proposed_by and q.organisation_id = old.organisation_id and ${administers})`;

/** A policy cannot compare a row with what it was. What the service does by itself is nobody's. Who comes back has no role before one is given anew. */
const guardRoles = `begin
  if new.status = 'ended' or old.status = 'ended' then
    new.administrator_proposed_by := null;
    new.administrator_proposed_at := null;
  end if;
  if old.status = 'ended' and new.status <> 'ended' and (me() is not null or provisioned_organisation() is not null) then
    new.roles := '{}';
    return new;
  end if;
  if provisioned_organisation() is not null and new.roles <> old.roles then
    ${refuse('a machine gives no role')};
  end if;
  if me() is not null and (new.roles @> '{hub-administrator}') <> (old.roles @> '{hub-administrator}') then
    ${refuse('an organisation does not say who administers the hub')};
  end if;
  if new.id = me() and (not new.roles <@ old.roles or new.unit_id is distinct from old.unit_id) then
    ${refuse('nobody widens the own access')};
  end if;
  if me() is not null and new.roles @> '{administrator}' and not old.roles @> '{administrator}' and (${anotherProposed}) is not true then
    ${refuse('two people make an administrator')};
  end if;
  if me() is not null and new.administrator_proposed_by <> me() and (new.administrator_proposed_by, new.administrator_proposed_at) is distinct from (old.administrator_proposed_by, old.administrator_proposed_at) then
    ${refuse('nobody proposes in the name of another')};
  end if;
  return new;
end`;

const confirm = `begin
  update people p set roles = array(select distinct r from unnest(p.roles || '{administrator}') r order by r), administrator_proposed_by = null, administrator_proposed_at = null, version = p.version + 1, at = next_place(), changed_at = now()
   where p.id = person and p.organisation_id = organisation and p.status in ('active', 'dormant') and i_run_the_hub() and organisation <> my_organisation()
     and not exists (select from people q where q.organisation_id = organisation and ${administers} and q.id not in (p.id, p.administrator_proposed_by));
  if not found then ${refuse('the hub confirms where an organisation has nobody else')}; end if;
end`;

/** Nobody makes an administrator alone: one proposes, another confirms; the hub's administrator where the organisation has no other. */
export const proposeAdministrators: Migration = {
  name: '1771100101000-propose-administrators',
  up: (service) => [
    'alter table people add administrator_proposed_by uuid, add administrator_proposed_at timestamptz, add check ((administrator_proposed_by is null) = (administrator_proposed_at is null))',
    "create index people_proposed on people (organisation_id) where administrator_proposed_by is not null",
    `grant update (administrator_proposed_by, administrator_proposed_at) on people to ${service}_api`,
    `create or replace function guard_roles() returns trigger language plpgsql as $$ ${guardRoles} $$`,
    ...definerFunction(service, 'confirm_administrator(organisation uuid, person uuid) returns void language plpgsql', confirm, ['api']),
  ],
};
