import type { Migration } from '@knutpunkt/persistence';

/** A meeting's history is only added to: no column of it could be changed, and now no policy says that it might. */
export const keepHistory: Migration = {
  name: '1767000003000-keep-history',
  up: () => ['drop policy api_update on meeting_changes'],
};
