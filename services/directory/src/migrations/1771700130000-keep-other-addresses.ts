import type { Migration } from '@knutpunkt/persistence';

/**
 * Other addresses that a person answers mail from. What an organisation's directory has told before is taken from there; each such person is told anew, once. The kind of that timer is a new one,
 * so that a service which does not know of these addresses yet leaves it to one that does.
 */
export const keepOtherAddresses: Migration = {
  name: '1771700130000-keep-other-addresses',
  up: (service) => [
    "alter table people add aliases text[] not null default '{}'",
    `grant update (aliases) on people to ${service}_api`,
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'other-addresses-read', id, now() from ${service}.people where status <> 'ended' and jsonb_array_length(facts -> 'emails') > 1`,
    'reset role',
  ],
};
