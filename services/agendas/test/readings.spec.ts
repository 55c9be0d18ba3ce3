import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgendaReadings } from '@knutpunkt/contracts';
import { TestHub, World } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, see } from './an-agenda.js';
import { ToldMeetings, fiveOrganisations } from './told-meetings.js';

let hub: TestHub;
let world: World;
let meetings: ToldMeetings;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  meetings = new ToldMeetings(hub);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

describe('who has seen an individual-level agenda', () => {
  it('is told to who leads the group, and to no other member', async () => {
    const five = await fiveOrganisations(world, { level: 'INDIVIDUAL' });
    const people = five.people.map((p) => ({ ...p, assuranceLevel: 3 as const })) as unknown as typeof five.people;
    const { meetingId } = await anAgenda({ hub, world, meetings }, { of: { ...five, people } });
    const [secretary, member] = people;
    await see(hub, member, meetingId);

    expect((await hub.ask(AgendaReadings, secretary, { meetingId })).items[0]).toMatchObject({ what: 'agenda', by: { id: member.id }, at: expect.stringMatching(/Z$/) });
    expect(await hub.answer(AgendaReadings, member, { meetingId })).toMatchObject({ problem: { status: 403 } });
    expect(await hub.answer(AgendaReadings, { ...five.outsider, assuranceLevel: 3 }, { meetingId })).toMatchObject({ problem: { status: 404 } });
  });

  it('is not known at general level', async () => {
    const agenda = await anAgenda({ hub, world, meetings });

    expect(await hub.answer(AgendaReadings, agenda.people[0], { meetingId: agenda.meetingId })).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:reading-not-logged' } });
  });
});
