import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { tellItemsAnew } from '../src/migrations/1771600013000-tell-items-anew.js';
import { anAgenda, takenUp, type Table } from './an-agenda.js';
import { ToldMeetings } from './told-meetings.js';

let hub: TestHub;
let table: Table;
beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

/** Agendas with an item each, as on an agenda of the same group. */
const more = `
  with made as (insert into agendas select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from agendas a, generate_series(1, 45) n where a.id = $1 returning id),
  items as (insert into items (id, agenda_id, state, rank) select gen_random_uuid(), id, 'taken-up', 1 from made returning id, agenda_id)
  insert into item_audiences (item_id, agenda_id, audience_id, level) select id, agenda_id, agenda_id, 'content' from items`;
const untold = () => hub.asAdmin<{ id: string }>('agendas', "select i.id from items i where not exists (select from outbox o where o.aggregate_id = i.id and o.envelope->'data'->>'what' = 'addressed')");

it('an upgrade tells of every item once more, with its readers, also of more agendas than one transaction takes', async () => {
  const agenda = await anAgenda(table);
  const item = await takenUp(hub, agenda, 'Läget');
  await hub.asAdmin('agendas', more, [agenda.meetingId]);
  expect((await untold()).length).toBeGreaterThan(45);

  await hub.asAdmin('agendas', ['begin', ...tellItemsAnew.up('agendas'), 'commit'].join(';\n'));

  await eventually(async () => expect(await untold()).toEqual([]));
  const told = await hub.asAdmin<{ group: string; readers: number }>('agendas', "select envelope->'data'->'item'->>'groupId' as group, jsonb_array_length(envelope->'data'->'item'->'audiences') as readers from outbox where aggregate_id = $1 and envelope->'data'->>'what' = 'addressed'", [item.id]);
  expect(told).toEqual([{ group: agenda.group.id, readers: expect.any(Number) }]);
  expect(told[0]!.readers).toBeGreaterThan(0);
}, 60_000);
