import type { Migration } from '@knutpunkt/persistence';

const own = 'organisation_id = my_organisation()';
const ownUnit = `exists (select from units u join authorities a on a.id = u.authority_id where u.id = unit_id and a.id = people.authority_id and a.organisation_id = people.organisation_id)`;

/** A policy cannot compare a row with what it was. What the service does by itself is nobody's. Who comes back has no role before one is given anew. */
const guardRoles = `begin
  if old.status = 'ended' and new.status <> 'ended' and (me() is not null or provisioned_organisation() is not null) then
    new.roles := '{}';
    return new;
  end if;
  if provisioned_organisation() is not null and new.roles <> old.roles then
    raise exception 'a machine gives no role' using errcode = 'insufficient_privilege';
  end if;
  if me() is not null and (new.roles @> '{hub-administrator}') <> (old.roles @> '{hub-administrator}') then
    raise exception 'an organisation does not say who administers the hub' using errcode = 'insufficient_privilege';
  end if;
  if new.id = me() and (not new.roles <@ old.roles or new.unit_id is distinct from old.unit_id) then
    raise exception 'nobody widens the own access' using errcode = 'insufficient_privilege';
  end if;
  return new;
end`;

/**
 * An organisation's administrators keep its people, and nobody else's. Since when somebody has been awake, and the last login, say when access rests. A list of people follows a column that is sorted
 * as Swedish is (å ä ö last), whatever the database's locale is.
 */
export const letAdministratorsKeepPeople: Migration = {
  name: '1770200100000-let-administrators-keep-people',
  up: (service) => [
    `alter table people add last_login_at timestamptz, add awake_since timestamptz not null default now(), add source text check (source in ('import', 'login')),
      add sort_name text collate "C" generated always as (translate(folded(name), 'åäæöøéü', '{||}}ey')) stored`,
    'create index people_in_order on people (organisation_id, sort_name, id)',
    "create index people_awake on people (greatest(awake_since, last_login_at)) where status = 'active'",
    `create policy api_update_as_administrator on people for update to ${service}_api using (i_administer() and ${own}) with check (unit_id is null and authority_id is null or ${ownUnit})`,
    `create policy api_insert_as_administrator on people for insert to ${service}_api with check (i_administer() and ${own} and roles = '{}' and ${ownUnit})`,
    `grant update (roles, awake_since) on people to ${service}_api`,
    `create function guard_roles() returns trigger language plpgsql as $$ ${guardRoles} $$`,
    'create trigger people_guard_roles before update on people for each row execute function guard_roles()',
    'alter table organisations add without_administrator_since timestamptz',
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) values ('dormancy', 'people', now())`,
    'reset role',
  ],
};
