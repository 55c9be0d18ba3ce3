import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { GiveAction, LockNotes, MeetingScheduled } from '@knutpunkt/contracts';
import type { RunningService } from '@knutpunkt/service-kit';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, see, takenUp, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;
let second: RunningService;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  const first = hub.running.get('agendas')!;
  second = await hub.startService(agendas);
  hub.running.set('agendas', first);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(async () => {
  await second.close();
  await hub.stop();
}, 20_000);

const count = async (sql: string, id: string): Promise<number> => (await hub.asAdmin<{ n: number }>('agendas', `select count(*)::int as n from ${sql}`, [id]))[0]!.n;

it('two replicas, doubled messages and one that dies between make one agenda, one carried item and one reminder', async () => {
  const agenda = await anAgenda(table, { inHours: -2 });
  const { people: [secretary, owner], meetingId } = agenda;
  const open = await takenUp(hub, agenda, 'Öppen');
  const given = await takenUp(hub, agenda, 'Med åtgärd');
  const action = await hub.ask(GiveAction, secretary, { meetingId, itemId: given.id, text: 'Gör', due: '2020-01-01', personId: owner.id });
  const next = aMeeting(agenda.group, agenda.people, { inHours: 48 });

  await hub.ask(LockNotes, secretary, { meetingId }, { ifMatch: (await see(hub, secretary, meetingId)).version });
  await table.meetings.tell(MeetingScheduled, next, { copies: 5 });
  await hub.stopService('agendas');
  await table.meetings.tell(MeetingScheduled, next, { version: 1, copies: 5 });
  await hub.startService(agendas);

  await opened(hub, owner, next.id);
  await eventually(async () => expect((await see(hub, owner, next.id)).items.map((i) => i.content?.title)).toEqual(['Öppen']));
  await eventually(async () => expect(await count("outbox where aggregate_id = $1 and envelope->>'type' like '%action.late%'", action.id)).toBe(2));
  expect(await count('agendas where id = $1', next.id)).toBe(1);
  expect(await count('items where carried_from = $1', open.id)).toBe(1);
  expect(await count("outbox where aggregate_id = $1", next.id)).toBe(1);
  expect(await count("due where subject_id = $1::text and state = 'pending'", action.id)).toBe(0);
  expect(await count("inbox where state not in ('done') and $1::text is not null", next.id)).toBe(0);
});
