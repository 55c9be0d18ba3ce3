import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** Sets whose machine asks; null for an organisation that is not active here. Nothing else that tells who somebody is, is set: to every other policy a machine is nobody. */
const enterAsClient = `
declare
  found uuid;
begin
  select o.id into found from organisations o where lower(o.code) = caller->>'organisation' and o.status = 'active';
  if found is null then return null; end if;
  perform set_config('knutpunkt.provisioned_organisation', found::text, true), set_config('knutpunkt.client', caller->>'client', true);
  return jsonb_build_object('client', caller->>'client', 'organisationId', found);
end`;

const own = 'organisation_id = provisioned_organisation()';
/** A person stands in a unit of the own organisation, or in none yet. */
const ownUnit = `(unit_id is null and authority_id is null or exists (select from units u join authorities a on a.id = u.authority_id
  where u.id = unit_id and a.id = people.authority_id and a.organisation_id = people.organisation_id))`;
const changeable = ['authority_id', 'unit_id', 'name', 'title', 'email', 'locale', 'status', 'valid_to', 'version', 'at', 'user_name', 'facts', 'provisioned_at', 'removed_at', 'changed_at'];

/**
 * What an organisation's own directory says of its people. One who is invited may stand in no unit yet; nobody else is told of that one. A person whom the directory has
 * removed is kept, and found by the home id when the same person comes back. The machine gives no roles, and never changes a home id.
 */
export const letMachinesProvision: Migration = {
  name: '1766000120000-let-machines-provision',
  up: (service) => [
    `alter table people alter unit_id drop not null, alter authority_id drop not null, add user_name text, add facts jsonb, add provisioned_at timestamptz, add removed_at timestamptz,
      add changed_at timestamptz not null default now(),
      add constraint active_in_a_unit check (status in ('invited', 'ended') or unit_id is not null), add constraint unit_of_an_authority check ((unit_id is null) = (authority_id is null))`,
    'create unique index people_user_name on people (organisation_id, lower(coalesce(user_name, home_id))) where removed_at is null',
    'create function provisioned_organisation() returns uuid language sql stable parallel safe return nullif(current_setting(\'knutpunkt.provisioned_organisation\', true), \'\')::uuid',
    ...definerFunction(service, 'enter_as_client(caller jsonb) returns jsonb language plpgsql', enterAsClient, ['api']),
    `create policy api_select_as_machine on people as restrictive for select to ${service}_api using (provisioned_organisation() is null or ${own})`,
    `grant insert on people to ${service}_api`,
    `create policy api_insert_as_machine on people for insert to ${service}_api with check (${own} and roles = '{}' and ${ownUnit})`,
    `grant update (${changeable.join(', ')}) on people to ${service}_api`,
    `create policy api_update_as_machine on people for update to ${service}_api using (${own}) with check (${own} and ${ownUnit})`,
    `create policy api_insert_as_machine on audit for insert to ${service}_api
      with check (actor_kind = 'client' and actor_id = nullif(current_setting('knutpunkt.client', true), '') and organisation_id = provisioned_organisation())`,
  ],
};
