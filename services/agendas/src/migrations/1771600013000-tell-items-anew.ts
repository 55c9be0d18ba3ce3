import type { Migration } from '@knutpunkt/persistence';

/**
 * Who keeps an item's readers by what was told of it (a request's link to it) has begun to keep its group as well, and forgot those of before: every item that there is is told of once
 * more, by a timer.
 */
export const tellItemsAnew: Migration = {
  name: '1771600013000-tell-items-anew',
  up: (service) => [
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'tell-anew', '00000000-0000-0000-0000-000000000000', now() where exists (select from ${service}.items)`,
    'reset role',
  ],
};
