import type { Migration } from '@knutpunkt/persistence';

const rests = `begin
  new.rested_at := clock_timestamp();
  return new;
end`;

/** When a group began to rest last is kept when it goes on again: who hears of both at once, or of the later one alone, knows that it has rested. */
export const noteWhenGroupsRest: Migration = {
  name: '1771700075000-note-when-groups-rest',
  up: () => [
    'alter table groups add rested_at timestamptz',
    `create function group_rests() returns trigger language plpgsql as $$ ${rests} $$`,
    "create trigger groups_rest before update of status on groups for each row when (old.status = 'established' and new.status = 'dormant') execute function group_rests()",
  ],
};
