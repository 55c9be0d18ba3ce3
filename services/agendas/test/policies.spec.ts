import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GiveAction, WriteNotes } from '@knutpunkt/contracts';
import type { Caller, Db } from '@knutpunkt/persistence';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, takenUp, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings } from './told-meetings.js';

let hub: TestHub;
let db: Db;
let table: Table;
let agenda: AnAgenda;
let itemId: string;
let actionId: string;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  db = await hub.db('agendas');
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
  agenda = await anAgenda(table);
  const { people: [secretary, police], organisations } = agenda;
  itemId = (await takenUp(hub, agenda, 'Dold', { by: police, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] })).id;
  await hub.ask(WriteNotes, secretary, { meetingId: agenda.meetingId, itemId, text: 'Hemligt' }, { ifMatch: 'n0' });
  actionId = (await hub.ask(GiveAction, secretary, { meetingId: agenda.meetingId, itemId, text: 'Hemligt', due: '2030-01-01', personId: police.id })).id;
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });
const rows = (as: TestPerson, sql: string, params: unknown[] = []): Promise<unknown[]> => db.as(callerOf(as), (tx) => tx.query(sql, params));
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'allowed', (error: { code?: string; driverError?: { code: string } }) => error.code ?? error.driverError?.code ?? 'other');

describe('past every line of the service, the database itself', () => {
  it.each(['items', 'item_contents', 'item_notes', 'actions', 'action_audiences'])('shows nothing of %s that is hidden from somebody at the same table', async (name) => {
    expect(await rows(agenda.people[2], `select * from ${name}`)).toEqual([]);
    expect((await rows(agenda.people[1], `select * from ${name}`)).length).toBeGreaterThan(0);
  });

  it('shows nothing at all to somebody of a reading authority who does not take part', async () => {
    for (const name of ['agendas', 'participants', 'items', 'item_contents', 'item_notes', 'actions']) expect([name, await rows(agenda.outsider, `select * from ${name}`)]).toEqual([name, []]);
  });

  it('lets nobody address an item to himself, nor write audience rows at all', async () => {
    const arboga = agenda.people[2];

    expect(await codeOf(rows(arboga, "select share_item($1, 'all', '{}')", [itemId]))).toBe('42501');
    expect(await codeOf(rows(arboga, 'select share_action($1)', [actionId]))).toBe('42501');
    expect(await codeOf(rows(arboga, "select give_reason($1, 'x')", [itemId]))).toBe('42501');
    for (const name of ['item_audiences', 'agenda_audiences', 'action_audiences', 'participants']) expect(await codeOf(rows(arboga, `insert into ${name} select * from ${name}`))).toBe('42501');
  });

  it('tells nobody who reads what is hidden from him, nor whom it reaches', async () => {
    expect(await rows(agenda.people[2], 'select * from readers_of($1)', [[itemId]])).toEqual([]);
    for (const somebody of [agenda.people[2], agenda.outsider]) {
      expect(await rows(somebody, 'select * from audiences_of_item($1)', [itemId])).toEqual([]);
      expect(await rows(somebody, 'select * from named_in_item($1)', [itemId])).toEqual([]);
      expect(await rows(somebody, 'select can_own($1, $2, null) as answer', [itemId, agenda.people[1].id])).toEqual([{ answer: false }]);
    }
    expect(await rows(agenda.people[1], 'select can_own($1, $2, null) as answer', [itemId, agenda.people[0].id])).toEqual([{ answer: true }]);
  });
});
