import { definerFunction, type Migration } from '@knutpunkt/persistence';

const refused = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;
/** How much a role gives: to lead, to take part, to know when. */
const reach = (role: string): string => `case ${role} when 'chair' then 3 when 'secretary' then 3 when 'calendar' then 1 else 2 end`;

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

/** Decides of a seat, and changes a membership where that gives less: policies cannot compare a row with what it was. A membership that is taken away is ended by the way that all are. */
export const attestSeats: Migration = {
  name: '1769000131000-attest-seats',
  up: (service) => [
    `grant update (role, valid_to, version, at) on memberships to ${service}_definer`,
    `create policy definer_update on memberships for update to ${service}_definer using (true) with check (true)`,
    ...definerFunction(service, 'attest_seat(row_id uuid, asked jsonb) returns void language plpgsql', attest, ['api']),
  ],
};
