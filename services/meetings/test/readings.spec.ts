import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, MeetingHistory, MeetingReadings, ScheduleMeeting, UpcomingMeetings, type Output } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const high = (person: TestPerson): TestPerson => ({ ...person, assuranceLevel: 3 });
const readings = async (as: TestPerson, meetingId: string): Promise<Output<typeof MeetingReadings>> => hub.ask(MeetingReadings, as, { meetingId });
const said = async (as: TestPerson, meetingId: string): Promise<string[]> => (await readings(as, meetingId)).items.map(({ by, what }) => `${by.name}: ${what}`);

describe('who has seen an individual-level meeting', () => {
  it('is told to who leads the group: who, when, and by what, newest first', async () => {
    const { eva, rektor, kpol, polisen, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const [one, two] = [await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id }), await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id })];
    expect(one.may).toContain('readings');
    expect(await said(high(eva), one.id)).toEqual([]);

    await hub.ask(MeetingDetails, high(kpol), { meetingId: one.id });
    await hub.ask(MeetingHistory, high(rektor), { meetingId: one.id });
    await hub.ask(UpcomingMeetings, high(kpol), {});

    expect(await said(high(eva), one.id)).toEqual(['Kommunpolisen: list', 'Rektorn: history', 'Kommunpolisen: read']);
    expect(await said(high(eva), two.id)).toEqual(['Kommunpolisen: list']);
    expect((await readings(high(eva), one.id)).items[0]).toMatchObject({ at: expect.stringMatching(/Z$/), by: { id: kpol.id, organisation: { id: polisen.id } } });
    expect(await hub.asAdmin('meetings', "select from audit where action = 'meeting.readings' and actor_id = $1 and object_id = $2", [eva.id, one.id])).toHaveLength(3);
  });

  it('is told to no member who does not lead it, none who led it once, nobody below its level, and no stranger', async () => {
    const { koping, eva, rektor, outsider, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const former = await world.person(koping, 'Förra ordföranden');
    await world.member(group, former, 'chair', new Date(Date.now() - 60_000).toISOString());
    await world.member(group, former, 'member');
    await world.settled();
    const { id } = await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id });

    for (const other of [rektor, former]) expect(await hub.answer(MeetingReadings, high(other), { meetingId: id })).toMatchObject({ problem: { status: 403 } });
    const absent = await hub.answer(MeetingReadings, high(outsider), { meetingId: never });
    expect(await hub.answer(MeetingReadings, high(outsider), { meetingId: id })).toEqual(absent);
    expect(await hub.answer(MeetingReadings, eva, { meetingId: id })).toMatchObject({ problem: { status: 404, stepUp: true } });
    const db = await hub.db('meetings');
    const byHand = (p: TestPerson) => db.as({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 3, client: 'test', session: 'test' }, (tx) => tx.query('select * from readings_of($1, 5)', [id]));
    await hub.ask(MeetingDetails, high(rektor), { meetingId: id });
    for (const other of [rektor, former, outsider]) expect(await byHand(other)).toEqual([]);
    expect(await byHand(eva)).toHaveLength(1);
  });

  it('is not known at general level, where reading is not logged', async () => {
    const { eva, group } = await aGroup(world);
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    expect(meeting.may).not.toContain('readings');
    expect(await hub.answer(MeetingReadings, eva, { meetingId: meeting.id })).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:reading-not-logged' } });
  });
});
