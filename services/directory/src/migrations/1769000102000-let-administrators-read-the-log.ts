import type { Migration } from '@knutpunkt/persistence';

/**
 * The directory's log holds ids and states of administrative acts, and never content. An organisation's administrators read their own, and others' to the own groups; never what was
 * done in a session of a higher assurance level, which may tell of a group that is above this one.
 */
export const letAdministratorsReadTheLog: Migration = {
  name: '1769000102000-let-administrators-read-the-log',
  up: (service) => [
    `grant select on audit to ${service}_api`,
    `create policy api_select_as_administrator on audit for select to ${service}_api using (i_administer() and assurance_level <= my_level()
      and (organisation_id = my_organisation() or (details->>'groupId')::uuid = any((select groups_i_administer())::uuid[])))`,
    'create index audit_at on audit (at desc, id desc)',
  ],
};
