import { every, guard, type Migration } from '@knutpunkt/persistence';

const own = 'person_id = me()';

/** One calendar for subscription for each person who wants it: of its secret only the hash. */
export const createFeeds: Migration = {
  name: '1771300020000-create-feeds',
  up: (service) => [
    'create table feeds (person_id uuid primary key, secret_hash text not null unique, made_at timestamptz not null default now(), last_fetched_at timestamptz)',
    ...guard(service, 'feeds', { api: { select: own, insert: own, update: own, delete: own }, worker: every }),
  ],
};
