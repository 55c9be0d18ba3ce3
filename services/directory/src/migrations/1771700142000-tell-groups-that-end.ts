import type { Migration } from '@knutpunkt/persistence';

/** When a group that is being wound up ends was not told: each of them is told once more, now that what is told says so. The kind is a new one, so that a service which does not say so yet leaves it to one that does. */
export const tellGroupsThatEnd: Migration = {
  name: '1771700142000-tell-groups-that-end',
  up: (service) => [
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'ending-group-told', id::text, now() from ${service}.groups where ends_at is not null and status = 'dormant'`,
    'reset role',
  ],
};
