import type { Migration } from '@knutpunkt/persistence';
import { byStatement, byWorker, probing, readsItem } from './sight.js';

const body = (service: string): string => byStatement(`
  select * from item_audiences r where r.item_id = any(of_items) and (${byWorker(service)} or ${probing(readsItem('r.item_id'))})`);

/** Whether the actor reads an item is looked up for each item that is asked about: else all items that the actor reads were read into a hash first, for one that was told of. */
export const findReadersByProbes: Migration = {
  name: '1771500000000-find-readers-by-probes',
  up: (service) => [
    `set local role ${service}_definer`,
    `create or replace function ${service}.readers_of(of_items uuid[]) returns setof ${service}.item_audiences language sql stable security definer set search_path = ${service}, pg_temp as $definer$ ${body(service)} $definer$`,
    'reset role',
  ],
};
