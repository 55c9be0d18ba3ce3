import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller, Db } from '@knutpunkt/persistence';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, takenUp, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings } from './told-meetings.js';

const most = 100;

/** So many items more on agendas of the same group, which its members read as well. */
const many = `
  with made as (insert into agendas select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from agendas a, generate_series(1, $2::int) n where a.id = $1 and n > 0 returning id),
  reached as (insert into agenda_audiences select (jsonb_populate_record(g, jsonb_build_object('agenda_id', m.id))).* from agenda_audiences g, made m where g.agenda_id = $1),
  items as (insert into items (id, agenda_id, state, rank) select gen_random_uuid(), id, 'proposed', 1 from made returning id, agenda_id)
  insert into item_audiences (item_id, agenda_id, audience_id, level) select id, agenda_id, agenda_id, 'content' from items`;

interface Explained { readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number; readonly 'Actual Rows': number } }] }

let hub: TestHub;
let db: Db;
let agenda: AnAgenda;
let itemId: string;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  const table: Table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
  agenda = await anAgenda(table);
  itemId = (await takenUp(hub, agenda, 'Läget')).id;
  db = await hub.db('agendas');
  await hub.asAdmin('agendas', many, [agenda.meetingId, 3_000]);
  await hub.asAdmin('agendas', 'analyze');
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });

/** Pages of shared buffers that a question touches when it has been asked before on the same connection, and the rows that it gives. */
function touched(sql: string, params: unknown[]): Promise<{ buffers: number; rows: number }> {
  return db.as(callerOf(agenda.people[0]), async (tx) => {
    const ask = () => tx.query<Explained>(`explain (analyze, buffers, format json) ${sql}`, params);
    await ask();
    const { Plan } = (await ask())[0]!['QUERY PLAN'][0];
    return { buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], rows: Plan['Actual Rows'] };
  });
}

describe('telling of an item among three thousand that one reads', () => {
  it.each([['who reads it', 'select * from readers_of($1)', true], ['whom it reaches', 'select * from audiences_of_item($1)', false], ['who leads', 'select * from leaders_of($1)', false]])('touches the pages of that item only: %s', async (_, sql, asList) => {
    const id = sql.includes('leaders') ? agenda.meetingId : itemId;

    const { buffers, rows } = await touched(sql, [asList ? [id] : id]);

    expect(rows).toBeGreaterThan(0);
    expect(buffers).toBeLessThanOrEqual(most);
  });
});
