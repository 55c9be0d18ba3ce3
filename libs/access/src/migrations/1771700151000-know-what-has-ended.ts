import type { Migration } from '@knutpunkt/persistence';

/** Whether an authority or a unit is still there: it keeps its name where it was addressed, and nothing more is addressed to it. The directory itself knows when it ended. */
export const knowWhatHasEnded: Migration = {
  name: '1771700151000-know-what-has-ended',
  up: (service) => (service === 'directory' ? [] : ['authorities', 'units'].map((table) => `alter table ${table} add status text not null default 'active' check (status in ('active', 'ended'))`)),
};
