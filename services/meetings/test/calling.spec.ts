import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, ReplyToMeeting, ScheduleMeeting, UpcomingMeetings } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { lockGroup } from '../src/following/membership.js';
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

describe('calling a group to a meeting', () => {
  it('reaches each member, organisation by organisation', async () => {
    const { eva, kpol, group } = await aGroup(world);

    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, title: 'Läget före lovet', place: 'Rådhuset' });

    expect(called.content?.byOrganisation.map((o) => [o.organisation.name, o.yes, o.missing])).toEqual([['Köping', 1, 1], ['Polisen', 0, 1]]);
    const seen = await hub.ask(MeetingDetails, kpol, { meetingId: called.id });
    expect(seen).toMatchObject({ sight: 'content', content: { title: 'Läget före lovet' }, mine: [{ answer: null }], may: ['history', 'reply'] });
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items.map((m) => m.id)).toEqual([called.id]);
  });

  it('does not exist for others, with the same answer as for what never was', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    const hidden = await hub.answer(MeetingDetails, outsider, { meetingId: called.id });
    const absent = await hub.answer(MeetingDetails, outsider, { meetingId: never });

    expect(hidden).toEqual(absent);
    expect((await hub.ask(UpcomingMeetings, outsider, {})).items).toEqual([]);
  });

  it('waits for no group that one does not belong to, and for the own one that its members follow', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const db = await hub.db('meetings');
    const call = (as: TestPerson) => hub.answer(ScheduleMeeting, as, { ...when, groupId: group.id });
    let own: ReturnType<typeof call> | undefined;

    const others = await db.work('test', async (tx) => {
      await lockGroup(tx, group.id, 'following');
      own = call(eva);
      const answers = [await call(outsider), await hub.answer(ScheduleMeeting, outsider, { ...when, groupId: never })];
      return [...answers, await Promise.race([own, Promise.resolve('waits')])];
    });

    expect(others).toMatchObject([{ problem: { status: 422, type: 'urn:knutpunkt:problem:unknown-group' } }, { problem: { status: 422, type: 'urn:knutpunkt:problem:unknown-group' } }, 'waits']);
    expect(await own).toMatchObject({ status: 201 });
  });

  it('is answered, and the caller sees who is missing', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    await hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, answer: 'maybe', comment: 'Beror på läget' });

    const seen = await hub.ask(MeetingDetails, eva, { meetingId: called.id });
    expect(seen.content?.participants.find((p) => p.person?.id === kpol.id)?.reply).toMatchObject({ answer: 'maybe', comment: 'Beror på läget' });
    expect(seen.content?.byOrganisation.find((o) => o.organisation.name === 'Polisen')).toMatchObject({ maybe: 1, missing: 0 });
  });
});
