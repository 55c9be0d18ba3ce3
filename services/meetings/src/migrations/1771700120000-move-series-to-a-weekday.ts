import type { Migration } from '@knutpunkt/persistence';

/** A series that is moved to another day of the week says so, and how it was repeated before: whoever may change its meetings may change that. */
export const moveSeriesToAWeekday: Migration = {
  name: '1771700120000-move-series-to-a-weekday',
  up: (service) => [
    "alter table series add column earlier jsonb not null default '[]'",
    `grant update (recurrence, earlier) on series to ${service}_api`,
  ],
};
