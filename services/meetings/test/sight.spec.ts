import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarMeetings, MeetingDetails, MeetingHistory, ReplyToMeeting, ScheduleMeeting, UpcomingMeetings } from '@knutpunkt/contracts';
import type { Caller, Db } from '@knutpunkt/persistence';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;
let db: Db;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
  db = await hub.db('meetings');
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const high = (person: TestPerson): TestPerson => ({ ...person, assuranceLevel: 3 });
const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: p.assuranceLevel ?? 2, client: 'test', session: 'test' });
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'allowed', (error: { code?: string; driverError?: { code: string } }) => error.code ?? error.driverError?.code ?? 'other');

async function anInterventionGroup() {
  const found = await aGroup(world, { level: 'INDIVIDUAL', name: 'Insatsgruppen' });
  const calendar = await world.person(found.koping, 'Samordnaren');
  await world.member(found.group, calendar, 'calendar');
  await world.settled();
  return { ...found, calendar };
}

describe('a meeting of an individual-level group', () => {
  it('exists at the higher assurance level only, and each 404 below it carries the same offer', async () => {
    const { eva, kpol, group } = await anInterventionGroup();
    const called = await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id });

    expect(await hub.ask(MeetingDetails, high(kpol), { meetingId: called.id })).toMatchObject({ sight: 'content', groupLevel: 'INDIVIDUAL' });
    const hidden = await hub.answer(MeetingDetails, kpol, { meetingId: called.id });
    expect(hidden).toMatchObject({ problem: { status: 404, stepUp: true } });
    expect(await hub.answer(MeetingDetails, kpol, { meetingId: never })).toEqual(hidden);
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toEqual([]);
  });

  it('takes no text, neither when called nor in an answer', async () => {
    const { eva, kpol, group } = await anInterventionGroup();

    await expect(hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id, title: 'Ungdom A' })).rejects.toMatchObject({ name: 'text-in-individual-group' });
    const called = await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id });
    await expect(hub.ask(ReplyToMeeting, high(kpol), { meetingId: called.id, startsAt: called.startsAt, answer: 'no', comment: 'Ungdom A' })).rejects.toMatchObject({ name: 'text-in-individual-group' });
  });

  it('shows who sees the calendar only that it exists, when and where', async () => {
    const { eva, calendar, group } = await anInterventionGroup();
    const called = await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id, place: 'Rum 4', link: 'https://video.example/rum' });

    const seen = await hub.ask(MeetingDetails, high(calendar), { meetingId: called.id });

    expect(seen).toMatchObject({ sight: 'shell', place: 'Rum 4', link: '', content: null, mine: [], may: [], version: 's1' });
    const [listed] = (await hub.ask(UpcomingMeetings, high(calendar), {})).items;
    expect(listed).toMatchObject({ sight: 'shell', title: null, link: '', replies: null, mine: [] });
    await expect(hub.ask(MeetingHistory, high(calendar), { meetingId: called.id })).rejects.toMatchObject({ name: 'not-allowed' });
    await expect(hub.ask(ReplyToMeeting, high(calendar), { meetingId: called.id, startsAt: called.startsAt, answer: 'yes' })).rejects.toMatchObject({ name: 'not-allowed' });
  });

  it('invites nobody besides the members', async () => {
    const { eva, group, koping } = await anInterventionGroup();
    const colleague = await world.person(koping, 'Kollegan');
    await world.settled();

    await expect(hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id, people: [colleague.id] })).rejects.toMatchObject({ name: 'only-members-at-individual-level' });
  });

  it('leaves an audit row for each reading', async () => {
    const { eva, kpol, group } = await anInterventionGroup();
    const called = await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id });

    await hub.ask(MeetingDetails, high(kpol), { meetingId: called.id });

    const rows = await hub.asAdmin<{ actor_id: string; action: string }>('meetings', 'select actor_id, action from audit where object_id = $1 order by at', [called.id]);
    expect(rows).toEqual([{ actor_id: eva.id, action: 'meeting.scheduled' }, { actor_id: kpol.id, action: 'meeting.read' }]);
  });
});

describe('the calendar', () => {
  it('holds what touches the period, for those whom it reaches', async () => {
    const { eva, outsider, group } = await aGroup(world);
    await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const period = { from: `${inDays(7)}T00:00:00Z`, to: `${inDays(8)}T00:00:00Z` };

    expect((await hub.ask(CalendarMeetings, eva, period)).items).toHaveLength(1);
    expect((await hub.ask(CalendarMeetings, outsider, period)).items).toEqual([]);
    expect((await hub.ask(CalendarMeetings, eva, { from: `${inDays(8)}T00:00:00Z`, to: `${inDays(9)}T00:00:00Z` }))).toEqual({ items: [], more: false });
  });

  it('says when it does not hold all, and so does a history', async () => {
    const { eva, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const period = { from: `${inDays(7)}T00:00:00Z`, to: `${inDays(8)}T00:00:00Z` };
    const read = async () => [await hub.ask(CalendarMeetings, eva, period), await hub.ask(MeetingHistory, eva, { meetingId: called.id })].map(({ items, more }) => [items.length, more]);
    const copies = (table: string, times: number, changed = "'id', gen_random_uuid()") => hub.asAdmin('meetings', `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${changed}))).* from ${table} t, generate_series(1, ${times}) where t.${table === 'meetings' ? 'id' : 'meeting_id'} = $1`, [called.id]);

    expect(await read()).toEqual([[1, false], [1, false]]);
    await copies('meetings', 999);
    await hub.asAdmin('meetings', 'insert into meeting_audiences select (jsonb_populate_record(a, jsonb_build_object(\'meeting_id\', m.id))).* from meeting_audiences a, meetings m where a.meeting_id = $1 and m.id <> $1 and m.group_id = $2', [called.id, group.id]);
    await copies('meeting_changes', 499);
    expect(await read()).toEqual([[1000, false], [500, false]]);
    await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    await copies('meeting_changes', 1);
    expect(await read()).toEqual([[1000, true], [500, true]]);
  }, 60_000);
});

describe('straight SQL as the role that requests use', () => {
  it('cannot write an audience, nor share a stranger\'s meeting with itself', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const asOutsider = (sql: string, params: unknown[]) => codeOf(db.as(callerOf(outsider), (tx) => tx.query(sql, params)));
    const row = JSON.stringify([{ audience: outsider.id, level: 'content', kind: 'person', validTo: null }]);

    expect(await asOutsider('insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at) values ($1, $2, \'content\', \'person\', now(), now())', [outsider.id, called.id])).toBe('42501');
    expect(await asOutsider('select share_meeting($1, $2)', [called.id, row])).toBe('42501');
    expect(await asOutsider('select share_meeting($1, $2)', [never, row])).toBe('42501');
    expect(await asOutsider('insert into participants (id, meeting_id, person_id, organisation_id, via) values (gen_random_uuid(), $1, $2, $3, \'direct\')', [called.id, outsider.id, outsider.organisation.id])).toBe('42501');
  });

  it('cannot let an organiser back in whom the meeting has been taken from', async () => {
    const { eva, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    await world.end(group, eva);
    const row = JSON.stringify([{ audience: eva.id, level: 'content', kind: 'person', validTo: null }]);

    expect(await codeOf(db.as(callerOf(eva), (tx) => tx.query('select share_meeting($1, $2)', [called.id, row])))).toBe('42501');
    expect(await codeOf(db.as(callerOf(eva), (tx) => tx.query('select unshare_meeting($1, $2)', [called.id, [group.id]])))).toBe('42501');
  });

  it('cannot make a meeting somebody else\'s, nor a participant another person', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const asMember = (sql: string) => codeOf(db.as(callerOf(kpol), (tx) => tx.query(sql, [called.id])));

    expect(await asMember('update meetings set organiser_id = me() where id = $1')).toBe('42501');
    expect(await asMember('update participants set person_id = me() where meeting_id = $1')).toBe('42501');
    expect(await asMember('update meeting_changes set what = \'cancelled\' where meeting_id = $1')).toBe('42501');
  });

  it('sees nothing without an actor, and nothing of others with one', async () => {
    const { eva, outsider, group } = await aGroup(world);
    await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, title: 'Hemligt' });
    const tables = ['meetings', 'meeting_contents', 'participants', 'meeting_changes', 'meeting_audiences'];

    for (const table of tables) expect([table, (await db.as(callerOf(outsider), (tx) => tx.query(`select from ${table}`))).length]).toEqual([table, 0]);
    expect(await db.as(callerOf(outsider), (tx) => tx.query('select * from audiences_of((select $1::uuid))', [never]))).toEqual([]);
  });
});
