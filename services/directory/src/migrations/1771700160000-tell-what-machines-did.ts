import type { Migration } from '@knutpunkt/persistence';

/**
 * What an organisation's directory system said of its people and functions stands in that organisation's log: it tells of no group. What the hub did by itself carries whose people or
 * groups it concerns, and from which assurance level on, and is read as what a person did; what it did with a group that is archived by now, by those who see that group.
 */
export const tellWhatMachinesDid: Migration = {
  name: '1771700160000-tell-what-machines-did',
  up: (service) => [
    `create policy api_select_of_the_own_machine on audit for select to ${service}_api using (i_administer() and actor_kind = 'client' and organisation_id = my_organisation())`,
    `create policy api_select_of_what_is_archived on audit for select to ${service}_api using (actor_kind = 'worker' and assurance_level <= my_level()
      and (details->>'groupId')::uuid = any(array(select g.id from groups g where g.status = 'archived')))`,
  ],
};
