import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** A seat of another organisation's person that rests on nothing, and whoever sits in it: it ends with the agreement from now on, or sooner where it did already; whoever was to sit in after that does not. */
const agree = `begin
  return query update memberships m set agreement_id = a.id, valid_to = greatest(m.valid_from, least(m.valid_to, a.valid_to)), version = m.version + 1, at = next_place()
    from agreements a, groups g join authorities w on w.id = g.owner_authority_id, people p
   where (m.id = held or m.substitute_of = held) and m.agreement_id is null and coalesce(m.valid_to, 'infinity') > greatest(now(), m.valid_from) and g.id = m.group_id and p.id = m.person_id and a.id = agreement
     and w.organisation_id = my_organisation() and p.organisation_id <> w.organisation_id and i_administer() and g.required_assurance_level <= my_level()
     and a.valid_from <= now() and a.valid_to > now() and w.organisation_id = any(a.accepted) and p.organisation_id = any(a.accepted)
     and exists (select from memberships h where h.id = held and h.substitute_of is null)
  returning m.id;
  if not found then raise exception 'only the administrators of who owns a group put an agreement in force on another''s seat' using errcode = 'insufficient_privilege'; end if;
end`;

/** What was imported before agreements were asked for gets one. It lets nobody in and nobody stay longer, so that one administrator does it. */
export const agreeOnSeats: Migration = {
  name: '1771700080000-agree-on-seats',
  up: (service) => [
    `grant update (agreement_id) on memberships to ${service}_definer`,
    ...definerFunction(service, 'agree_on_seat(held uuid, agreement uuid) returns setof uuid language plpgsql', agree, ['api']),
  ],
};
