import type { Migration } from '@knutpunkt/persistence';
import { shareItem } from './1768000016000-share-what-one-reads.js';

/**
 * `inherits`: the item came for all from an earlier table, and nobody here has said whom it is for; `waits_for`: the meeting that it is kept from because nobody who leads that one
 * may read it.
 */
export const keepFromNewcomers: Migration = {
  name: '1768000017000-keep-from-newcomers',
  up: (service) => [
    'alter table items add column inherits boolean not null default false, add column waits_for uuid',
    'create index items_waiting on items (agenda_id) where waits_for is not null',
    `grant update (inherits) on items to ${service}_definer`,
    `create policy definer_update on items for update to ${service}_definer using (true) with check (true)`,
    ...shareItem(service, 'update items set inherits = false where id = for_item and inherits;'),
  ],
};
