import { every, guard, type Migration } from '@knutpunkt/persistence';

const look = (group: string): string => `begin
  insert into due (kind, subject_id, at) values ('guest-ends-settled', ${group}::text, now());
  return null;
end`;

/** Of which guests' ends somebody was told, and whether it still waits for somebody. However it is settled, it is looked for where the row is written. */
export const settleWhatWasToldOfGuests: Migration = {
  name: '1771700110000-settle-what-was-told-of-guests',
  up: (service) => [
    'create table told_guest_ends (membership_id uuid primary key, version int not null, last_day date not null, open boolean not null)',
    ...guard(service, 'told_guest_ends', { worker: { select: every.select!, insert: every.insert!, update: every.update! } }),
    `create function guest_may_be_settled() returns trigger language plpgsql as $$ ${look('new.group_id')} $$`,
    `create function guests_may_be_settled() returns trigger language plpgsql as $$ ${look('new.id')} $$`,
    "create trigger memberships_guest_prolonged after insert on memberships for each row when (new.role = 'guest') execute function guest_may_be_settled()",
    `create trigger memberships_guest_settled after update of valid_to, role on memberships for each row
      when (old.role = 'guest' and (new.valid_to is distinct from old.valid_to or new.role <> old.role)) execute function guest_may_be_settled()`,
    "create trigger nominations_guest_prolonged after insert on nominations for each row when (new.role = 'guest') execute function guest_may_be_settled()",
    `create trigger groups_guests_settled after update of status, ends_at on groups for each row
      when (new.status <> old.status or new.ends_at is distinct from old.ends_at) execute function guests_may_be_settled()`,
  ],
};
