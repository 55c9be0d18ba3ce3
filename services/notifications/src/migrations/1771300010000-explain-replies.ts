import type { Migration } from '@knutpunkt/persistence';

const mails = "'invited', 'rescheduled', 'cancelled', 'removed', 'item-answered', 'notes-locked', 'action-given', 'action-offered', 'action-reminded', 'action-late', 'request-received', 'request-moved', 'request-reminded', 'review-opened', 'review-reminded', 'review-closed', 'resent', 'reply-cancelled', 'reply-late', 'reply-superseded', 'reply-delegated', 'reply-countered', 'reply-unread', 'reply-comment-dropped'";

/** Mails that tell a participant what became of what the calendar sent. */
export const explainReplies: Migration = {
  name: '1771300010000-explain-replies',
  up: () => [
    'alter table mails drop constraint mails_kind_check',
    `alter table mails add constraint mails_kind_check check (kind in (${mails}))`,
  ],
};
