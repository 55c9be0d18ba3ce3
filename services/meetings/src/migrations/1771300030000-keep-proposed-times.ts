import type { Migration } from '@knutpunkt/persistence';

/** Another time that a participant's calendar proposed, with the answer that it came with. */
export const keepProposedTimes: Migration = {
  name: '1771300030000-keep-proposed-times',
  up: () => ['alter table participants add column proposed_starts_at timestamptz, add column proposed_ends_at timestamptz'],
};
