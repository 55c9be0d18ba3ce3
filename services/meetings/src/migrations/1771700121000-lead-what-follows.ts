import type { Migration } from '@knutpunkt/persistence';

/** A meeting of a series remembers what was changed from it on, so that one more date after it has that too. Names of fields alone: what they say is in the meeting. */
export const leadWhatFollows: Migration = {
  name: '1771700121000-lead-what-follows',
  up: (service) => ["alter table occurrences add column leads text[] not null default '{}'", `grant update (leads) on occurrences to ${service}_api`],
};
