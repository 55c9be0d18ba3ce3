import type { Migration } from '@knutpunkt/persistence';

/** Open screens hear that somebody types notes of an item: of the item, and not who. */
export const tellOfWriting: Migration = {
  name: '1766000040000-tell-of-writing',
  up: () => [
    'alter table live_events drop constraint live_events_type_check',
    "alter table live_events add constraint live_events_type_check check (type in ('meeting', 'writing', 'action', 'referral', 'notification', 'group', 'access'))",
  ],
};
