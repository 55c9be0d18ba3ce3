import type { Migration } from '@knutpunkt/persistence';

/** The open screens of an agreement's parties hear that one has changed: not which. */
export const tellOfAgreements: Migration = {
  name: '1769000111000-tell-of-agreements',
  up: () => [
    'alter table live_events drop constraint live_events_type_check',
    "alter table live_events add constraint live_events_type_check check (type in ('meeting', 'writing', 'action', 'referral', 'notification', 'group', 'nomination', 'agreement', 'access'))",
  ],
};
