import type { Migration } from '@knutpunkt/persistence';

/** When everybody's seat ends, of a group that is wound up; the directory itself knows. */
export const knowGroupsThatEnd: Migration = {
  name: '1771700141000-know-groups-that-end',
  up: (service) => (service === 'directory' ? [] : ['alter table groups add ends_at timestamptz']),
};
