import type { Migration } from '@knutpunkt/persistence';

/** The inbox is walked from its newest notification on, and what is unread of it likewise, so that a page costs what it shows, however many years there are behind it. */
export const walkTheInbox: Migration = {
  name: '1771700050000-walk-the-inbox',
  up: () => [
    'drop index notifications_unread',
    'create index notifications_unread on notifications (person_id, at desc, matter_id desc) where read_at is null',
    'create index notifications_newest on notifications (person_id, at desc, matter_id desc)',
  ],
};
