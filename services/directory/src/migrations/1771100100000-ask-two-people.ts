import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** How long the second key is waited for. */
const patience = "interval '30 days'";
const refused = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;
const mayLetIn = "(g.level = 'GENERAL' or g.owner_authority_id = my_authority())";
export const open = "n.state = 'pending' and n.required_level <= my_level() and i_administer() and n.person_id <> me()";
const mayLetInto = `exists (select from groups g where g.id = n.group_id and ${mayLetIn})`;
const turnedBy = 'coalesce(n.home_key_by, n.owner_key_by)';
/** The key that is missing is the actor's organisation's, and another turned the first: both may be the same organisation's. */
export const next = `${turnedBy} <> me() and ((n.begun_by = 'owner' and n.home_organisation_id = my_organisation()) or (n.begun_by = 'home' and n.owner_organisation_id = my_organisation() and ${mayLetInto}))`;
/** The key that was turned is the actor's organisation's; where both are, the actor's own. */
const first = `((n.begun_by = 'home' and n.home_organisation_id = my_organisation()) or (n.begun_by = 'owner' and n.owner_organisation_id = my_organisation()
  and (n.home_organisation_id <> n.owner_organisation_id or ${turnedBy} = me())))`;

const nominate = `begin
  insert into nominations (id, version, group_id, person_id, role, seat, valid_to, home_organisation_id, owner_organisation_id, required_level, begun_by, home_key_by, owner_key_by, state, created_at, expires_at)
  select (asked->>'id')::uuid, 1, g.id, p.id, asked->>'role', asked->>'seat', (asked->>'validTo')::timestamptz, p.organisation_id, a.organisation_id, g.required_assurance_level, asked->>'by',
         case asked->>'by' when 'home' then me() end, case asked->>'by' when 'owner' then me() end, 'pending', now(), now() + ${patience}
    from groups g join authorities a on a.id = g.owner_authority_id, people p
   where g.id = (asked->>'groupId')::uuid and p.id = (asked->>'personId')::uuid and p.id <> me()
     and (p.organisation_id <> a.organisation_id or (asked->>'by' = 'owner' and g.level = 'INDIVIDUAL'))
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

const anew = (statements: readonly string[]): string[] => statements.map((one) => one.replace(/^create function/, 'create or replace function'));

/**
 * Nobody lets a person into an individual-level group alone, not one of the own organisation either: the owner authority's administrator turns the first key, another administrator of the
 * organisation the second.
 */
export const askTwoPeople: Migration = {
  name: '1771100100000-ask-two-people',
  up: (service) => [
    'alter table nominations drop constraint nominations_check',
    ...anew(definerFunction(service, 'nominate(asked jsonb) returns void language plpgsql', nominate, ['api'])),
    ...anew(definerFunction(service, 'confirm_nomination(nomination uuid, membership uuid) returns void language plpgsql', confirm, ['api'])),
    ...anew(definerFunction(service, 'close_nomination(nomination uuid, ending text, why text) returns void language plpgsql', close, ['api'])),
    'drop policy api_insert_of_another on memberships',
    `create policy api_insert_of_another on memberships as restrictive for insert to ${service}_api with check (person_id <> me() and (${promised}
      or exists (select from groups g where g.id = group_id and g.level = 'GENERAL')))`,
  ],
};
