import type { Migration } from '@knutpunkt/persistence';

/**
 * A session can be named to its owner, and all of one owner's can be found. What it says of the browser is sealed with the rest.
 * A session that was begun before has no owner here until its tokens are renewed, within minutes.
 */
export const describeSessions: Migration = {
  name: '1770000000000-describe-sessions',
  up: () => [
    'alter table sessions add column id uuid not null default gen_random_uuid(), add column owner_hash bytea check (octet_length(owner_hash) = 32)',
    'create unique index sessions_by_id on sessions (id)',
    'create index sessions_by_owner on sessions (owner_hash)',
  ],
};
