import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressItem, AgendaDetails, DeclineItem, MeetingScheduled, ProposeItem } from '@knutpunkt/contracts';
import { TestHub, World } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { see, text } from './an-agenda.js';
import { ToldMeetings, aMeeting, fiveOrganisations, opened } from './told-meetings.js';

let hub: TestHub;
let world: World;
let meetings: ToldMeetings;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  meetings = new ToldMeetings(hub);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

async function anAgenda() {
  const five = await fiveOrganisations(world, { level: 'INDIVIDUAL' });
  const meeting = aMeeting(five.group, five.people);
  await meetings.tell(MeetingScheduled, meeting);
  await opened(hub, { ...five.people[0], assuranceLevel: 3 }, meeting.id);
  return { ...five, meetingId: meeting.id };
}

describe('an individual-level group\'s agenda', () => {
  it('holds standing items without text, and takes none', async () => {
    const { people, meetingId } = await anAgenda();
    const member = { ...people[1], assuranceLevel: 3 as const };

    const agenda = await see(hub, member, meetingId);

    expect(agenda.items.map((i) => [i.content?.title, i.content?.standard])).toEqual([['', 'opening'], ['', 'matters'], ['', 'follow-up'], ['', 'next-meeting']]);
    expect(await hub.answer(ProposeItem, member, { meetingId, ...text('Ungdom A') })).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:text-in-individual-group' } });
    expect(await hub.answer(AgendaDetails, people[1], { meetingId })).toMatchObject({ problem: { status: 404 } });
  });

  it('lets who leads decline one of them without a word, and takes no word', async () => {
    const { people, meetingId } = await anAgenda();
    const [secretary, member] = people.map((p) => ({ ...p, assuranceLevel: 3 as const }));
    const item = (await see(hub, secretary!, meetingId)).items.at(-1)!;
    const decline = (reason: { reason?: string }) => hub.answer(DeclineItem, secretary!, { meetingId, itemId: item.id, ...reason }, { ifMatch: item.version });

    expect(item.may).toContain('decline');
    expect(await decline({ reason: 'Skäl' })).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:text-in-individual-group' } });
    expect(await decline({})).toMatchObject({ status: 200, body: { state: 'declined', content: { declineReason: null } } });
    expect((await see(hub, member!, meetingId)).items).toHaveLength(3);
  });

  it('is for all who take part, in each of its items', async () => {
    const { people, organisations, meetingId } = await anAgenda();
    const secretary = { ...people[0], assuranceLevel: 3 as const };
    const item = (await see(hub, secretary, meetingId)).items[0]!;

    expect(item.may).not.toContain('address');
    expect(await hub.answer(AddressItem, secretary, { meetingId, itemId: item.id, reach: 'marked', authorities: [organisations[0]!.authorityId] }, { ifMatch: item.version })).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:text-in-individual-group' } });
  });
});
