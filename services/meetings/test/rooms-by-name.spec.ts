import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelMeeting, ChangeRoom, type MeetingView, type RawInput, type RoomView, type ScheduleMeeting } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup } from './a-group.js';
import { administratorOf, at, busyIn, callThere, clock, keepRoom, place, said } from './a-room.js';

let hub: TestHub;
let world: World;
beforeAll(async () => { hub = await TestHub.start([meetings]); world = new World(hub, ['meetings']); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const keep = (admin: TestPerson): Promise<RoomView> => keepRoom(hub, admin);
const call = (as: TestPerson, input: Partial<RawInput<typeof ScheduleMeeting>>): Promise<MeetingView> => callThere(hub, as, input);
const busy = (as: TestPerson, room: RoomView) => busyIn(hub, as, room);

describe('a room that is taken by what is written', () => {
  it('is so in whatever case of its letters the place is written', async () => {
    const { eva, group, koping } = await aGroup(world);
    const room = await keep(await administratorOf(world, koping));
    await call(eva, { groupId: group.id, place: place.toUpperCase() });

    expect(clock(await busy(eva, room))).toEqual(['10:00–11:00']);
  });

  it('is so by meetings to come that the organisation has called there before the room was entered, and by no others', async () => {
    const { eva, kpol, koping, group } = await aGroup(world);
    const admin = await administratorOf(world, koping);
    const shared = await world.group(koping, [eva, [kpol, 'chair']]);
    await call(eva, { groupId: group.id });
    await call(eva, { groupId: group.id, ...at('11:00', '12:00'), place: place.toLowerCase() });
    await call(kpol, { groupId: shared.id, ...at('12:00', '13:00') });
    await call(eva, { groupId: group.id, ...at('13:00', '14:00'), place: 'Mälaren' });
    const gone = await call(eva, { groupId: group.id, ...at('14:00', '15:00') });
    await hub.ask(CancelMeeting, eva, { meetingId: gone.id }, { ifMatch: gone.version });
    const past = await call(eva, { groupId: group.id, ...at('15:00', '16:00') });
    await hub.asAdmin('meetings', "update meetings set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = $1", [past.id]);

    const room = await keep(admin);

    expect(clock(await busy(eva, room))).toEqual(['10:00–12:00']);
    expect(await hub.asAdmin('meetings', 'select from taken_rooms where meeting_id = $1', [past.id])).toEqual([]);
  });

  it('is so by meetings that were called by the name that it is given, unless they take another room', async () => {
    const { eva, group, koping } = await aGroup(world);
    const admin = await administratorOf(world, koping);
    const room = await keep(admin);
    await call(eva, { groupId: group.id });
    await call(eva, { groupId: group.id, ...at('13:00', '14:00'), place: 'Hjälmaren, Glasgatan 19, Köping' });

    const renamed = await hub.ask(ChangeRoom, admin, { roomId: room.id, ...said, name: 'Hjälmaren' }, { ifMatch: '1' });
    const another = await keep(admin);

    expect([clock(await busy(eva, renamed)), await busy(eva, another)]).toEqual([['10:00–11:00', '13:00–14:00'], []]);
  });
});
