import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const own = 'organisation_id = my_organisation()';
const kept = `${own} and i_administer()`;
const written = ['name', 'address', 'holds', 'note', 'place', 'version', 'removed_at'];
const changed = 'for each row when (old.place is distinct from new.place) execute function keep_room()';

/** A meeting whose place is one of the actor's organisation's rooms takes that room, whoever changes what; with another place it takes it no more. */
const keepRoom = `
  begin
    delete from taken_rooms t where t.meeting_id = new.id;
    insert into taken_rooms (meeting_id, room_id) select new.id, r.id from rooms r where r.${own} and r.removed_at is null and r.place = new.place;
    return null;
  end`;

const reads = `exists (select from meeting_audiences a where a.meeting_id = m.id and a.level = 'content' and a.audience_id = any(my_audiences())
  and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()))`;

/** Merged time, and nothing that it is made of; null for a room that does not exist for the actor. */
const roomTimes = `
  select (select coalesce(range_agg(tstzrange(greatest(m.starts_at, w.starts), least(m.ends_at, w.ends))), '{}')
            from unnest(from_times, to_times) w(starts, ends)
            join taken_rooms t on t.room_id = r.id join meetings m on m.id = t.meeting_id and m.status = 'called' and m.ends_at > w.starts and m.starts_at < w.ends
           where not (m.id = any(apart) and ${reads}))
    from rooms r where r.id = asked and r.${own} and r.removed_at is null`;

/** An organisation's rooms, and which meetings take them: that is told as merged time alone. */
export const keepRooms: Migration = {
  name: '1771700130002-keep-rooms',
  up: (service) => [
    `create table rooms (id uuid primary key, version int not null, organisation_id uuid not null, name text not null, address text not null, holds int check (holds > 0), note text not null, place text not null, removed_at timestamptz)`,
    'create unique index rooms_place on rooms (organisation_id, lower(place)) where removed_at is null',
    ...guard(service, 'rooms', { api: { select: own, insert: kept, update: kept }, definer: { select: 'true' } }),
    `revoke update on rooms from ${service}_api`, `grant update (${written.join(', ')}) on rooms to ${service}_api`,
    'create table taken_rooms (meeting_id uuid primary key references meetings, room_id uuid not null references rooms)',
    'create index taken_rooms_room on taken_rooms (room_id)',
    ...guard(service, 'taken_rooms', { definer: { select: 'true', insert: 'true', delete: 'true' } }),
    ...definerFunction(service, 'keep_room() returns trigger language plpgsql', keepRoom, []),
    "create trigger meetings_take_room after insert on meetings for each row when (new.place <> '') execute function keep_room()",
    `create trigger meetings_change_room after update of place on meetings ${changed}`,
    ...definerFunction(service, 'room_times(asked uuid, from_times timestamptz[], to_times timestamptz[], apart uuid[]) returns tstzmultirange language sql stable', roomTimes, ['api']),
  ],
};
