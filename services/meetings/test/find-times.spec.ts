import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AvailabilityQueries, CancelMeeting, FindTimes, ReplyToMeeting, ScheduleMeeting, type Output, type RawInput } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { isWorkday } from '@knutpunkt/service-kit';
import { Temporal } from 'temporal-polyfill';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

/** A workday some weeks ahead. */
const day = ((): string => {
  let at = Temporal.Now.plainDateISO('Europe/Stockholm').add({ days: 20 });
  while (!isWorkday(at)) at = at.add({ days: 1 });
  return at.toString();
})();
const find = (as: TestPerson, more: Partial<RawInput<typeof FindTimes>>): Promise<Output<typeof FindTimes>> => hub.ask(FindTimes, as, { from: day, to: day, minutes: 60, ...more });
const wall = (instant: string): string => new Date(instant).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });

describe('finding a time', () => {
  it('tells busy, tentative and free of whom one could invite, by their answers to meetings that one does not see, and nothing else', async () => {
    const { eva, rektor, kpol, outsider, group } = await aGroup(world);
    const secret = await hub.ask(ScheduleMeeting, outsider, { starts: `${day}T09:00`, ends: `${day}T10:00`, people: [kpol.id], title: 'Hemligt' });
    await hub.ask(ReplyToMeeting, kpol, { meetingId: secret.id, startsAt: secret.startsAt, answer: 'yes' });
    await hub.ask(ScheduleMeeting, outsider, { starts: `${day}T10:00`, ends: `${day}T10:30`, people: [kpol.id] });

    const off = await hub.ask(ScheduleMeeting, outsider, { starts: `${day}T14:00`, ends: `${day}T15:00`, people: [kpol.id] });
    await hub.ask(CancelMeeting, outsider, { meetingId: off.id }, { ifMatch: off.version });
    await hub.ask(ScheduleMeeting, outsider, { starts: `${inDays(2)}T09:00`, ends: `${inDays(2)}T10:00`, people: [kpol.id] });

    const found = await find(eva, { groupId: group.id });

    expect(found.asked.map((one) => one.person?.name)).toEqual(['Eva', 'Rektorn', 'Kommunpolisen']);
    const states = Object.fromEntries(found.slots.map((slot) => [wall(slot.startsAt), slot.each[2]]));
    expect([states['08:00'], states['08:30'], states['09:00'], states['09:30'], states['10:00'], states['10:30'], states['14:00']]).toEqual(['free', 'busy', 'busy', 'busy', 'tentative', 'free', 'free']);
    expect(found.best.map((slot) => [wall(slot.startsAt), slot.free])).toEqual([['08:00', 3], ['10:30', 3], ['13:00', 3]]);
    expect(JSON.stringify(found)).not.toContain('Hemligt');
    expect(JSON.stringify(found)).not.toContain(secret.id);
    expect((await hub.ask(AvailabilityQueries, kpol, {})).items).toMatchObject([{ by: { name: 'Eva' }, function: null, from: day, to: day }]);
    expect((await hub.ask(AvailabilityQueries, rektor, {})).items).toHaveLength(1);
    expect([(await hub.ask(AvailabilityQueries, eva, {})).items, (await hub.ask(AvailabilityQueries, outsider, {})).items]).toEqual([[], []]);
  });

  it('is the same byte for byte where two meetings touch and where they are one', async () => {
    const answer = async (...times: [string, string][]): Promise<string> => {
      const { eva, kpol, outsider, group } = await aGroup(world);
      for (const [from, to] of times) {
        const { id: meetingId, startsAt } = await hub.ask(ScheduleMeeting, outsider, { starts: `${day}T${from}`, ends: `${day}T${to}`, people: [kpol.id] });
        await hub.ask(ReplyToMeeting, kpol, { meetingId, startsAt, answer: 'yes' });
      }
      const { best, slots } = await find(eva, { groupId: group.id });
      return JSON.stringify({ best, slots });
    };

    expect(await answer(['09:00', '10:00'], ['10:00', '11:00'])).toBe(await answer(['09:00', '11:00']));
  });

  it('asks nobody about whom one could not invite, and tells the same of them as of nobody', async () => {
    const { eva, kpol, outsider } = await aGroup(world);
    const asks = (id: string) => hub.answer(FindTimes, eva, { from: day, to: day, minutes: 60, people: [kpol.id, id] });

    expect(await asks(outsider.id)).toEqual(await asks('0199c0de-0000-7000-8000-00000000dead'));
    expect(await asks(outsider.id)).toMatchObject({ problem: { status: 422, type: 'urn:knutpunkt:problem:unknown-participant' } });
    expect((await hub.ask(AvailabilityQueries, kpol, {})).items).toEqual([]);
    const db = await hub.db('meetings');
    const told = await db.as({ kind: 'person', identityProvider: eva.organisationAlias, homeId: eva.homeId, organisation: eva.organisationAlias, assuranceLevel: 2, client: 'c', session: 's' }, (tx) => tx.query('select from busy_times($1, now(), now())', [[outsider.id, kpol.id]]));
    expect(told).toHaveLength(1);
  });

  it('fits only where the chair can come, when that is asked for', async () => {
    const { koping, polisen } = await aGroup(world);
    const [eva, ordforande, kpol] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Ordföranden'), await world.person(polisen, 'Kommunpolisen')];
    const group = await world.group(koping, [[eva, 'secretary'], [ordforande, 'chair'], kpol]);
    await world.settled();
    const { id: meetingId, startsAt } = await hub.ask(ScheduleMeeting, kpol, { starts: `${day}T09:00`, ends: `${day}T10:00`, people: [ordforande.id] });
    await hub.ask(ReplyToMeeting, ordforande, { meetingId, startsAt, answer: 'yes' });
    const fitting = async (more: object): Promise<boolean[]> => (await find(eva, { groupId: group.id, ...more })).slots.filter((slot) => ['09:00', '10:00'].includes(wall(slot.startsAt))).map((slot) => slot.fits);

    expect(await fitting({})).toEqual([false, true]);
    await hub.ask(ReplyToMeeting, kpol, { meetingId, startsAt, answer: 'no' });
    expect(await fitting({})).toEqual([true, true]);
    expect(await fitting({ chair: true })).toEqual([false, true]);
  });

  it('fits only where those can come who are required, who are among those asked about', async () => {
    const { eva, rektor, kpol, outsider, group } = await aGroup(world);
    const { id: meetingId, startsAt } = await hub.ask(ScheduleMeeting, rektor, { starts: `${day}T09:00`, ends: `${day}T10:00`, people: [eva.id] });
    await hub.ask(ReplyToMeeting, eva, { meetingId, startsAt, answer: 'no' });
    const fitting = async (required: string[]): Promise<boolean[]> => (await find(eva, { groupId: group.id, required })).slots.filter((slot) => ['09:00', '10:00'].includes(wall(slot.startsAt))).map((slot) => slot.fits);
    const refused = (id: string) => hub.answer(FindTimes, eva, { from: day, to: day, minutes: 60, groupId: group.id, required: [kpol.id, id] });

    expect(await fitting([])).toEqual([true, true]);
    expect(await fitting([kpol.id])).toEqual([true, true]);
    expect(await fitting([kpol.id, rektor.id])).toEqual([false, true]);
    expect(await refused(outsider.id)).toEqual(await refused('0199c0de-0000-7000-8000-00000000dead'));
    expect(await refused(outsider.id)).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:unknown-participant', errors: [{ pointer: '/required/1' }] } });
  });

  it('does not take a function for free of which nothing is known, and begins tomorrow at the earliest', async () => {
    const { polisen, eva, outsider } = await aGroup(world);
    const duty = await world.function(polisen, 'Vakthavande', [outsider]);
    await world.settled();

    expect((await find(eva, { functions: [duty.id] })).slots[0]!.each).toEqual(['free', 'unknown']);
    expect(await hub.answer(FindTimes, eva, { from: new Date().toISOString().slice(0, 10), to: day, minutes: 60, functions: [duty.id] })).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:period-not-in-future', errors: [{ pointer: '/from' }] } });
  });
});
