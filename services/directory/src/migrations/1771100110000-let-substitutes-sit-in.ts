import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const validNow = (row: string): string => `${row}.valid_from <= now() and (${row}.valid_to is null or ${row}.valid_to > now())`;

/** Nobody sits in for a substitute, nor where the seat is a person's own; who sits in works in the holder's unit. */
export const sitIn = `begin
  insert into memberships (id, version, at, group_id, person_id, role, seat, agreement_id, valid_from, valid_to, substitute_of)
  select membership, 1, next_place(), m.group_id, p.id, m.role, m.seat, m.agreement_id, since, until, m.id
    from memberships m join people h on h.id = m.person_id join groups g on g.id = m.group_id, people p
   where m.id = held and p.id = person and i_administer() and h.organisation_id = my_organisation() and p.unit_id = h.unit_id and p.id <> me()
     and p.status = 'active' and ${validNow('p')} and ${validNow('m')} and m.seat is not null and m.substitute_of is null
     and g.level = 'GENERAL' and g.status in ('established', 'dormant') and g.required_assurance_level <= my_level()
     and until > since and since >= now() - interval '1 day' and until <= since + interval '92 days' and until <= coalesce(m.valid_to, 'infinity')
     and not exists (select from memberships x where x.group_id = m.group_id and x.person_id = p.id and coalesce(x.valid_to, 'infinity') > since and coalesce(x.valid_to, 'infinity') > x.valid_from);
  if not found then raise exception 'only the organisation whose unit holds the seat says who sits in' using errcode = 'insufficient_privilege'; end if;
end`;

/** A seat that ends takes with it whoever sits in: right after the commit, as they are more than who ends it may see. */
const seatEnds = `begin
  insert into due (kind, subject_id, at) values ('substitutes', new.id::text, new.valid_to);
  return null;
end`;

/** A seat that represents a unit may be sat in by another of that unit, for a period. It is a membership with an end of its own. */
export const letSubstitutesSitIn: Migration = {
  name: '1771100110000-let-substitutes-sit-in',
  up: (service) => [
    'alter table memberships add substitute_of uuid, add check (substitute_of is null or valid_to is not null)',
    'create index memberships_substitutes on memberships (substitute_of) where substitute_of is not null',
    ...guard(service, 'memberships', { definer: { insert: 'true' } }),
    ...definerFunction(service, 'sit_in(membership uuid, held uuid, person uuid, since timestamptz, until timestamptz) returns void language plpgsql', sitIn, ['api']),
    `create function seat_ends() returns trigger language plpgsql as $$ ${seatEnds} $$`,
    `create trigger memberships_seat_ends after update of valid_to on memberships for each row
      when (new.substitute_of is null and new.valid_to is not null and new.valid_to is distinct from old.valid_to) execute function seat_ends()`,
  ],
};
