import type { Migration } from '@knutpunkt/persistence';

/** A link is found from the meeting whose agenda the item is on. Items told before have none until they are told again. */
export const findByMeeting: Migration = {
  name: '1767000210000-find-by-meeting',
  up: () => [
    'alter table agenda_readers add column meeting_id uuid',
    'create index agenda_readers_of_meeting on agenda_readers (meeting_id)',
    'create index referral_links_of_item on referral_links (agenda_item_id)',
  ],
};
