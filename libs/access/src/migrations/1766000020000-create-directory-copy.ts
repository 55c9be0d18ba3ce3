import { every, guard, type Migration } from '@knutpunkt/persistence';

/** A general group's name may be met by those who are invited to its meeting; an individual-level group exists for its members only. In the directory itself its own policies say more. */
const seesGroup = (service: string): string => `id = any(my_audiences()) or id = any(my_shells())${service === 'directory' ? '' : " or level = 'GENERAL'"}`;

const reference = { api: { select: 'true' }, worker: every, definer: { select: 'true' } };

/**
 * The directory's facts, kept locally. `version` is the aggregate's; an older state never overwrites a newer one.
 * Names of staff, organisations and functions may be read by whoever holds an id; who belongs to which group may not.
 */
export const createDirectoryCopy: Migration = {
  name: '1766000020000-create-directory-copy',
  up: (service) => [
    `create table organisations (id uuid primary key, version int not null, at bigint not null, code text not null, name text not null, type text not null,
      identity_provider text not null, bound_by_osl boolean not null, status text not null)`,
    'create index organisations_identity_provider on organisations (identity_provider)',
    'create table authorities (id uuid primary key, version int not null, at bigint not null, organisation_id uuid not null, name text not null)',
    'create table units (id uuid primary key, version int not null, at bigint not null, authority_id uuid not null, name text not null)',
    `create table people (id uuid primary key, version int not null, at bigint not null, organisation_id uuid not null, authority_id uuid not null, unit_id uuid not null,
      home_id text not null, name text not null, title text not null, email text not null, locale text not null, roles text[] not null, status text not null,
      valid_from timestamptz not null, valid_to timestamptz)`,
    'create index people_home_id on people (home_id, organisation_id)',
    'create table functions (id uuid primary key, version int not null, at bigint not null, unit_id uuid not null, authority_id uuid not null, organisation_id uuid not null, name text not null, email text not null)',
    'create table holdings (function_id uuid not null, person_id uuid not null, valid_from timestamptz not null, valid_to timestamptz)',
    'create index holdings_person on holdings (person_id)',
    'create index holdings_function on holdings (function_id)',
    `create table groups (id uuid primary key, version int not null, at bigint not null, name text not null, level text not null check (level in ('GENERAL', 'INDIVIDUAL')),
      owner_authority_id uuid not null, required_assurance_level int not null, status text not null)`,
    `create table memberships (id uuid primary key, version int not null, at bigint not null, group_id uuid not null, person_id uuid not null, role text not null,
      valid_from timestamptz not null, valid_to timestamptz)`,
    'create index memberships_person on memberships (person_id)',
    'create index memberships_group on memberships (group_id)',
    ...['organisations', 'authorities', 'units', 'people', 'functions', 'holdings'].flatMap((table) => guard(service, table, reference)),
    ...guard(service, 'groups', { ...reference, api: { select: seesGroup(service) } }),
    ...guard(service, 'memberships', { ...reference, api: { select: 'person_id = me() or group_id = any(my_audiences())' } }),
    "create function level_is_for_ever() returns trigger language plpgsql as $$ begin if new.level <> old.level then raise exception 'a group''s level never changes'; end if; return new; end $$",
    'create trigger groups_level_is_for_ever before update on groups for each row execute function level_is_for_ever()',
  ],
};
