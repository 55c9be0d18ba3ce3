import { definerFunction, type Migration } from '@knutpunkt/persistence';

const valid = (row: string): string => `${row}.valid_from <= now() and (${row}.valid_to is null or ${row}.valid_to > now())`;

/**
 * `enter(caller)`: finds the person that the identity provider vouches for, at the organisation that this provider is bound to, works out the audiences
 * that are valid now at this assurance level, and sets them for the transaction. Null for one whom the directory does not know as active.
 */
const body = `
declare
  person record; assured int := (caller->>'assuranceLevel')::int; mine jsonb; held uuid[]; contents uuid[]; shells uuid[]; higher boolean;
begin
  select p.id, p.organisation_id, p.authority_id, p.unit_id, p.roles, o.bound_by_osl into person
    from people p join organisations o on o.id = p.organisation_id
    where p.home_id = caller->>'homeId' and o.identity_provider = caller->>'identityProvider' and lower(o.code) = caller->>'organisation'
      and o.status = 'active' and p.status = 'active' and ${valid('p')};
  if not found then return null; end if;
  select coalesce(array_agg(h.function_id), '{}') into held from holdings h where h.person_id = person.id and ${valid('h')};
  select coalesce(jsonb_agg(jsonb_build_object('groupId', g.id, 'role', m.role, 'level', g.level)) filter (where g.required_assurance_level <= assured), '[]'),
         coalesce(array_agg(g.id) filter (where g.required_assurance_level <= assured and m.role <> 'calendar'), '{}'),
         coalesce(array_agg(g.id) filter (where g.required_assurance_level <= assured and m.role = 'calendar'), '{}'),
         coalesce(bool_or(g.required_assurance_level > assured), false)
    into mine, contents, shells, higher
    from memberships m join groups g on g.id = m.group_id
    where m.person_id = person.id and ${valid('m')} and g.status in ('established', 'dormant');
  contents := array[person.id, person.unit_id, person.authority_id] || held || contents;
  perform set_config('knutpunkt.me', person.id::text, true), set_config('knutpunkt.my_organisation', person.organisation_id::text, true),
          set_config('knutpunkt.my_authority', person.authority_id::text, true), set_config('knutpunkt.my_audiences', contents::text, true),
          set_config('knutpunkt.my_shells', shells::text, true), set_config('knutpunkt.i_administer', ('administrator' = any(person.roles))::text, true),
          set_config('knutpunkt.my_level', assured::text, true), set_config('knutpunkt.session', coalesce(caller->>'session', ''), true);
  return jsonb_build_object('personId', person.id, 'organisationId', person.organisation_id, 'authorityId', person.authority_id, 'unitId', person.unit_id,
    'roles', person.roles, 'boundByOsl', person.bound_by_osl, 'assuranceLevel', assured, 'couldStepUp', higher, 'memberships', mine, 'functions', held,
    'audiences', contents, 'shellAudiences', shells);
end`;

export const createEnter: Migration = {
  name: '1766000021000-create-enter',
  up: (service) => [
    ...definerFunction(service, 'enter(caller jsonb) returns jsonb language plpgsql', body, ['api']),
  ],
};
