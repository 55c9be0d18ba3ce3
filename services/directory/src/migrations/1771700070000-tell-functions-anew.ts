import type { Migration } from '@knutpunkt/persistence';

/** Functions that were removed were told as any other: each is told once more, now that what is told says so. The kind is a new one, so that a service which does not say so yet leaves it to one that does. */
export const tellFunctionsAnew: Migration = {
  name: '1771700070000-tell-functions-anew',
  up: (service) => [
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'removed-function-told', id, now() from ${service}.functions where removed_at is not null`,
    'reset role',
  ],
};
