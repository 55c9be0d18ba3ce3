import type { Migration } from '@knutpunkt/persistence';

/** The open screens of those who hold a key hear that a nomination has changed: not which. */
export const tellOfNominations: Migration = {
  name: '1769000110000-tell-of-nominations',
  up: () => [
    'alter table live_events drop constraint live_events_type_check',
    "alter table live_events add constraint live_events_type_check check (type in ('meeting', 'writing', 'action', 'referral', 'notification', 'group', 'nomination', 'access'))",
  ],
};
