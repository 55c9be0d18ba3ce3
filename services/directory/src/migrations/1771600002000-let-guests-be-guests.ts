import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** How long the second key is waited for. */
const patience = "interval '30 days'";
const refused = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;
const mayLetIn = "(g.level = 'GENERAL' or g.owner_authority_id = my_authority())";
const asGuest = "g.level = 'GENERAL' and asked->>'role' = 'guest' and (asked->>'validTo')::timestamptz <= now() + interval '366 days'";
/** How much a role gives: to lead, to take part, to be a guest, to know when. */
const reach = (role: string): string => `case ${role} when 'chair' then 4 when 'secretary' then 4 when 'member' then 3 when 'calendar' then 1 else 2 end`;

const nominate = `begin
  insert into nominations (id, version, group_id, person_id, role, seat, valid_to, home_organisation_id, owner_organisation_id, required_level, begun_by, home_key_by, owner_key_by, state, created_at, expires_at)
  select (asked->>'id')::uuid, 1, g.id, p.id, asked->>'role', asked->>'seat', (asked->>'validTo')::timestamptz, p.organisation_id, a.organisation_id, g.required_assurance_level, asked->>'by',
         case asked->>'by' when 'home' then me() end, case asked->>'by' when 'owner' then me() end, 'pending', now(), now() + ${patience}
    from groups g join authorities a on a.id = g.owner_authority_id, people p join organisations o on o.id = p.organisation_id
   where g.id = (asked->>'groupId')::uuid and p.id = (asked->>'personId')::uuid and p.id <> me()
     and (p.organisation_id <> a.organisation_id or (asked->>'by' = 'owner' and g.level = 'INDIVIDUAL'))
     and g.required_assurance_level <= my_level() and i_administer()
     and (o.bound_by_osl or (${asGuest}))
     and ((asked->>'by' = 'home' and p.organisation_id = my_organisation() and o.bound_by_osl) or (asked->>'by' = 'owner' and a.organisation_id = my_organisation() and ${mayLetIn}));
  ${refused('only the two organisations nominate, each with its own key')};
end`;

const attest = `begin
  update review_seats t set (version, decision, reason, decided_by, decided_at, role_became, until_became)
    = (t.version + 1, asked->>'decision', asked->>'reason', me(), now(), asked->>'role', (asked->>'validTo')::timestamptz)
    from reviews r where t.id = row_id and r.id = t.review_id and r.closed_at is null and r.ends_at > now() and asked->>'decision' in ('keep', 'change', 'remove')
     and t.required_level <= my_level() and i_administer() and t.organisation_id = my_organisation() and (t.authority_id is null or t.authority_id = my_authority()) and t.person_id <> me()
     and exists (select from memberships m where m.id = t.membership_id and (m.valid_to is null or m.valid_to > now()));
  ${refused('only who answers for a seat that holds decides of it, and nobody of the own')};
  if asked->>'decision' = 'change' then
    update memberships m set role = coalesce(asked->>'role', m.role), valid_to = least(m.valid_to, (asked->>'validTo')::timestamptz), version = m.version + 1, at = next_place()
      from review_seats t where t.id = row_id and m.id = t.membership_id and ${reach("coalesce(asked->>'role', m.role)")} <= ${reach('m.role')}
       and (asked->>'validTo' is null or ((asked->>'validTo')::timestamptz > now() and ((asked->>'validTo')::timestamptz <= m.valid_to) is not false));
    ${refused('a review gives no more than there was')};
  end if;
  update review_seats t set seen_version = m.version from memberships m where t.id = row_id and m.id = t.membership_id;
end`;

const anew = (statements: readonly string[]): string[] => statements.map((one) => one.replace(/^create function/, 'create or replace function'));

/** Whoever works at no authority is in another organisation's group only as a guest, at general level and for a time, and is asked there by the group's owner; no review makes more of a guest. */
export const letGuestsBeGuests: Migration = {
  name: '1771600002000-let-guests-be-guests',
  up: (service) => [
    ...anew(definerFunction(service, 'nominate(asked jsonb) returns void language plpgsql', nominate, ['api'])),
    ...anew(definerFunction(service, 'attest_seat(row_id uuid, asked jsonb) returns void language plpgsql', attest, ['api'])),
  ],
};
