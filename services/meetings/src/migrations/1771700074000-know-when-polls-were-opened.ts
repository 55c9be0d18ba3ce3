import type { Migration } from '@knutpunkt/persistence';

/** What a group asked for before it last rested is cancelled, also where it goes on again. Those that are open now count as opened now: none of them is cancelled for a rest that was before this. */
export const knowWhenPollsWereOpened: Migration = {
  name: '1771700074000-know-when-polls-were-opened',
  up: () => ['alter table polls add created_at timestamptz not null default now()'],
};
