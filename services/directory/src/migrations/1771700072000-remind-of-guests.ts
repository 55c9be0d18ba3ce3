import { every, guard, type Migration } from '@knutpunkt/persistence';

/** So many days before a guest's last day those who can prolong it are told: both keys take weeks where people are away; a week is the last time in which they can be turned at work. */
const days = 'array[30, 7]';

/** When, after now, it is told next that something ends, so many days before its last one: in the morning, in Sweden, so that the mail is met at work. Null when it is told no more. */
export const nextTelling = (days: string): string => `select min(telling) from unnest(${days}) day, lateral (select (((until - interval '1 millisecond') at time zone 'Europe/Stockholm')::date - day + time '08:00') at time zone 'Europe/Stockholm' as telling) t where telling > now()`;

const plan = `begin
  insert into due (kind, subject_id, at) values ('guest-ends', new.id::text, next_guest_telling(new.valid_to));
  return null;
end`;

/** Whoever is a guest for a time is told of before it ends, however the end was said: it is planned where the row is written. */
export const remindOfGuests: Migration = {
  name: '1771700072000-remind-of-guests',
  up: (service) => [
    ...guard(service, 'nominations', { worker: { select: every.select! } }),
    `create function next_guest_telling(until timestamptz) returns timestamptz language sql stable as $$ ${nextTelling(days)} $$`,
    `create function guest_ends() returns trigger language plpgsql as $$ ${plan} $$`,
    "create trigger memberships_guest_begins after insert on memberships for each row when (new.role = 'guest' and new.valid_to is not null) execute function guest_ends()",
    `create trigger memberships_guest_ends after update of valid_to, role on memberships for each row
      when (new.role = 'guest' and new.valid_to is not null and (new.valid_to is distinct from old.valid_to or new.role <> old.role)) execute function guest_ends()`,
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'guest-ends', id::text, ${service}.next_guest_telling(valid_to) from ${service}.memberships where role = 'guest' and valid_to > now()`,
    'reset role',
  ],
};
