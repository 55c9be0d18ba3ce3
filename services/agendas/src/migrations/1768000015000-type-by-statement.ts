import type { Migration } from '@knutpunkt/persistence';
import { byStatement, readsItem } from './sight.js';

const reads = byStatement(readsItem('writings.item_id'));
const mine = `person_id = me() and ${reads}`;

/** Who types counts as everything else of an agenda does: who waited for a lock, and may no longer read the item, neither sees nor tells of typing there. */
export const typeByStatement: Migration = {
  name: '1768000015000-type-by-statement',
  up: () => [
    `alter policy api_select on writings using (${reads})`,
    `alter policy api_insert on writings with check (${mine})`,
    `alter policy api_update on writings using (${mine}) with check (${mine})`,
    `alter policy api_delete on writings using (${mine})`,
  ],
};
