import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScheduleMeeting, WhyISeeMeeting, type WhyReason } from '@knutpunkt/contracts';
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
const why = async (as: TestPerson, meetingId: string): Promise<WhyReason[]> => (await hub.ask(WhyISeeMeeting, as, { meetingId })).reasons;

describe('why somebody sees a meeting', () => {
  it('is told from that one\'s own audiences alone: the group, the function and the person, each to whom it is', async () => {
    const { polisen, eva, rektor, kpol, outsider, group } = await aGroup(world);
    const guard = await world.function(polisen, 'Vakthavande', [outsider, kpol]);
    await world.settled();
    const { id } = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, people: [], functions: [guard.id] });
    const byGroup = { through: 'group', id: group.id, name: group.name, level: 'content', until: null, addressedTo: null, agreement: null, since: expect.stringMatching(/Z$/) };
    const byFunction = { through: 'function', id: guard.id, name: 'Vakthavande', level: 'content', role: null, until: null };

    expect(await why(eva, id)).toMatchObject([{ ...byGroup, role: 'secretary' }]);
    expect(await why(rektor, id)).toMatchObject([{ ...byGroup, role: 'member' }]);
    expect(await why(outsider, id)).toMatchObject([byFunction]);
    expect(await why(kpol, id)).toEqual(expect.arrayContaining([expect.objectContaining(byGroup), expect.objectContaining(byFunction)]));
    expect(Date.now() - Date.parse((await why(rektor, id))[0]!.since!)).toBeLessThan(60_000);
  });

  it('is to a person who was chosen, the person', async () => {
    const { eva, rektor } = await aGroup(world);
    const { id } = await hub.ask(ScheduleMeeting, eva, { ...when, people: [rektor.id] });

    expect(await why(rektor, id)).toMatchObject([{ through: 'person', id: rektor.id, name: 'Rektorn', level: 'content' }]);
    expect(await why(eva, id)).toMatchObject([{ through: 'person', id: eva.id }]);
  });

  it('ends with the seat, and is a shell to who sees the calendar only', async () => {
    const { koping, eva, group } = await aGroup(world);
    const [guest, calendar] = [await world.person(koping, 'Gästen'), await world.person(koping, 'Samordnaren')];
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await world.member(group, guest, 'guest', until);
    await world.member(group, calendar, 'calendar');
    await world.settled();
    const { id } = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    expect(await why(guest, id)).toMatchObject([{ role: 'guest', until }]);
    expect(await why(calendar, id)).toMatchObject([{ through: 'group', role: 'calendar', level: 'shell' }]);
  });

  it('is not told of what is hidden, which is as what never was', async () => {
    const { eva, kpol, outsider, group } = await aGroup(world);
    const { id } = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    await world.end(group, kpol);

    for (const stranger of [outsider, kpol]) {
      const hidden = await hub.answer(WhyISeeMeeting, stranger, { meetingId: id });
      expect(hidden).toMatchObject({ problem: { status: 404 } });
      expect(JSON.stringify(hidden)).toBe(JSON.stringify(await hub.answer(WhyISeeMeeting, stranger, { meetingId: never })));
    }
  });

  it('is logged where the meeting is of individual level, and is hidden below it', async () => {
    const { eva, kpol, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const { id } = await hub.ask(ScheduleMeeting, high(eva), { ...when, groupId: group.id });

    expect(await why(high(kpol), id)).toMatchObject([{ through: 'group', level: 'content' }]);
    expect(await hub.answer(WhyISeeMeeting, kpol, { meetingId: id })).toMatchObject({ problem: { status: 404 } });
    expect(await hub.asAdmin('meetings', "select actor_id from audit where action = 'meeting.why' and object_id = $1", [id])).toEqual([{ actor_id: kpol.id }]);
  });
});
