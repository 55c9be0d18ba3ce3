import { every, guard, type Migration } from '@knutpunkt/persistence';

const own = 'organisation_id = provisioned_organisation()';
/** A function stands in a unit of the own organisation, or in none yet. */
const ownUnit = `(unit_id is null and authority_id is null or exists (select from units u join authorities a on a.id = u.authority_id
  where u.id = unit_id and a.id = functions.authority_id and a.organisation_id = functions.organisation_id))`;
const changeable = ['authority_id', 'unit_id', 'name', 'email', 'external_id', 'facts', 'told', 'provisioned_at', 'removed_at', 'changed_at'];

/** What was addressed to a function was addressed to its authority. */
const staysAtAuthority = `begin
  if old.authority_id is not null and new.authority_id is distinct from old.authority_id then raise exception 'a function never moves to another authority' using errcode = 'insufficient_privilege'; end if;
  return new;
end`;

/**
 * An organisation's own directory says which functions it has and who is a member of each. Who holds a function follows from that and from where the members work; the machine cannot write it. `told` counts what the
 * directory has said, and `version` what others have been told. A function without a unit is told to nobody, and one that is removed is offered to nobody.
 */
export const letMachinesKeepFunctions: Migration = {
  name: '1771600001000-let-machines-keep-functions',
  up: (service) => [
    `alter table functions alter unit_id drop not null, alter authority_id drop not null, add external_id text, add facts jsonb, add told int not null default 0, add provisioned_at timestamptz, add removed_at timestamptz,
      add created_at timestamptz not null default now(), add changed_at timestamptz not null default now(), add constraint unit_of_an_authority check ((unit_id is null) = (authority_id is null)), add unique (id, organisation_id)`,
    'alter table people add unique (id, organisation_id)',
    'create unique index functions_external_id on functions (organisation_id, external_id) where external_id is not null',
    'create index functions_in_order on functions (organisation_id, created_at, id)',
    `create function stays_at_authority() returns trigger language plpgsql as $$ ${staysAtAuthority} $$`,
    'create trigger functions_stay_at_authority before update of authority_id on functions for each row execute function stays_at_authority()',
    `create policy api_select_as_machine on functions as restrictive for select to ${service}_api using (provisioned_organisation() is null or ${own})`,
    `grant insert on functions to ${service}_api`,
    `create policy api_insert_as_machine on functions for insert to ${service}_api with check (${own} and ${ownUnit})`,
    `grant update (${changeable.join(', ')}) on functions to ${service}_api`,
    `create policy api_update_as_machine on functions for update to ${service}_api using (${own}) with check (${own} and ${ownUnit})`,
    `create table function_members (function_id uuid not null, person_id uuid not null, organisation_id uuid not null, primary key (function_id, person_id),
      foreign key (function_id, organisation_id) references functions (id, organisation_id), foreign key (person_id, organisation_id) references people (id, organisation_id))`,
    'create index function_members_person on function_members (person_id)',
    ...guard(service, 'function_members', { api: { select: own, insert: own, delete: own }, worker: { select: every.select!, delete: every.delete! } }),
  ],
};
