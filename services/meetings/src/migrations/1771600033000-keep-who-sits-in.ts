import type { Migration } from '@knutpunkt/persistence';

/** The other participant to whom a calendar handed an invitation over, with the answer that it came with. */
export const keepWhoSitsIn: Migration = {
  name: '1771600033000-keep-who-sits-in',
  up: () => ['alter table participants add column handed_to uuid references participants'],
};
