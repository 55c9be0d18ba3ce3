import type { Migration } from '@knutpunkt/persistence';

/**
 * When somebody left last, and the place of that among all changes: what was there before ends, also where the person has come back meanwhile.
 */
export const noteWhenPeopleLeave: Migration = {
  name: '1771700190000-note-when-people-leave',
  up: () => [
    'alter table people add left_at timestamptz, add left_place bigint, add check ((left_at is null) = (left_place is null))',
    'create function person_leaves() returns trigger language plpgsql as $$ begin new.left_at = now(); new.left_place = new.at; return new; end $$',
    "create trigger people_leave before update of status on people for each row when (old.status <> 'ended' and new.status = 'ended') execute function person_leaves()",
  ],
};
