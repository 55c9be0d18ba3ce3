import { definerFunction, type Migration } from '@knutpunkt/persistence';

const now = "g.status in ('established', 'dormant') and g.required_assurance_level <= my_level() and i_administer()";
const groupsIAdminister = 'group_id = any((select groups_i_administer())::uuid[])';
const ofMyOrganisation = 'exists (select from people p where p.id = person_id and p.organisation_id = my_organisation())';
const ofMyPeople = (since: string): string => `any((select groups_of_my_people(${since}))::uuid[])`;
const ownPeoplesRow = `group_id = ${ofMyPeople("'-infinity'")} and ${ofMyOrganisation}`;
const ends = `${groupsIAdminister} or (${ownPeoplesRow})`;

/**
 * An administrator sees the structure of the groups that the own organisation owns, and of those where own people sit: of these only the own people's memberships.
 * Never above the session's assurance level. The functions look past the policies, because a policy of groups cannot ask memberships while that of memberships asks groups.
 */
export const letAdministratorsIn: Migration = {
  name: '1766000101000-let-administrators-in',
  up: (service) => [
    ...definerFunction(service, 'groups_i_administer() returns uuid[] language sql stable',
      `select coalesce(array_agg(g.id), '{}') from groups g join authorities a on a.id = g.owner_authority_id where a.organisation_id = my_organisation() and ${now}`, ['api']),
    ...definerFunction(service, 'groups_of_my_people(since timestamptz) returns uuid[] language sql stable',
      `select coalesce(array_agg(distinct g.id), '{}') from groups g join memberships m on m.group_id = g.id join people p on p.id = m.person_id
       where p.organisation_id = my_organisation() and (m.valid_to is null or m.valid_to > since) and ${now}`, ['api']),
    `create policy api_select_as_administrator on groups for select to ${service}_api using (id = any((select groups_i_administer())::uuid[]) or id = ${ofMyPeople('now()')})`,
    `create policy api_select_as_administrator on memberships for select to ${service}_api using (${ends})`,
    `grant insert on memberships to ${service}_api`,
    `create policy api_insert_as_administrator on memberships for insert to ${service}_api with check (${groupsIAdminister} and ${ofMyOrganisation})`,
    `grant update (valid_to, version, at) on memberships to ${service}_api`,
    `create policy api_update_as_administrator on memberships for update to ${service}_api using (${ends}) with check (${ends})`,
  ],
};
