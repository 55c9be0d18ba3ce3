import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const refuse = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;
const own = 'g.id = of_group and w.id = g.owner_authority_id and w.organisation_id = my_organisation() and g.required_assurance_level <= my_level() and i_administer()';

const rename = `begin
  update groups g set name = called, purpose = meant, version = g.version + 1, at = next_place() from authorities w where ${own} and g.status in ('established', 'dormant') and g.ends_at is null;
  ${refuse('a group that goes on is named by the administrators of who owns it')};
end`;

/** Whatever waits for a key waits in vain when the group is wound up. */
export const change = `begin
  update groups g set status = becomes, ends_at = until, version = g.version + 1, at = next_place() from authorities w where ${own} and (
    (until is null and g.ends_at is null and (g.status, becomes) in (('established', 'dormant'), ('dormant', 'established')))
    or (until > now() and g.ends_at is null and g.status in ('established', 'dormant') and becomes = 'dormant')
    or (until <= now() and g.ends_at > now() and g.status = 'dormant' and becomes = 'archived'));
  ${refuse('a group becomes what its life has next, by the administrators of who owns it')};
  if until is not null then
    return query update nominations n set state = 'withdrawn', closed_at = now(), version = n.version + 1 where n.group_id = of_group and n.state = 'pending' returning n.id;
  end if;
end`;

/**
 * A group rests and goes on again, or is wound up: it is dormant then until the instant at which everybody's seat ends and the group is archived. An archived group is seen as structure by the administrators
 * of who owns it, and by nobody else.
 */
export const letGroupsEnd: Migration = {
  name: '1771700001000-let-groups-end',
  up: (service) => [
    'alter table groups add ends_at timestamptz',
    ...guard(service, 'groups', { definer: { update: 'true' } }),
    ...definerFunction(service, 'rename_group(of_group uuid, called text, meant text) returns void language plpgsql', rename, ['api']),
    ...definerFunction(service, 'change_group(of_group uuid, becomes text, until timestamptz) returns setof uuid language plpgsql', change, ['api']),
    `create policy api_select_archived on groups for select to ${service}_api using (status = 'archived' and i_administer() and required_assurance_level <= my_level()
      and exists (select from authorities a where a.id = owner_authority_id and a.organisation_id = my_organisation()))`,
  ],
};
