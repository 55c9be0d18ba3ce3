import type { Migration } from '@knutpunkt/persistence';

/** A list walks one index per audience, and reads nothing else of the rows that it passes. */
export const coverLists: Migration = {
  name: '1767000004000-cover-lists',
  up: () => [
    'create index meeting_audiences_list on meeting_audiences (audience_id, starts_at, meeting_id) include (valid_from, valid_to)',
    'drop index meeting_audiences_by_audience',
  ],
};
