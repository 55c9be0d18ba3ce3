import type { Migration } from '@knutpunkt/persistence';

const mails = "'invited', 'rescheduled', 'cancelled', 'removed', 'item-answered', 'notes-locked', 'action-given', 'action-offered', 'action-reminded', 'action-late', 'request-received', 'request-moved', 'request-reminded', 'review-opened', 'review-reminded', 'review-closed'";
const live = "'meeting', 'writing', 'action', 'referral', 'notification', 'group', 'nomination', 'agreement', 'review', 'access'";

/** An access review is a matter for those who administer its organisation: of it only the last day is kept, and how far it has come is told. */
export const tellOfReviews: Migration = {
  name: '1769000133000-tell-of-reviews',
  up: () => [
    'alter table matters drop constraint matters_kind_check',
    "alter table matters add constraint matters_kind_check check (kind in ('meeting', 'action', 'referral', 'review'))",
    'alter table mails drop constraint mails_kind_check',
    `alter table mails add constraint mails_kind_check check (kind in (${mails}))`,
    'alter table live_events drop constraint live_events_type_check',
    `alter table live_events add constraint live_events_type_check check (type in (${live}))`,
  ],
};
