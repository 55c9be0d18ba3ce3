import type { Migration } from '@knutpunkt/persistence';

const look = `begin
  insert into due (kind, subject_id, at) values ('guest-ends-settled', new.group_id::text, now());
  return null;
end`;
const lapse = `begin
  insert into due (kind, subject_id, at) values ('guest-nomination-lapses', new.id::text, new.expires_at);
  return null;
end`;

/** A nomination to more time from which nothing came leaves the guest's end as it was: it is looked at again when the nomination is closed, or nobody turned its key in time. */
export const remindAgainOfGuests: Migration = {
  name: '1771700140000-remind-again-of-guests',
  up: (service) => [
    `create function guest_may_wait_again() returns trigger language plpgsql as $$ ${look} $$`,
    `create function guest_nomination_lapses() returns trigger language plpgsql as $$ ${lapse} $$`,
    "create trigger nominations_guest_closed after update of state on nominations for each row when (new.role = 'guest' and new.state <> old.state) execute function guest_may_wait_again()",
    "create trigger nominations_guest_lapses after insert on nominations for each row when (new.role = 'guest') execute function guest_nomination_lapses()",
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'guest-nomination-lapses', id::text, expires_at from ${service}.nominations where role = 'guest' and state = 'pending'`,
    'reset role',
  ],
};
