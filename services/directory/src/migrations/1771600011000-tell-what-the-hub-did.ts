import type { Migration } from '@knutpunkt/persistence';

/** What the hub's administrator does with an organisation, and with who administers it, stands in that organisation's log, at whichever level it was done: it tells of no group. */
export const tellWhatTheHubDid: Migration = {
  name: '1771600011000-tell-what-the-hub-did',
  up: (service) => [`create policy api_select_of_the_own_organisation on audit for select to ${service}_api using (i_administer() and object_id = my_organisation() and action like 'organisation.%')`],
};
