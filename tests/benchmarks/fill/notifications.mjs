import { groupOf, organiserOf, startOf } from './meetings.mjs';

/** What every fifth meeting told its organiser and one more; one in twenty is unread. */
export const notificationsOf = (plan) => (slice) => {
  const fifth = `(select n from ${slice} n where n % 5 = 0) fifth`;
  return [
    `insert into notifications.matters (id, group_id, group_level, organiser_id, starts_at, ends_at, zone, place, online, status, sequence, version)
      select made(10, n), ${groupOf(plan)}, 'GENERAL', ${organiserOf(plan)}, starts, starts + interval '45 minutes', 'Europe/Stockholm', 'Rådhuset', false, 'called', 0, 1 from ${fifth}, lateral (select ${startOf(plan)} as starts) at`,
    `insert into notifications.matter_audiences select ${groupOf(plan)}, 'content', timestamptz '2020-01-01Z', null, made(10, n), 'group' from ${fifth}`,
    `insert into notifications.notifications (id, event_id, person_id, matter_id, kind, at, read_at)
      select made(30, n * 2 + i), made(31, n), case i when 0 then ${organiserOf(plan)} else made(4, n % ${plan.people} + 1) end, made(10, n), 'replied', now() - n * interval '1 second', case when n % 100 = 0 then null else now() end from ${fifth}, generate_series(0, 1) i
      on conflict do nothing`,
  ];
};
