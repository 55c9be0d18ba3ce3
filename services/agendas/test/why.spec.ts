import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GiveAction, ProposeItem, WhyISeeAction, WhyISeeItem, type WhyReason } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, see, takenUp, text, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings, fiveOrganisations, never } from './told-meetings.js';

let hub: TestHub;
let world: World;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  table = { hub, world, meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const why = async (as: TestPerson, { meetingId }: AnAgenda, itemId: string): Promise<WhyReason[]> => (await hub.ask(WhyISeeItem, as, { meetingId, itemId })).reasons;

describe('why somebody sees an item', () => {
  it('is the group where it is for all, and besides that the authority to which it is addressed', async () => {
    const agenda = await anAgenda(table);
    const { people: [eva, kpol, arboga], group, organisations } = agenda;
    const forAll = await takenUp(hub, agenda, 'Läget');
    const forSome = await takenUp(hub, agenda, 'Insatsen', { reach: 'marked', authorities: [eva.organisation.authorityId, kpol.organisation.authorityId] });
    const byGroup = { through: 'group', id: group.id, name: group.name };

    expect(await why(arboga, agenda, forAll.id)).toMatchObject([{ ...byGroup, role: 'member', level: 'content', addressedTo: null }]);
    expect(await why(kpol, agenda, forSome.id)).toMatchObject([{ ...byGroup, level: 'content', addressedTo: `Kommunstyrelsen, ${organisations[1]!.name}` }]);
    expect(await why(arboga, agenda, forSome.id)).toMatchObject([{ ...byGroup, level: 'shell', addressedTo: null }]);
  });

  it('is not told of what is hidden, or only proposed to others', async () => {
    const agenda = await anAgenda(table);
    const { people: [eva, kpol, arboga], meetingId } = agenda;
    const hidden = await takenUp(hub, agenda, 'Dold', { reach: 'hidden', authorities: [eva.organisation.authorityId] });
    const proposed = await hub.ask(ProposeItem, kpol, { meetingId, ...text('Förslag'), reach: 'marked', authorities: [kpol.organisation.authorityId] });

    expect(await why(eva, agenda, proposed.id)).toMatchObject([{ level: 'shell' }]);
    const absent = await hub.answer(WhyISeeItem, arboga, { meetingId, itemId: never });
    for (const itemId of [hidden.id, proposed.id]) expect(await hub.answer(WhyISeeItem, arboga, { meetingId, itemId })).toEqual(absent);
    expect(await hub.answer(WhyISeeItem, agenda.outsider, { meetingId, itemId: hidden.id })).toEqual(absent);
  });

  it('is logged at individual level', async () => {
    const five = await fiveOrganisations(world, { level: 'INDIVIDUAL' });
    const agenda = await anAgenda(table, { of: { ...five, people: five.people.map((p) => ({ ...p, assuranceLevel: 3 as const })) as unknown as typeof five.people } });
    const [, member] = agenda.people;
    const [item] = (await see(hub, member, agenda.meetingId)).items;

    expect(await why(member, agenda, item!.id)).toMatchObject([{ through: 'group', level: 'content' }]);
    expect(await hub.asAdmin('agendas', "select actor_id from audit where action = 'item.why' and object_id = $1", [item!.id])).toEqual([{ actor_id: member.id }]);
  });
});

describe('why somebody sees an action', () => {
  it('is that it is one\'s own, or one\'s function\'s, or that one reads the item that it came from', async () => {
    const agenda = await anAgenda(table);
    const { people: [eva, kpol, arboga], group, organisations, meetingId, outsider } = agenda;
    const item = await takenUp(hub, agenda, 'Insatsen', { reach: 'hidden', authorities: [eva.organisation.authorityId, kpol.organisation.authorityId] });
    const give = (whom: object) => hub.ask(GiveAction, eva, { meetingId, itemId: item.id, text: 'Ring', due: '2031-01-01', ...whom });
    const guard = await world.function(organisations[1]!, 'Vakten', [kpol, outsider]);
    await world.settled();
    const own = await give({ personId: kpol.id });
    const ofFunction = await give({ functionId: guard.id });
    const reasons = async (as: TestPerson, actionId: string): Promise<WhyReason[]> => (await hub.ask(WhyISeeAction, as, { actionId })).reasons;

    expect(await reasons(eva, own.id)).toMatchObject([{ through: 'group', id: group.id, level: 'content', addressedTo: expect.any(String) }]);
    expect((await reasons(kpol, own.id)).map(({ through }) => through).sort()).toEqual(['group', 'person']);
    expect(await reasons(outsider, ofFunction.id)).toMatchObject([{ through: 'function', name: 'Vakten', since: expect.stringMatching(/Z$/) }]);
    const absent = await hub.answer(WhyISeeAction, arboga, { actionId: never });
    expect(absent).toMatchObject({ problem: { status: 404 } });
    expect(await hub.answer(WhyISeeAction, arboga, { actionId: own.id })).toEqual(absent);
  });
});
