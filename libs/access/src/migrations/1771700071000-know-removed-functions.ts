import type { Migration } from '@knutpunkt/persistence';

/** Whether a function is still there: who was invited to one that is removed keeps its name, and nobody else is. The directory itself knows when it was removed. */
export const knowRemovedFunctions: Migration = {
  name: '1771700071000-know-removed-functions',
  up: (service) => (service === 'directory' ? [] : ["alter table functions add status text not null default 'active' check (status in ('active', 'removed'))"]),
};
