import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddRoom, CancelMeeting, ChangeRoom, ChangeSeries, MeetingDetails, RemoveRoom, RescheduleMeeting, Rooms, RoomTimes, ScheduleMeeting, ScheduleSeries, type MeetingView, type RawInput, type RoomView } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never, type AGroup } from './a-group.js';
import { administratorOf, at, busyIn, callThere, clock, day, keepRoom, place, said } from './a-room.js';

let hub: TestHub;
let world: World;
beforeAll(async () => { hub = await TestHub.start([meetings]); world = new World(hub, ['meetings']); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const refused = (name: string) => expect.objectContaining({ name });

interface WithRoom extends AGroup { readonly admin: TestPerson; readonly room: RoomView }
const keep = (admin: TestPerson, changes: Partial<RawInput<typeof AddRoom>> = {}): Promise<RoomView> => keepRoom(hub, admin, changes);
async function withRoom(changes: Parameters<World['group']>[2] = {}): Promise<WithRoom> {
  const all = await aGroup(world, changes);
  const admin = await administratorOf(world, all.koping);
  return { ...all, admin, room: await keep(admin) };
}
const call = (as: TestPerson, input: Partial<RawInput<typeof ScheduleMeeting>>): Promise<MeetingView> => callThere(hub, as, input);
const busy = (as: TestPerson, room: RoomView, times = [at('08:00', '16:00')], apart: string[] = []) => busyIn(hub, as, room, { times, apart });

describe('an organisation\'s rooms', () => {
  it('are kept by its administrators, and read by its people in Swedish order', async () => {
    const { eva, admin, room } = await withRoom();
    for (const name of ['Ärlan', 'Åsen']) await keep(admin, { name, holds: null, note: '' });

    expect(room).toMatchObject({ ...said, place, version: '1', may: ['keep'] });
    const seen = await hub.ask(Rooms, eva, {});
    expect([seen.may, seen.items.map(({ name, may }) => [name, may])]).toEqual([[], [['Mälaren', []], ['Åsen', []], ['Ärlan', []]]]);
  });

  it('are changed and removed by the newest version, and once for one Idempotency-Key', async () => {
    const { admin, room } = await withRoom();
    const idempotencyKey = randomUUID();
    const change = () => hub.ask(ChangeRoom, admin, { roomId: room.id, ...said, name: 'Hjälmaren', holds: null }, { ifMatch: '1', idempotencyKey });

    expect([await change(), await change()]).toMatchObject([{ version: '2', name: 'Hjälmaren', holds: null, place: 'Hjälmaren, Glasgatan 19, Köping' }, { version: '2' }]);
    for (const ask of [() => hub.ask(ChangeRoom, admin, { roomId: room.id, ...said }, { ifMatch: '1' }), () => hub.ask(RemoveRoom, admin, { roomId: room.id }, { ifMatch: '1' })]) await expect(ask()).rejects.toEqual(refused('stale'));
    expect(await hub.ask(RemoveRoom, admin, { roomId: room.id }, { ifMatch: '2' })).toEqual({ id: room.id });
    expect((await hub.ask(Rooms, admin, {})).items).toEqual([]);
  });

  it('are not for colleagues to change, and do not exist for another organisation', async () => {
    const { eva, polisen, room } = await withRoom();
    const elsewhere = await administratorOf(world, polisen);
    await expect(keep(eva)).rejects.toEqual(refused('not-allowed'));
    await expect(hub.ask(ChangeRoom, eva, { roomId: room.id, ...said }, { ifMatch: '1' })).rejects.toEqual(refused('not-allowed'));

    expect((await hub.ask(Rooms, elsewhere, {})).items).toEqual([]);
    const asked = async (roomId: string) => [
      await hub.answer(ChangeRoom, elsewhere, { roomId, ...said }, { ifMatch: '1' }), await hub.answer(RemoveRoom, elsewhere, { roomId }, { ifMatch: '1' }), await hub.answer(RoomTimes, elsewhere, { roomId, times: [at('08:00', '09:00')] }),
    ];
    expect(await asked(room.id)).toEqual(await asked(never));
    expect((await asked(room.id)).map((answer) => 'problem' in answer && answer.problem.status)).toEqual([404, 404, 404]);
  });

  it.each([
    ['a name and address that there are, in whatever case', { name: 'MÄLAREN' }, 'room-exists'], ['a personal identity number', { note: 'Ring 19811218-9876' }, 'personal-identity-number'],
    ['no name', { name: ' ' }, 'malformed'], ['seats for nobody', { holds: 0 }, 'malformed'], ['an address that leaves no place for the name', { address: 'G'.repeat(119) }, 'malformed'],
  ])('are refused with %s', async (_, changes, problem) => {
    const { admin } = await withRoom();

    await expect(keep(admin, changes)).rejects.toEqual(refused(problem));
  });

  it('are at most 200', async () => {
    const { admin } = await withRoom();
    await hub.asAdmin('meetings', "insert into rooms (id, version, organisation_id, name, address, note, place) select gen_random_uuid(), 1, $1, n::text, 'Gatan', '', n || ', Gatan' from generate_series(1, 199) n", [admin.organisation.id]);

    await expect(keep(admin, { name: 'En till' })).rejects.toEqual(refused('too-many-rooms'));
  });
});

describe('when a room is taken', () => {
  it('is told as merged time: two that follow each other look like one', async () => {
    const { eva, rektor, group, room } = await withRoom();
    await call(eva, { groupId: group.id });
    await call(eva, { groupId: group.id, ...at('11:00', '12:00') });
    await call(eva, { groupId: group.id, ...at('13:00', '14:30') });

    expect(clock(await busy(rektor, room))).toEqual(['10:00–12:00', '13:00–14:30']);
    expect(clock(await busy(rektor, room, [at('11:30', '13:30')]))).toEqual(['11:30–12:00', '13:00–13:30']);
    expect(await busy(rektor, room, [at('12:00', '13:00'), at('10:00', '11:00', inDays(8))])).toEqual([]);
    expect(Object.keys((await hub.ask(RoomTimes, rektor, { roomId: room.id, times: [at('08:00', '16:00')] })).busy[0]!)).toEqual(['startsAt', 'endsAt']);
  });

  it('is told in whole quarters of an hour, also to whoever asks minute by minute', async () => {
    const { eva, rektor, group, room } = await withRoom();
    for (const [from, to] of [['10:00', '10:50'], ['10:55', '11:30'], ['13:05', '14:10']] as const) await call(eva, { groupId: group.id, ...at(from, to) });

    expect(clock(await busy(rektor, room))).toEqual(['10:00–11:30', '13:00–14:15']);
    expect(clock(await busy(rektor, room, [at('13:01', '13:02'), at('14:11', '14:12'), at('14:16', '14:17')]))).toEqual(['13:00–13:15', '14:00–14:15']);
  });

  it.each([[-1, false], [0, true], [1_000, true], [1_200, false]])('is told %i days ahead: %s', async (ahead, isTold) => {
    const { eva, rektor, group, room } = await withRoom();
    const { id } = await call(eva, { groupId: group.id });
    const times = [-2, -1, 0, 1, 999, 1_000, 1_001, 1_199, 1_200, 1_201].map((n) => at('00:30', '22:30', inDays(n)));

    await hub.asAdmin('meetings', "update meetings set starts_at = now() + $2 * interval '1 day' - interval '2 hours', ends_at = now() + $2 * interval '1 day' + interval '2 hours' where id = $1", [id, ahead]);

    expect((await busy(rektor, room, times)).length > 0).toBe(isTold);
  });

  it('is told of what is left of a day, and not of what has been of it', async () => {
    const { eva, rektor, group, room } = await withRoom();
    const { id } = await call(eva, { groupId: group.id });
    await hub.asAdmin('meetings', "update meetings set starts_at = now() - interval '20 hours', ends_at = now() + interval '3 hours' where id = $1", [id]);
    const asked = Date.now();

    const [first] = await busy(rektor, room, [-1, 0, 1].map((n) => at('00:30', '22:30', inDays(n))));

    expect(Date.parse(first!.startsAt)).toBeGreaterThan(asked - 15 * 60_000);
  });

  it('is told of meetings that one does not see, and is the same then', async () => {
    const { eva, koping, group, room } = await withRoom({ level: 'INDIVIDUAL' });
    const colleague = await world.person(koping, 'Kollegan');
    await world.settled();
    const meeting = await call({ ...eva, assuranceLevel: 3 } as TestPerson, { groupId: group.id });

    expect(await hub.answer(MeetingDetails, colleague, { meetingId: meeting.id })).toMatchObject({ problem: { status: 404 } });
    expect(clock(await busy(colleague, room))).toEqual(['10:00–11:00']);
    // Who leaves out a meeting that she does not see learns nothing of it.
    expect(await busy(colleague, room, [at('08:00', '16:00')], [meeting.id])).toEqual(await busy(colleague, room, [at('08:00', '16:00')], [never]));
  });

  it('leaves out the meeting that is moved itself', async () => {
    const { eva, group, room } = await withRoom();
    const meeting = await call(eva, { groupId: group.id });

    expect(await busy(eva, room, [at('10:30', '11:30')], [meeting.id])).toEqual([]);
  });

  it('stops nobody from calling there', async () => {
    const { eva, group, room } = await withRoom();
    await call(eva, { groupId: group.id });

    expect((await call(eva, { groupId: group.id, ...at('10:30', '11:30') })).place).toBe(place);
    expect(clock(await busy(eva, room))).toEqual(['10:00–11:30']);
  });

  it('follows what becomes of the meeting: moved, called elsewhere, cancelled', async () => {
    const { eva, group, room } = await withRoom();
    let meeting = await call(eva, { groupId: group.id });
    const move = async (input: Partial<RawInput<typeof RescheduleMeeting>>) => { meeting = await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, ...at('14:00', '15:00'), place, ...input }, { ifMatch: meeting.version }); };

    await move({});
    expect(clock(await busy(eva, room))).toEqual(['14:00–15:00']);
    await move({ place: 'Rådhuset' });
    expect(await busy(eva, room)).toEqual([]);
    await move({ place });
    expect(clock(await busy(eva, room))).toEqual(['14:00–15:00']);
    await hub.ask(CancelMeeting, eva, { meetingId: meeting.id }, { ifMatch: meeting.version });
    expect(await busy(eva, room)).toEqual([]);
  });

  it('is kept by another organisation\'s leader who changes the time alone, and given back where she changes the place', async () => {
    const { eva, kpol, koping, polisen, admin, room } = await withRoom();
    const shared = await world.group(koping, [eva, [kpol, 'chair']]);
    const theirs = await keep(await administratorOf(world, polisen));
    const meeting = await call(eva, { groupId: shared.id });
    const move = (version: string, input: Partial<RawInput<typeof RescheduleMeeting>>) => hub.ask(RescheduleMeeting, kpol, { meetingId: meeting.id, ...at('14:00', '15:00'), place, ...input }, { ifMatch: version });

    const moved = await move(meeting.version, {});
    expect([clock(await busy(admin, room)), await busy(kpol, theirs)]).toEqual([['14:00–15:00'], []]);
    await move(moved.version, { place: 'Polishuset' });
    expect(await busy(admin, room)).toEqual([]);
  });

  it('is not by whoever of another organisation writes the same', async () => {
    const { kpol, polisen, rektor, room } = await withRoom();
    const shared = await world.group(polisen, [kpol, rektor]);
    const meeting = await call(kpol, { groupId: shared.id });

    expect([meeting.place, await busy(rektor, room)]).toEqual([place, []]);
  });

  it('is so by each meeting of a series, also once its place is changed', async () => {
    const { eva, group, room } = await withRoom();
    const days = [7, 14].map((n) => inDays(n));
    const series = await hub.ask(ScheduleSeries, eva, { firstDay: day, time: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=2', skipHolidays: false, groupId: group.id });
    const all = days.map((one) => at('08:00', '16:00', one));
    expect(await busy(eva, room, all)).toEqual([]);

    await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', place }, { ifMatch: series.version });

    expect(clock(await busy(eva, room, all))).toEqual(['10:00–11:00', '10:00–11:00']);
  });

  it('is remembered by a meeting whose room has another name, and stays as text where it is removed, until it is entered again', async () => {
    const { eva, group, admin, room } = await withRoom();
    const meeting = await call(eva, { groupId: group.id });
    const renamed = await hub.ask(ChangeRoom, admin, { roomId: room.id, ...said, name: 'Hjälmaren' }, { ifMatch: '1' });
    expect(clock(await busy(eva, renamed))).toEqual(['10:00–11:00']);
    await hub.ask(RemoveRoom, admin, { roomId: room.id }, { ifMatch: '2' });

    expect((await hub.ask(MeetingDetails, eva, { meetingId: meeting.id })).place).toBe(place);
    await expect(busy(eva, room)).rejects.toEqual(refused('not-found'));
    const again = await keep(admin);
    expect(clock(await busy(eva, again))).toEqual(['10:00–11:00']);
  });

  it.each([['0001-01-01', 'no-such-date'], ['2027-02-30', 'no-such-date']])('is not asked of %s', async (date, problem) => {
    const { eva, room } = await withRoom();

    expect(await hub.answer(RoomTimes, eva, { roomId: room.id, times: [at('10:00', '11:00'), at('10:00', '11:00', date)] })).toMatchObject({ problem: { type: expect.stringMatching(new RegExp(`${problem}$`)), errors: [{ pointer: '/times/1/starts' }] } });
  });
});
