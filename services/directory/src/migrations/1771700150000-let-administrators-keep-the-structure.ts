import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const refuse = (what: string): string => `raise exception '${what}' using errcode = 'insufficient_privilege'`;
const ownAdministrator = `if not i_administer() then ${refuse('only an administrator of the organisation keeps its structure')}; end if;`;
const orRefuse = (what: string): string => `if not found then ${refuse(what)}; end if;`;

const unitOfItsOrganisation = `begin
  new.organisation_id := (select a.organisation_id from authorities a where a.id = new.authority_id);
  return new;
end`;
/** Whoever comes in by a file, the directory system or an administrator. */
const inUseOnly = (who: string, leaves: string): string => `begin
  if not (${leaves}) and exists (select from units u where u.id = new.unit_id and u.ended_at is not null) then ${refuse(`${who} in a unit that has ended`)}; end if;
  return new;
end`;

const keepAuthority = `begin
  ${ownAdministrator}
  if exists (select from authorities a where a.id = authority) then
    update authorities a set name = called, version = a.version + 1, at = next_place() where a.id = authority and a.organisation_id = my_organisation() and a.ended_at is null;
    ${orRefuse('the authority is not one of the organisation')}
  else
    insert into authorities (id, version, at, organisation_id, name) values (authority, 1, next_place(), my_organisation(), called);
  end if;
end`;

const endAuthority = `begin
  ${ownAdministrator}
  update authorities a set ended_at = now(), version = a.version + 1, at = next_place() where a.id = authority and a.organisation_id = my_organisation() and a.ended_at is null
     and not exists (select from units u where u.authority_id = a.id and u.ended_at is null);
  ${orRefuse('the authority cannot end')}
end`;

const keepUnit = `begin
  ${ownAdministrator}
  if exists (select from units u where u.id = unit) then
    update units u set name = called, code = known_as, version = u.version + 1, at = next_place() where u.id = unit and u.organisation_id = my_organisation() and u.ended_at is null;
  else
    insert into units (id, version, at, authority_id, organisation_id, name, code) select unit, 1, next_place(), a.id, a.organisation_id, called, known_as from authorities a where a.id = of_authority and a.organisation_id = my_organisation() and a.ended_at is null;
  end if;
  ${orRefuse('the unit is of no authority of the organisation')}
end`;

const worksThere = "exists (select from people p where p.unit_id = u.id and p.status <> 'ended' and (p.valid_to is null or p.valid_to > now()))";
const heldNow = 'exists (select from holdings h where h.function_id = f.id and (h.valid_to is null or h.valid_to > now()))';
/** Functions that nobody holds end with their unit. */
const endUnit = `begin
  ${ownAdministrator}
  if exists (select from units u where u.id = unit and (${worksThere} or exists (select from functions f where f.unit_id = u.id and f.removed_at is null and (f.told > 0 or ${heldNow})))) then ${refuse('the unit is in use')}; end if;
  update units u set ended_at = now(), version = u.version + 1, at = next_place() where u.id = unit and u.organisation_id = my_organisation() and u.ended_at is null;
  ${orRefuse('the unit cannot end')}
  return query update functions f set removed_at = now(), changed_at = now(), version = f.version + 1, at = next_place() where f.unit_id = unit and f.removed_at is null returning f.id;
end`;

/** What the organisation's directory system keeps is not kept here (told). */
const ownFunction = 'f.id = kept and f.organisation_id = my_organisation() and f.told = 0 and f.removed_at is null';
const keepFunction = `begin
  ${ownAdministrator}
  if exists (select from functions f where f.id = kept) then
    update functions f set name = called, changed_at = now(), version = f.version + 1, at = next_place() where ${ownFunction};
  else
    insert into functions (id, version, at, organisation_id, authority_id, unit_id, name, email) select kept, 1, next_place(), u.organisation_id, u.authority_id, u.id, called, '' from units u where u.id = of_unit and u.organisation_id = my_organisation() and u.ended_at is null;
  end if;
  ${orRefuse('the function is of no unit of the organisation')}
end`;

const removeFunction = `begin
  ${ownAdministrator}
  update functions f set removed_at = now(), changed_at = now(), version = f.version + 1, at = next_place() where ${ownFunction} and not ${heldNow};
  ${orRefuse('the function cannot end')}
end`;

const touch = `update functions f set version = f.version + 1, at = next_place() where f.id = kept;`;
/** A function is told what its authority is told, so that its holders work there. Nobody widens the own access. */
const giveFunction = `begin
  ${ownAdministrator}
  insert into holdings (function_id, person_id, valid_from) select f.id, p.id, now() from functions f join people p on p.id = holder and p.organisation_id = f.organisation_id and p.authority_id = f.authority_id
   where ${ownFunction} and p.id <> me() and p.status <> 'ended' and (p.valid_to is null or p.valid_to > now()) and not exists (select from holdings h where h.function_id = f.id and h.person_id = p.id and (h.valid_to is null or h.valid_to > now()));
  ${orRefuse('the function cannot be given')}
  ${touch}
end`;

const takeFunction = `begin
  ${ownAdministrator}
  update holdings h set valid_to = greatest(h.valid_from, now()) from functions f where f.id = h.function_id and ${ownFunction} and h.person_id = holder and (h.valid_to is null or h.valid_to > now());
  ${orRefuse('the function is not held')}
  ${touch}
end`;

/**
 * An organisation's administrators keep its authorities, units and functions, and nobody else's. What has ended stays as the name of what was addressed to it; nobody comes to stand there.
 * A unit's code is its own organisation's: one that another organisation has chosen is nobody's business, and never catches what a file says of others.
 */
export const letAdministratorsKeepTheStructure: Migration = {
  name: '1771700150000-let-administrators-keep-the-structure',
  up: (service) => [
    'alter table authorities add ended_at timestamptz',
    'alter table units add ended_at timestamptz, add organisation_id uuid, drop constraint units_code_key',
    `set local role ${service}_definer`,
    `update ${service}.units u set organisation_id = a.organisation_id from ${service}.authorities a where a.id = u.authority_id`,
    'reset role',
    'alter table units alter organisation_id set not null',
    'create unique index units_code on units (organisation_id, code) where ended_at is null',
    'create index people_in_unit on people (unit_id)',
    'create index functions_in_unit on functions (unit_id)',
    `create function unit_of_its_organisation() returns trigger language plpgsql as $$ ${unitOfItsOrganisation} $$`,
    'create trigger units_of_their_organisation before insert or update of authority_id on units for each row execute function unit_of_its_organisation()',
    `create function works_in_use_only() returns trigger language plpgsql as $$ ${inUseOnly('nobody works', "new.status = 'ended'")} $$`,
    'create trigger people_in_use_only before insert or update of unit_id, status on people for each row execute function works_in_use_only()',
    `create function stands_in_use_only() returns trigger language plpgsql as $$ ${inUseOnly('no function stands', 'new.removed_at is not null')} $$`,
    'create trigger functions_in_use_only before insert or update of unit_id, removed_at on functions for each row execute function stands_in_use_only()',
    ...['functions', 'holdings'].flatMap((table) => guard(service, table, { definer: { insert: 'true', update: 'true' } })),
    ...definerFunction(service, 'keep_authority(authority uuid, called text) returns void language plpgsql', keepAuthority, ['api']),
    ...definerFunction(service, 'end_authority(authority uuid) returns void language plpgsql', endAuthority, ['api']),
    ...definerFunction(service, 'keep_unit(unit uuid, of_authority uuid, called text, known_as text) returns void language plpgsql', keepUnit, ['api']),
    ...definerFunction(service, 'end_unit(unit uuid) returns setof uuid language plpgsql', endUnit, ['api']),
    ...definerFunction(service, 'keep_function(kept uuid, of_unit uuid, called text) returns void language plpgsql', keepFunction, ['api']),
    ...definerFunction(service, 'remove_function(kept uuid) returns void language plpgsql', removeFunction, ['api']),
    ...definerFunction(service, 'give_function(kept uuid, holder uuid) returns void language plpgsql', giveFunction, ['api']),
    ...definerFunction(service, 'take_function(kept uuid, holder uuid) returns void language plpgsql', takeFunction, ['api']),
  ],
};
