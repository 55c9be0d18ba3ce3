import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnnounceWriting, GiveAction, WriteNotes } from '@knutpunkt/contracts';
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

  it('lets a reader who neither leads nor proposed it address an item to nobody else, nor make it or the agenda his own first', async () => {
    const [secretary, police, reader] = agenda.people;
    const open = (await takenUp(hub, agenda, 'Öppen', { by: police })).id;
    const share = (as: TestPerson): Promise<string> => codeOf(rows(as, "select share_item($1, 'all', '{}')", [open]));

    expect([await share(reader), await share(police), await share(secretary)]).toEqual(['42501', 'allowed', 'allowed']);
    for (const [table, set] of [['item_contents', 'proposer_id = me()'], ['items', 'agenda_id = agenda_id'], ['agendas', 'organiser_id = me()']]) expect([table, await codeOf(rows(reader, `update ${table} set ${set}`))]).toEqual([table, '42501']);
    expect(await codeOf(rows(reader, "update agendas set status = 'locked'"))).toBe('42501');
    expect(await codeOf(rows(agenda.outsider, "select share_item($1, 'all', '{}')", [open]))).toBe('42501');
  });

  it('lets the one who proposed an item, and whom it was addressed away from, address it to nobody any more', async () => {
    const [secretary, police] = agenda.people;
    const open = (await takenUp(hub, agenda, 'Bort', { by: police })).id;
    const share = (as: TestPerson, to: string): Promise<string> => codeOf(rows(as, 'select share_item($1, $2, array[$3::uuid])', [open, to, as.organisation.authorityId]));

    for (const reach of ['marked', 'hidden']) {
      await rows(secretary, 'select share_item($1, $2, array[$3::uuid])', [open, reach, secretary.organisation.authorityId]);
      expect([await share(police, 'all'), await share(police, 'hidden'), await share(secretary, 'marked')]).toEqual(['42501', '42501', 'allowed']);
    }
  });

  it('lets nobody address an item of an agenda that takes no more changes', async () => {
    const closed = await anAgenda(table);
    const item = await takenUp(hub, closed, 'Sen', { by: closed.people[1] });

    for (const status of ['locked', 'cancelled']) {
      await hub.asAdmin('agendas', 'update agendas set status = $2 where id = $1', [closed.meetingId, status]);
      for (const who of closed.people.slice(0, 2)) expect([status, await codeOf(rows(who, "select share_item($1, 'all', '{}')", [item.id]))]).toEqual([status, '42501']);
    }
  });

  it.each([["begins, sees it from then on", 'valid_from', 0, 1], ["ends, sees it no more", 'valid_to', 1, 0]] as const)('a right that, in the middle of a transaction, %s', async (_, bound, before, after) => {
    const turning = await anAgenda(table);
    const item = await takenUp(hub, turning, 'Skifte');
    const { people: [, member], meetingId } = turning;
    const turn = (at: string): Promise<unknown> => hub.asAdmin('agendas', `update agenda_audiences set ${bound} = ${at} where agenda_id = $1`, [meetingId]);
    await turn("clock_timestamp() + interval '1 hour'");

    const seen = await db.as(callerOf(member), async (tx) => {
      const count = async (): Promise<number[]> => Promise.all([tx.query('select from agendas where id = $1', [meetingId]), tx.query('select from item_contents where item_id = $1', [item.id]), tx.query('select * from audiences_of_item($1)', [item.id])].map(async (found) => (await found).length));
      const first = await count();
      await turn('clock_timestamp()');
      return [first, await count()];
    });

    expect(seen).toEqual([[before, before, before], [after, after, after]]);
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

  it('tells nobody who only knows that an item is there who reads it or proposed it, but who leads', async () => {
    const marked = await anAgenda(table);
    const { people: [secretary, police, arboga, region], organisations: [, of, other] } = marked;
    const item = (await takenUp(hub, marked, 'Märkt', { by: police, reach: 'marked', authorities: [of!.authorityId, other!.authorityId] })).id;
    const told = async (as: TestPerson): Promise<number[]> => Promise.all(['audiences_of_item', 'named_in_item'].map(async (name) => (await rows(as, `select * from ${name}($1)`, [item])).length));
    await hub.asAdmin('agendas', "update items set state = 'declined' where id = $1", [item]);
    const answers = (as: TestPerson): Promise<string> => codeOf(rows(as, "select give_reason($1, 'x')", [item]));

    expect([await told(region), await told(arboga), await told(secretary)]).toEqual([[0, 0], [3, 1], [3, 1]]);
    expect([await answers(region), await answers(arboga), await answers(secretary)]).toEqual(['42501', '42501', 'allowed']);
  });

  it('tells nobody who types once he is no longer at the table, not even in a request that began before', async () => {
    const left = await anAgenda(table);
    const { people: [secretary, police], meetingId } = left;
    const typed = (await takenUp(hub, left, 'Läget', { by: police })).id;
    await hub.ask(AnnounceWriting, secretary, { meetingId, itemId: typed });
    const seen: number[] = [];

    const told = await codeOf(db.as(callerOf(police), async (tx) => {
      seen.push((await tx.query('select from writings where item_id = $1', [typed])).length);
      await hub.asAdmin('agendas', 'update agenda_audiences set valid_to = clock_timestamp() where agenda_id = $1', [meetingId]);
      seen.push((await tx.query('select from writings where item_id = $1', [typed])).length);
      await tx.query("insert into writings values ($1, me(), now() + interval '1 minute')", [typed]);
    }));

    expect([seen, told]).toEqual([[1, 0], '42501']);
  });
});
