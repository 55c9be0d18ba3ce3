import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelMeeting, MeetingDetails, MeetingHistory, RemindParticipants, ReplyToMeeting, RescheduleMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub?.stop(), 20_000);

async function aMeeting() {
  const all = await aGroup(world);
  const meeting = await hub.ask(ScheduleMeeting, all.eva, { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00`, groupId: all.group.id });
  return { ...all, meeting, about: { meetingId: meeting.id } };
}

const told = async ({ id }: MeetingView): Promise<readonly string[][]> =>
  (await hub.asAdmin<{ reminded: string[] }>('meetings', "select envelope->'data'->'reminded' as reminded from outbox where envelope->>'subject' = $1 and envelope->>'type' like '%.participants-reminded.v1'", [id])).map(({ reminded }) => reminded);
const answer = (meeting: MeetingView, as: TestPerson) => hub.ask(ReplyToMeeting, as, { meetingId: meeting.id, startsAt: meeting.startsAt, answer: 'no' });
const slug = async (asked: Promise<unknown>): Promise<string> => asked.then(() => 'allowed', (error: Error) => error.name);
const mayOf = async (meeting: MeetingView, as: TestPerson): Promise<boolean> => (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).may.includes('remind');

describe('those who have not answered a meeting', () => {
  it('are reminded, and neither who called it nor who has answered is', async () => {
    const { eva, rektor, kpol, meeting, about } = await aMeeting();
    await answer(meeting, rektor);
    expect([await mayOf(meeting, eva), await mayOf(meeting, kpol)]).toEqual([true, false]);

    const reminded = await hub.ask(RemindParticipants, eva, about);

    expect(await told(meeting)).toEqual([[meeting.content!.participants.find((p) => p.person?.id === kpol.id)!.id]]);
    expect(reminded).toMatchObject({ version: expect.stringMatching(/./), content: { remindedAt: expect.stringMatching(/Z$/) }, may: expect.not.arrayContaining(['remind']) });
    expect((await hub.ask(MeetingHistory, eva, about)).items[0]).toMatchObject({ what: 'reminded', by: { id: eva.id }, names: [expect.stringContaining(kpol.name)] });
  });

  it('are reminded once in twelve hours, and once by one request that comes twice', async () => {
    const { eva, meeting, about } = await aMeeting();

    for (const _ of [1, 2]) await hub.ask(RemindParticipants, eva, about, { idempotencyKey: `once-${meeting.id}` });
    expect(await slug(hub.ask(RemindParticipants, eva, about))).toBe('reminded-lately');
    expect(await told(meeting)).toHaveLength(1);

    await hub.asAdmin('meetings', "update meeting_contents set reminded_at = reminded_at - interval '12 hours' where meeting_id = $1", [meeting.id]);
    await hub.ask(RemindParticipants, eva, about);
    expect(await told(meeting)).toHaveLength(2);
  });

  it('are not there when everybody has answered', async () => {
    const { eva, rektor, kpol, meeting, about } = await aMeeting();
    for (const one of [rektor, kpol]) await answer(meeting, one);

    expect([await mayOf(meeting, eva), await slug(hub.ask(RemindParticipants, eva, about))]).toEqual([false, 'everybody-has-answered']);
  });

  it('are reminded by a chair who did not call it, who is not reminded of the own answer', async () => {
    const { eva, rektor, kpol, outsider, group } = await aMeeting();
    await world.member(group, outsider, 'chair');
    await world.settled();
    const meeting = await hub.ask(ScheduleMeeting, eva, { starts: `${inDays(8)}T13:30`, ends: `${inDays(8)}T15:00`, groupId: group.id });
    await answer(meeting, rektor);
    await hub.ask(RemindParticipants, outsider, { meetingId: meeting.id });
    expect(await told(meeting)).toEqual([[meeting.content!.participants.find((p) => p.person?.id === kpol.id)!.id]]);
    await answer(meeting, kpol);
    await hub.asAdmin('meetings', "update meeting_contents set reminded_at = reminded_at - interval '12 hours' where meeting_id = $1", [meeting.id]);

    expect([await mayOf(meeting, outsider), await slug(hub.ask(RemindParticipants, outsider, { meetingId: meeting.id })), await mayOf(meeting, eva)]).toEqual([false, 'everybody-has-answered', true]);
  });

  it('are who called it too, once somebody else has moved it', async () => {
    const { eva, rektor, kpol, outsider, group } = await aMeeting();
    await world.member(group, outsider, 'chair');
    await world.settled();
    const called = await hub.ask(ScheduleMeeting, eva, { starts: `${inDays(8)}T13:30`, ends: `${inDays(8)}T15:00`, groupId: group.id });
    const meeting = await hub.ask(RescheduleMeeting, outsider, { meetingId: called.id, starts: `${inDays(9)}T13:30`, ends: `${inDays(9)}T15:00`, place: '', link: '' }, { ifMatch: called.version });
    for (const one of [rektor, kpol]) await answer(meeting, one);

    await hub.ask(RemindParticipants, outsider, { meetingId: meeting.id });

    expect(await told(meeting)).toEqual([[meeting.content!.participants.find((p) => p.person?.id === eva.id)!.id]]);
  });

  it('are reminded by nobody else, of no meeting that is cancelled, and of none that one cannot see', async () => {
    const { eva, kpol, outsider, meeting, about } = await aMeeting();

    expect(await slug(hub.ask(RemindParticipants, kpol, about))).toBe('not-allowed');
    expect(await hub.answer(RemindParticipants, outsider, about)).toEqual(await hub.answer(RemindParticipants, outsider, { meetingId: never }));
    await hub.ask(CancelMeeting, eva, { ...about, reason: '' }, { ifMatch: meeting.version });
    expect([await mayOf(meeting, eva), await slug(hub.ask(RemindParticipants, eva, about))]).toEqual([false, 'wrong-state']);
  });
});
