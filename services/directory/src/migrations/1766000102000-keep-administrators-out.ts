import type { Migration } from '@knutpunkt/persistence';

const anothers = 'person_id <> me()';
/** The group is asked as the actor sees it, so that it must be within sight as well. */
const mayLetIn = "exists (select from groups g where g.id = group_id and (g.level = 'GENERAL' or g.owner_authority_id = my_authority()))";
const ends = 'valid_to <= greatest(valid_from, now())';

/**
 * What holds whatever else lets an administrator in (restrictive policies): nobody decides about oneself, only the owner authority's administrator adds to an
 * individual-level group, and a membership that is changed is ended, so that one that has ended cannot be opened again by the way that ends them.
 */
export const keepAdministratorsOut: Migration = {
  name: '1766000102000-keep-administrators-out',
  up: (service) => [
    `create policy api_insert_of_another on memberships as restrictive for insert to ${service}_api with check (${anothers} and ${mayLetIn})`,
    `create policy api_update_of_another on memberships as restrictive for update to ${service}_api using (${anothers}) with check (${anothers} and ${ends})`,
  ],
};
