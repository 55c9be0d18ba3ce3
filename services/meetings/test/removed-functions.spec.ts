import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClosePoll, DraftMeeting, FindTimes, InviteParticipants, MeetingDetails, MeetingDraftDetails, OpenPoll, ScheduleFromPoll, ScheduleMeeting, ScheduleSeries, type MeetingView, type PollView } from '@knutpunkt/contracts';
import { TestHub, World, type TestOrganisation, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;
beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const at = (day: number) => ({ starts: `${inDays(day)}T13:30`, ends: `${inDays(day)}T15:00` });
const call = (as: TestPerson, more: object): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { ...at(7), ...more });
const askFor = (as: TestPerson, more: object): Promise<PollView> => hub.ask(OpenPoll, as, { options: [at(10), at(11)], closes: `${inDays(7)}T12:00`, ...more });
const weekly = { firstDay: inDays(8), time: '13:00', minutes: 60, zone: 'Europe/Stockholm' as const, rule: 'FREQ=WEEKLY;COUNT=2' };
const functionsIn = (meeting: MeetingView) => meeting.content!.participants.filter((one) => one.function).map(({ function: one, unheld }) => ({ name: one!.name, unheld }));
const duty = { name: 'Vakthavande', unheld: false };

/** The organisation's own directory removes a function, or has it again. */
async function told(of: TestOrganisation, id: string, status: 'active' | 'removed' | undefined, holders: readonly TestPerson[]): Promise<void> {
  await world.function(of, duty.name, holders, { id, ...(status ? { status } : {}) });
  await world.settled();
}

async function aFunction() {
  const one = await aGroup(world);
  const { id } = await world.function(one.polisen, duty.name, [one.outsider]);
  await world.settled();
  return { ...one, functionId: id, remove: () => told(one.polisen, id, 'removed', []), bringBack: () => told(one.polisen, id, 'active', [one.outsider]), asBefore: () => told(one.polisen, id, undefined, [one.outsider]) };
}

describe('a function that was removed', () => {
  it('is called to nothing more, which is said beside it', async () => {
    const { eva, group, functionId, remove } = await aFunction();
    const meeting = await call(eva, { groupId: group.id });
    await remove();
    const functions = [functionId];

    const refused = { problem: { type: 'urn:knutpunkt:problem:function-removed', status: 422, errors: [{ pointer: '/functions/0', code: 'function-removed' }] } };
    expect(await hub.answer(ScheduleMeeting, eva, { ...at(7), functions })).toMatchObject(refused);
    expect(await hub.answer(ScheduleSeries, eva, { ...weekly, groupId: group.id, functions })).toMatchObject(refused);
    expect(await hub.answer(OpenPoll, eva, { options: [at(10), at(11)], closes: `${inDays(7)}T12:00`, functions })).toMatchObject(refused);
    expect(await hub.answer(InviteParticipants, eva, { meetingId: meeting.id, functions }, { ifMatch: meeting.version })).toMatchObject(refused);
    expect(await hub.answer(FindTimes, eva, { from: inDays(7), to: inDays(14), minutes: 60, functions })).toMatchObject(refused);
    expect((await hub.ask(MeetingDetails, eva, { meetingId: meeting.id })).version).toBe(meeting.version);
  });

  it('stays in what it was called to, where it is said that nobody holds it', async () => {
    const { eva, functionId, remove } = await aFunction();
    const meeting = await call(eva, { functions: [functionId] });
    expect(functionsIn(meeting)).toEqual([duty]);
    expect(functionsIn(await hub.ask(MeetingDetails, eva, { meetingId: meeting.id }))).toEqual([duty]);
    await remove();

    expect(functionsIn(await hub.ask(MeetingDetails, eva, { meetingId: meeting.id }))).toEqual([{ ...duty, unheld: true }]);
  });

  it('is not called to the meeting that comes of a poll in which it was asked', async () => {
    const { eva, rektor, functionId, remove } = await aFunction();
    const poll = await askFor(eva, { people: [rektor.id], functions: [functionId] });
    await remove();
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    const { meetingId } = await hub.ask(ScheduleFromPoll, eva, { pollId: poll.id, option: 1 });

    expect(functionsIn(await hub.ask(MeetingDetails, eva, { meetingId: meetingId! }))).toEqual([]);
  });

  it('is not named in a draft that chose it, and is refused where one is saved anew', async () => {
    const { eva, rektor, functionId, remove } = await aFunction();
    const said = { occasion: { date: 'nästa to', starts: '930' }, people: [rektor.id], functions: [functionId] };
    const { id: meetingDraftId } = await hub.ask(DraftMeeting, eva, said);
    await remove();

    expect(await hub.ask(MeetingDraftDetails, eva, { meetingDraftId })).toMatchObject({ people: [{ id: rektor.id }], functions: [], missing: 1 });
    expect(await hub.answer(DraftMeeting, eva, said)).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:function-removed' } });
  });

  it('that is there again is called again', async () => {
    const { eva, functionId, remove, bringBack } = await aFunction();
    await remove();
    await bringBack();

    expect(functionsIn(await call(eva, { functions: [functionId] }))).toEqual([duty]);
  });
});

describe('a function of which was told before any could be removed', () => {
  it('is there', async () => {
    const { eva, functionId, asBefore } = await aFunction();
    await asBefore();

    expect(functionsIn(await call(eva, { functions: [functionId] }))).toEqual([duty]);
  });
});
