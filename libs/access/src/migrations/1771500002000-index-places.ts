import type { Migration } from '@knutpunkt/persistence';

const tables = ['authorities', 'functions', 'groups', 'memberships', 'organisations', 'people', 'units'] as const;

/** The newest place is asked for at each beat of the directory's pulse: the last of an index, where all people were read for it. */
export const indexPlaces: Migration = {
  name: '1771500002000-index-places',
  up: () => tables.map((table) => `create index ${table}_at on ${table} (at)`),
};
