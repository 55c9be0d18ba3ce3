import { everybody, people } from '../leaks/histories/county.js';
import { orgOf, reads, type World } from '../leaks/histories/model.js';
import type { Call } from './calls.js';

type Sql = (service: string, statement: string) => Promise<unknown>;
type Id = (label: string) => string;

const room = '0199c0de-0000-7000-8000-0000000000b1';

/** A room of each organisation; anna's meeting takes that of her own. */
export async function fillRooms(sql: Sql, id: Id): Promise<void> {
  for (const who of ['erik', 'gun']) await sql('meetings', `insert into rooms (id, version, organisation_id, name, address, note, place) select gen_random_uuid(), 1, organisation_id, 'Rummet', 'Gatan 1', '', 'Rummet, Gatan 1' from people where id = '${id(who)}'`);
  await sql('meetings', `insert into rooms (id, version, organisation_id, name, address, note, place) select '${room}', 1, organisation_id, 'Rummet', 'Gatan 1', '', 'Rummet, Gatan 1' from people where id = '${id('anna')}'`);
  await sql('meetings', `insert into taken_rooms (meeting_id, room_id) values ('${id('möte1')}', '${room}')`);
}

/** When the room is taken is told to the own organisation; a meeting is left out for those alone who read it. Meetings that were called there are noted by the own administrators. */
export function ofRooms(w: World, id: Id): Call[] {
  const [meeting] = w.meetings.filter(({ label }) => label === 'möte1');
  const ours = everybody.filter((who) => orgOf(who) === orgOf('anna'));
  const call = (apart: string, test: string, may: Call['may']): Call => ({ service: 'meetings', of: 'room_times', sql: `select from room_times('${room}', array['-infinity'::timestamptz], array['infinity'::timestamptz], ${apart}) t where ${test}`, may });
  return [
    call("'{}'", 'not isempty(t)', (who) => ours.includes(who)),
    { service: 'meetings', of: 'note_room', sql: `select from note_room('${room}') n where n > 0`, may: (who) => ours.includes(who) && people[who].admin, before: `update meetings set status = 'called', starts_at = now(), ends_at = now() + interval '1 day', place = 'RUMMET, gatan 1' where id = '${id('möte1')}'` },
    call(`array['${id('möte1')}'::uuid]`, 'isempty(t)', (who) => ours.includes(who) && reads(w, who, meeting!)),
  ];
}
