import type { Migration } from '@knutpunkt/persistence';

/** When those who had not answered a meeting were reminded last. */
export const remindTheSilent: Migration = {
  name: '1771600042000-remind-the-silent',
  up: (service) => ['alter table meeting_contents add column reminded_at timestamptz', `grant update (reminded_at) on meeting_contents to ${service}_api`],
};
