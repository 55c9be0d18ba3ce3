import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

/** How long the second key is waited for. */
const patience = "interval '30 days'";
const refused = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;
const mayLetIn = "(g.level = 'GENERAL' or g.owner_authority_id = my_authority())";
const open = "n.state = 'pending' and n.required_level <= my_level() and i_administer() and n.person_id <> me()";
const mayLetInto = `exists (select from groups g where g.id = n.group_id and ${mayLetIn})`;
/** The key that is missing is the actor's organisation's. */
const next = `((n.begun_by = 'owner' and n.home_organisation_id = my_organisation()) or (n.begun_by = 'home' and n.owner_organisation_id = my_organisation() and ${mayLetInto}))`;
/** The key that was turned is the actor's organisation's. */
const first = "((n.begun_by = 'home' and n.home_organisation_id = my_organisation()) or (n.begun_by = 'owner' and n.owner_organisation_id = my_organisation()))";

const nominate = `begin
  insert into nominations (id, version, group_id, person_id, role, seat, valid_to, home_organisation_id, owner_organisation_id, required_level, begun_by, home_key_by, owner_key_by, state, created_at, expires_at)
  select (asked->>'id')::uuid, 1, g.id, p.id, asked->>'role', asked->>'seat', (asked->>'validTo')::timestamptz, p.organisation_id, a.organisation_id, g.required_assurance_level, asked->>'by',
         case asked->>'by' when 'home' then me() end, case asked->>'by' when 'owner' then me() end, 'pending', now(), now() + ${patience}
    from groups g join authorities a on a.id = g.owner_authority_id, people p
   where g.id = (asked->>'groupId')::uuid and p.id = (asked->>'personId')::uuid and p.id <> me() and p.organisation_id <> a.organisation_id
     and g.required_assurance_level <= my_level() and i_administer()
     and ((asked->>'by' = 'home' and p.organisation_id = my_organisation()) or (asked->>'by' = 'owner' and a.organisation_id = my_organisation() and ${mayLetIn}));
  ${refused('only the two organisations nominate, each with its own key')};
end`;

const confirm = `begin
  update nominations n set home_key_by = coalesce(n.home_key_by, me()), owner_key_by = coalesce(n.owner_key_by, me()), state = 'confirmed', membership_id = membership, closed_at = now(), version = n.version + 1
   where n.id = nomination and ${open} and n.expires_at > now() and ${next};
  ${refused('only the organisation whose key is missing confirms')};
end`;

const close = `begin
  update nominations n set state = ending, reason = why, closed_at = now(), version = n.version + 1
   where n.id = nomination and ${open} and ((ending = 'declined' and ${next}) or (ending = 'withdrawn' and ${first}));
  ${refused('only the next key declines, and only the first is taken back')};
end`;

const promised = `exists (select from nominations n where n.membership_id = memberships.id and n.group_id = memberships.group_id and n.person_id = memberships.person_id
  and n.role = memberships.role and n.valid_to is not distinct from memberships.valid_to)`;
const anothers = 'person_id <> me()';

/**
 * Nobody lets another organisation's person into a group alone: what two organisations have turned their keys for may be added once, as it was agreed, and nothing else of another's
 * people. Who has which side is said by functions, since a policy cannot compare a row with what it was. A group that is waited for is seen by both organisations' administrators.
 */
export const createNominations: Migration = {
  name: '1769000100000-create-nominations',
  up: (service) => [
    `create table nominations (id uuid primary key, version int not null, group_id uuid not null, person_id uuid not null, role text not null, seat text, valid_to timestamptz,
      home_organisation_id uuid not null, owner_organisation_id uuid not null, required_level int not null, begun_by text not null check (begun_by in ('home', 'owner')), home_key_by uuid, owner_key_by uuid, state text not null check (state in ('pending', 'confirmed', 'declined', 'withdrawn')),
      created_at timestamptz not null, expires_at timestamptz not null, closed_at timestamptz, reason text, membership_id uuid unique,
      check (home_organisation_id <> owner_organisation_id), check (home_key_by <> owner_key_by), check (num_nonnulls(home_key_by, owner_key_by) > 0),
      check ((state = 'confirmed') = (num_nonnulls(home_key_by, owner_key_by) = 2 and membership_id is not null)))`,
    "create index nominations_home on nominations (home_organisation_id) where state = 'pending'",
    "create index nominations_owner on nominations (owner_organisation_id) where state = 'pending'",
    ...guard(service, 'nominations', {
      api: { select: 'i_administer() and required_level <= my_level() and (home_organisation_id = my_organisation() or owner_organisation_id = my_organisation())' },
      definer: { select: 'true', insert: 'true', update: 'true' },
    }),
    ...definerFunction(service, 'nominate(asked jsonb) returns void language plpgsql', nominate, ['api']),
    ...definerFunction(service, 'confirm_nomination(nomination uuid, membership uuid) returns void language plpgsql', confirm, ['api']),
    ...definerFunction(service, 'close_nomination(nomination uuid, ending text, why text) returns void language plpgsql', close, ['api']),
    `create policy api_select_while_asked on groups for select to ${service}_api using (id in (select n.group_id from nominations n where n.state = 'pending' and n.expires_at > now()))`,
    `create policy api_insert_by_two_keys on memberships for insert to ${service}_api with check (${promised})`,
    `drop policy api_insert_of_another on memberships`,
    `create policy api_insert_of_another on memberships as restrictive for insert to ${service}_api with check (${anothers} and (${promised}
      or exists (select from groups g where g.id = group_id and ${mayLetIn})))`,
  ],
};
