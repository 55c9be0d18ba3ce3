import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** As before, in whatever case of its letters the place is written: so rooms are told apart. */
const keepRoom = `
  begin
    delete from taken_rooms t where t.meeting_id = new.id;
    insert into taken_rooms (meeting_id, room_id) select new.id, r.id from rooms r where r.organisation_id = my_organisation() and r.removed_at is null and lower(r.place) = lower(new.place);
    return null;
  end`;

/** Meetings are locked as whoever changes a series locks them. What takes another room that there is goes on taking that. */
const noteRoom = `
  declare coming uuid[];
  begin
    coming := array(select m.id from rooms r join meetings m on lower(m.place) = lower(r.place) and m.status = 'called' and m.ends_at > now()
      where r.id = entered and r.removed_at is null and r.organisation_id = my_organisation() and i_administer()
        and exists (select from people p where p.id = m.organiser_id and p.organisation_id = r.organisation_id) order by m.id for update of m);
    delete from taken_rooms t using rooms r where t.meeting_id = any(coming) and r.id = t.room_id and r.removed_at is not null;
    insert into taken_rooms (meeting_id, room_id) select one, entered from unnest(coming) one on conflict (meeting_id) do nothing;
    return cardinality(coming);
  end`;

/** A room that is entered or renamed is taken by the meetings to come that the organisation's people have called there before it was on the list. */
export const noteRoomsThatAreEntered: Migration = {
  name: '1771700135000-note-rooms-that-are-entered',
  up: (service) => [
    ...definerFunction(service, 'keep_room() returns trigger language plpgsql', keepRoom, []).map((statement) => statement.replace(/^create function/, 'create or replace function')),
    ...definerFunction(service, 'note_room(entered uuid) returns int language plpgsql', noteRoom, ['api']),
  ],
};
