import { randomUUID } from 'node:crypto';
import { AddRoom, RoomTimes, ScheduleMeeting, type MeetingView, type RawInput, type RoomView } from '@knutpunkt/contracts';
import type { TestHub, TestOrganisation, TestPerson, World } from '@knutpunkt/testing';
import { inDays } from './a-group.js';

export const day = inDays(7);
export const at = (from: string, to: string, on = day) => ({ starts: `${on}T${from}`, ends: `${on}T${to}` });
export const said = { name: 'Mälaren', address: 'Glasgatan 19, Köping', holds: 12, note: 'Anmälan i receptionen' };
export const place = 'Mälaren, Glasgatan 19, Köping';

export async function administratorOf(world: World, organisation: TestOrganisation): Promise<TestPerson> {
  const person = await world.person(organisation, 'Administratören', { roles: ['administrator'] });
  await world.settled();
  return person;
}

export const keepRoom = (hub: TestHub, admin: TestPerson, changes: Partial<RawInput<typeof AddRoom>> = {}): Promise<RoomView> => hub.ask(AddRoom, admin, { ...said, ...changes }, { idempotencyKey: randomUUID() });
/** Called to the room from ten to eleven, unless `input` says otherwise. */
export const callThere = (hub: TestHub, as: TestPerson, input: Partial<RawInput<typeof ScheduleMeeting>>): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { ...at('10:00', '11:00'), place, ...input });
export const busyIn = async (hub: TestHub, as: TestPerson, room: RoomView, { times = [at('08:00', '16:00')], apart = [] as string[] } = {}) => (await hub.ask(RoomTimes, as, { roomId: room.id, times, apart })).busy;
export const clock = (stretches: readonly { startsAt: string; endsAt: string }[]): string[] =>
  stretches.map(({ startsAt, endsAt }) => [startsAt, endsAt].map((one) => new Date(one).toLocaleTimeString('sv', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' })).join('–'));
