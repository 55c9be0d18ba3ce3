import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { GroupChanged, MeetingCancelled, MeetingDetails, OpenPoll, PollChanged, PollDetails, RecordHeldMeeting, ScheduleMeeting, ScheduleSeries, type Envelope } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { TestHub, World, eventually, type TestGroup, type TestOrganisation } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const when = (days: number) => ({ starts: `${inDays(days)}T13:30`, ends: `${inDays(days)}T15:00` });
const told = async (id: string): Promise<Envelope[]> => (await hub.asAdmin<{ envelope: Envelope }>('meetings', "select envelope from outbox where envelope->>'subject' = $1 order by seq", [id])).map(({ envelope }) => envelope);
/** What the directory tells of a group that rests or is archived. */
async function becomes({ id, name, level }: TestGroup, owner: TestOrganisation, status: 'established' | 'dormant' | 'archived', restedAt: string | null = null): Promise<void> {
  await world.tell(GroupChanged, id, { id, name, level, ownerAuthorityId: owner.authorityId, requiredAssuranceLevel: 2, status, ...(restedAt && { restedAt }) });
  await world.settled();
}
const refused = expect.objectContaining({ name: 'group-rests', body: expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/groupId' })] }) });

/** The directory's word that a group goes on again, of a version past the one that said that it rests; and that one, later. */
async function overtaken({ id, name, level }: TestGroup, owner: TestOrganisation, restedAt: string): Promise<void> {
  const tell = async (version: number, status: 'established' | 'dormant'): Promise<void> => {
    const data = { at: 1, id, name, level, ownerAuthorityId: owner.authorityId, requiredAssuranceLevel: 2, status, restedAt };
    const envelope = envelopeFor(GroupChanged, { aggregateId: id, aggregateVersion: version, actor: { kind: 'worker', id: 'test' }, data, now: new Date() });
    await jetstream(await hub.nats('directory')).publish(GroupChanged.subject, JSON.stringify(envelope), { msgID: envelope.id });
    await eventually(async () => expect(await hub.asAdmin('meetings', "select state from inbox where event_id = $1 and consumer = 'directory'", [envelope.id])).toEqual([{ state: 'done' }]));
  };
  await tell(3, 'established');
  await tell(2, 'dormant');
}

describe('when a group has rested and goes on before that is heard', () => {
  it('what it called and asked for before is cancelled, once, and what it calls afterwards stays', async () => {
    const { koping, eva, kpol, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id });
    const poll = await hub.ask(OpenPoll, eva, { groupId: group.id, options: [when(10), when(11)], closes: `${inDays(5)}T12:00` });
    const [{ at }] = await hub.asAdmin<{ at: Date }>('meetings', 'select clock_timestamp() as at') as [{ at: Date }];
    await eventually(async () => expect((await hub.asAdmin<{ now: Date }>('meetings', 'select now() as now'))[0]!.now.getTime()).toBeGreaterThan(at.getTime() + 1));
    const after = await hub.ask(ScheduleMeeting, eva, { ...when(8), groupId: group.id });

    await overtaken(group, koping, new Date(at.getTime() + 1).toISOString());

    expect(await hub.ask(MeetingDetails, kpol, { meetingId: called.id })).toMatchObject({ status: 'cancelled' });
    expect(await hub.ask(PollDetails, kpol, { pollId: poll.id })).toMatchObject({ status: 'cancelled' });
    expect((await told(called.id)).filter(({ type }) => type === MeetingCancelled.type)).toHaveLength(1);
    expect(await hub.ask(MeetingDetails, kpol, { meetingId: after.id })).toMatchObject({ status: 'called' });
    expect(await hub.ask(ScheduleMeeting, eva, { ...when(9), groupId: group.id })).toMatchObject({ status: 'called' });
  });

  it('and is called something else later, nothing more is cancelled', async () => {
    const { koping, eva, group } = await aGroup(world);
    await becomes(group, koping, 'dormant');
    await becomes(group, koping, 'established', new Date().toISOString());
    const called = await hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id });
    await becomes({ ...group, name: 'Ett annat namn' }, koping, 'established', `${inDays(-1)}T10:00:00.000Z`);

    expect(await hub.ask(MeetingDetails, eva, { meetingId: called.id })).toMatchObject({ status: 'called' });
  });
});

describe('when a group rests', () => {
  it('what it has called and not begun is cancelled, each meeting of a series too, and told once; what was held stays', async () => {
    const { koping, eva, kpol, group } = await aGroup(world);
    const held = await hub.ask(RecordHeldMeeting, eva, { ...when(-7), groupId: group.id });
    const called = await hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id });
    const series = await hub.ask(ScheduleSeries, eva, { groupId: group.id, firstDay: inDays(20), time: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=3' });
    const own = await hub.ask(ScheduleMeeting, eva, { ...when(8), people: [(await aColleague(koping)).id] });

    await becomes(group, koping, 'dormant');
    await becomes(group, koping, 'dormant');

    expect(await hub.ask(MeetingDetails, kpol, { meetingId: called.id })).toMatchObject({ status: 'cancelled', content: { cancelReason: null } });
    expect(await hub.asAdmin('meetings', 'select distinct m.status from occurrences o join meetings m on m.id = o.meeting_id where o.series_id = $1', [series.id])).toEqual([{ status: 'cancelled' }]);
    expect((await told(called.id)).filter(({ type }) => type === MeetingCancelled.type)).toMatchObject([{ actorkind: 'worker', data: { meeting: { status: 'cancelled', sequence: 1 } } }]);
    expect(await hub.ask(MeetingDetails, eva, { meetingId: held.id })).toMatchObject({ status: 'held' });
    expect(await hub.ask(MeetingDetails, eva, { meetingId: own.id })).toMatchObject({ status: 'called' });
  });

  it('its polls are cancelled, and those who were asked are told', async () => {
    const { koping, eva, kpol, group } = await aGroup(world);
    const poll = await hub.ask(OpenPoll, eva, { groupId: group.id, options: [when(10), when(11)], closes: `${inDays(5)}T12:00` });

    await becomes(group, koping, 'dormant');

    expect(await hub.ask(PollDetails, kpol, { pollId: poll.id })).toMatchObject({ status: 'cancelled' });
    expect((await told(poll.id)).filter(({ type, data }) => type === PollChanged.type && (data as { what: string }).what === 'cancelled')).toMatchObject([{ data: { tell: expect.arrayContaining([{ personId: kpol.id, functionId: null }]) } }]);
  });

  it('nobody calls it, not for a series and not in a poll, until it goes on', async () => {
    const { koping, eva, group } = await aGroup(world);
    await becomes(group, koping, 'dormant');

    await expect(hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id })).rejects.toEqual(refused);
    await expect(hub.ask(ScheduleSeries, eva, { groupId: group.id, firstDay: inDays(20), time: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=3' })).rejects.toEqual(refused);
    await expect(hub.ask(OpenPoll, eva, { groupId: group.id, options: [when(10), when(11)], closes: `${inDays(5)}T12:00` })).rejects.toEqual(refused);
    await becomes(group, koping, 'established');
    expect(await hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id })).toMatchObject({ status: 'called' });
  });

  it('a call that is under way is cancelled or refused, and none is left', async () => {
    const { koping, eva, group } = await aGroup(world);
    const calls = Promise.allSettled(Array.from({ length: 12 }, () => hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id })));

    await becomes(group, koping, 'dormant');
    await calls;
    await eventually(async () => expect(await hub.asAdmin('meetings', "select id from meetings where group_id = $1 and status = 'called'", [group.id])).toEqual([]));
  });

  it('and when it is archived nobody of it sees its meetings', async () => {
    const { koping, kpol, eva, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when(7), groupId: group.id });
    await becomes(group, koping, 'archived');

    await expect(hub.ask(MeetingDetails, kpol, { meetingId: called.id })).rejects.toMatchObject({ name: 'not-found' });
  });
});

const aColleague = (of: TestOrganisation) => world.person(of, 'Kollegan').then(async (one) => { await world.settled(); return one; });

describe('when an organisation ends', () => {
  it('what its people called besides any group is cancelled and told once, and what others lead stays', async () => {
    const { eva, kpol, koping, polisen } = await aGroup(world);
    const group = await world.group(koping, [eva, [kpol, 'chair']]);
    const own = await hub.ask(ScheduleMeeting, kpol, { ...when(7), people: [eva.id] });
    const poll = await hub.ask(OpenPoll, kpol, { people: [eva.id], options: [when(10), when(11)], closes: `${inDays(5)}T12:00` });
    const ofGroup = await hub.ask(ScheduleMeeting, kpol, { ...when(8), groupId: group.id });

    await world.close(polisen, [kpol]);

    expect(await hub.ask(MeetingDetails, eva, { meetingId: own.id })).toMatchObject({ status: 'cancelled' });
    expect(await hub.ask(PollDetails, eva, { pollId: poll.id })).toMatchObject({ status: 'cancelled' });
    expect((await told(own.id)).filter(({ type }) => type === MeetingCancelled.type)).toHaveLength(1);
    expect(await hub.ask(MeetingDetails, eva, { meetingId: ofGroup.id })).toMatchObject({ status: 'called' });
  });

  it('what was called by one who left before is cancelled too, and nothing while the organisation goes on', async () => {
    const { eva, kpol, polisen } = await aGroup(world);
    const own = await hub.ask(ScheduleMeeting, kpol, { ...when(7), people: [eva.id] });

    await world.leave(kpol);
    expect(await hub.ask(MeetingDetails, eva, { meetingId: own.id })).toMatchObject({ status: 'called' });
    await world.close(polisen, []);
    await world.settled();

    expect(await hub.ask(MeetingDetails, eva, { meetingId: own.id })).toMatchObject({ status: 'cancelled' });
  });
});
