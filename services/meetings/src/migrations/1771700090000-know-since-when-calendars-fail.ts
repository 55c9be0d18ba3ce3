import type { Migration } from '@knutpunkt/persistence';

/** Since when a calendar fails, and whether its owner has been told. */
export const knowSinceWhenCalendarsFail: Migration = {
  name: '1771700090000-know-since-when-calendars-fail',
  up: () => ['alter table calendars add column failing_since timestamptz, add column told_failing boolean not null default false, add column facts int not null default 0'],
};
