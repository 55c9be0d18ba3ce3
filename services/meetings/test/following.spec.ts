import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, ScheduleMeeting, UpcomingMeetings } from '@knutpunkt/contracts';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const takesPart = async (meetingId: string, personId: string): Promise<boolean> =>
  (await hub.asAdmin('meetings', 'select from participants where meeting_id = $1 and person_id = $2 and removed_at is null', [meetingId, personId])).length > 0;

describe('a group\'s coming meetings', () => {
  it('are gone for a member whose membership ends, at once', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    await world.end(group, kpol);

    await expect(hub.ask(MeetingDetails, kpol, { meetingId: called.id })).rejects.toMatchObject({ name: 'not-found' });
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toEqual([]);
    await eventually(async () => expect(await takesPart(called.id, kpol.id)).toBe(false));
    const { content } = await hub.ask(MeetingDetails, eva, { meetingId: called.id });
    expect(content?.participants.map((p) => p.person?.name)).not.toContain('Kommunpolisen');
  });

  it('ask a member who joins later', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    await world.member(group, outsider);

    await eventually(async () => expect(await takesPart(called.id, outsider.id)).toBe(true));
    expect(await hub.ask(MeetingDetails, outsider, { meetingId: called.id })).toMatchObject({ mine: [{ answer: null }], may: ['history', 'reply'] });
  });

  it('ask somebody new of whom and of whose membership is heard at once', async () => {
    const { koping, eva, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    const all = await Promise.all(Array.from({ length: 8 }, async (_, n) => {
      const ny = await world.person(koping, `Ny ${n}`);
      await world.member(group, ny);
      return ny;
    }));

    for (const ny of all) await eventually(async () => expect(await takesPart(called.id, ny.id)).toBe(true));
  });

  it('are gone the second a membership ends by itself', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    await world.member(group, outsider, 'member', new Date(Date.now() + 2_500).toISOString());
    await eventually(async () => expect(await takesPart(called.id, outsider.id)).toBe(true));

    await eventually(async () => expect(await takesPart(called.id, outsider.id)).toBe(false));

    await expect(hub.ask(MeetingDetails, outsider, { meetingId: called.id })).rejects.toMatchObject({ name: 'not-found' });
  });

  it('keep who is taken off and added again, in whatever order that is heard', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    for (let round = 0; round < 8; round += 1) {
      const [, again] = await Promise.all([world.tellEnd(group, kpol), world.member(group, kpol)]);
      (group.memberships as Map<string, string>).set(kpol.id, again);
    }
    await world.settled();

    expect(await takesPart(called.id, kpol.id)).toBe(true);
    expect(await hub.ask(MeetingDetails, kpol, { meetingId: called.id })).toMatchObject({ mine: [{ answer: null }] });
  });

  it('come with a sequence that no calendar finds obsolete to who is taken off and added again', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    await world.end(group, kpol);
    await world.member(group, kpol);
    await world.settled();
    await eventually(async () => expect(await takesPart(called.id, kpol.id)).toBe(true));

    expect(await hub.asAdmin('meetings', 'select sequence from meetings where id = $1', [called.id])).toEqual([{ sequence: 1 }]);
  });

  it('do not hold on to one whose membership ends while they are called', async () => {
    const { eva, kpol, rektor, group } = await aGroup(world);

    const calls = Array.from({ length: 6 }, () => hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id }));
    await world.tellEnd(group, kpol);
    const called = await Promise.all(calls);
    await world.settled();

    for (const { id } of called) expect([await takesPart(id, kpol.id), await takesPart(id, rektor.id)]).toEqual([false, true]);
  });

  it('are gone for one who has left the organisation', async () => {
    const { eva, kpol, outsider, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const own = await hub.ask(ScheduleMeeting, outsider, { ...when, people: [kpol.id] });

    await world.leave(kpol);

    expect([await takesPart(called.id, kpol.id), await takesPart(own.id, kpol.id)]).toEqual([false, false]);
  });
});
