import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressItem, LockNotes, MeetingScheduled, MembershipChanged, ParticipantsInvited, type MeetingFacts } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, see, takenUp, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, never, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

/** The meeting with guests invited besides the group. */
const withGuests = (meeting: MeetingFacts, guests: readonly TestPerson[]): MeetingFacts => ({
  ...meeting, audiences: [...meeting.audiences, ...guests.map((guest) => ({ audience: guest.id, kind: 'person' as const, level: 'content' as const, validFrom: new Date(0).toISOString(), validTo: null }))],
  participants: [...meeting.participants, ...guests.map((guest) => ({ id: never, personId: guest.id, functionId: null, answer: null }))],
});

/** The group's next meeting, called by the first of these people. */
async function next(held: AnAgenda, guests: readonly TestPerson[], { people = held.people as readonly TestPerson[] } = {}): Promise<MeetingFacts> {
  const meeting = withGuests(aMeeting(held.group, people, { inHours: 48 }), guests);
  await table.meetings.tell(MeetingScheduled, meeting);
  await opened(hub, people[0]!, meeting.id);
  return meeting;
}

const lock = async ({ people: [secretary], meetingId }: AnAgenda): Promise<void> =>
  void (await hub.ask(LockNotes, secretary, { meetingId }, { ifMatch: (await see(hub, secretary, meetingId)).version }));
const held = (): Promise<AnAgenda> => anAgenda(table, { inHours: -2 });
async function newcomer(): Promise<TestPerson> {
  const person = await table.world.person(await table.world.organisation('Föreningen'), 'Nykomlingen');
  await table.world.settled();
  return person;
}
const titles = async (as: TestPerson, meetingId: string): Promise<(string | undefined)[]> => (await see(hub, as, meetingId)).items.map((i) => i.content?.title);
const arrived = (as: TestPerson, { id }: MeetingFacts, shown: (string | undefined)[]): Promise<void> => eventually(async () => expect(await titles(as, id)).toEqual(shown));
const coming = { reach: 'marked', content: { title: 'Hann inte' } };

describe('an item for all at the table that goes on', () => {
  it('is for all at the next, where nobody has come from another authority', async () => {
    const agenda = await held();
    const meeting = await next(agenda, [agenda.outsider]);
    await takenUp(hub, agenda, 'Hann inte');
    await lock(agenda);

    await arrived(agenda.outsider, meeting, ['Hann inte']);
    expect((await see(hub, agenda.people[0], meeting.id)).items).toMatchObject([{ reach: 'all' }]);
  });

  it('stays with the authorities of its table where another has come, until who leads opens it', async () => {
    const agenda = await held();
    const { people: [secretary, police], outsider, organisations } = agenda;
    const guest = await newcomer();
    const meeting = await next(agenda, [guest, outsider]);
    await takenUp(hub, agenda, 'Hann inte');
    await lock(agenda);

    await arrived(police, meeting, ['Hann inte']);
    for (const reader of [secretary, outsider]) expect((await see(hub, reader, meeting.id)).items).toMatchObject([coming]);
    expect((await see(hub, guest, meeting.id)).items).toMatchObject([{ content: null, number: 1 }]);
    const [item] = (await see(hub, secretary, meeting.id)).items;
    expect(item!.content!.addressees!.map(({ id }) => id).sort()).toEqual(organisations.map(({ authorityId }) => authorityId).sort());

    await hub.ask(AddressItem, secretary, { meetingId: meeting.id, itemId: item!.id, reach: 'all', authorities: [] }, { ifMatch: item!.version });
    expect(await titles(guest, meeting.id)).toEqual(['Hann inte']);
  });

  it('stays with them, too, where the other comes later; but for what has been opened', async () => {
    const agenda = await held();
    const { people: [secretary, police] } = agenda;
    const meeting = await next(agenda, []);
    for (const title of ['Öppnas', 'Hann inte']) await takenUp(hub, agenda, title);
    await lock(agenda);
    await arrived(police, meeting, ['Öppnas', 'Hann inte']);
    const [opening] = (await see(hub, secretary, meeting.id)).items;
    await hub.ask(AddressItem, secretary, { meetingId: meeting.id, itemId: opening!.id, reach: 'all', authorities: [] }, { ifMatch: opening!.version });
    const guest = await newcomer();

    await table.meetings.tell(ParticipantsInvited, withGuests(meeting, [guest]), { extra: { invited: [never] } });

    await eventually(async () => expect((await see(hub, guest, meeting.id)).items).toMatchObject([{ content: { title: 'Öppnas' } }, { content: null }]));
    expect((await see(hub, police, meeting.id)).items[1]).toMatchObject(coming);
  });
});

describe('an item that nobody who leads the next meeting may read', () => {
  /** Gives a member of the group another role in it. */
  async function turn({ group }: AnAgenda, person: TestPerson, role: 'chair' | 'secretary' | 'member'): Promise<void> {
    const id = group.memberships.get(person.id)!;
    await table.world.tell(MembershipChanged, id, { id, groupId: group.id, personId: person.id, role, validFrom: '2020-01-01T00:00:00.000Z', validTo: null });
    await table.world.settled();
  }
  const waiting = async (as: TestPerson, { meetingId }: AnAgenda): Promise<(string | undefined)[]> => (await see(hub, as, meetingId)).items.filter((i) => i.content?.waits).map((i) => i.content?.title);

  it('waits where it was hidden, which those who led that meeting see, and goes on when one of its readers leads', async () => {
    const agenda = await held();
    const { people: [secretary, police, arboga], organisations } = agenda;
    const { id } = await takenUp(hub, agenda, 'Dold', { by: police, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    await takenUp(hub, agenda, 'Hann inte');
    await lock(agenda);
    await turn(agenda, secretary, 'member');
    const meeting = await next(agenda, [], { people: [arboga, secretary, police] });

    await arrived(arboga, meeting, ['Hann inte']);
    expect([await titles(police, meeting.id), await waiting(secretary, agenda), await waiting(police, agenda)]).toEqual([['Hann inte'], ['Dold'], []]);
    const told = () => hub.asAdmin('agendas', "select from outbox where aggregate_id = $1 and envelope->'data'->>'what' = 'addressed'", [id]);
    expect(await told()).toHaveLength(1);

    await turn(agenda, police, 'secretary');
    await arrived(police, meeting, ['Hann inte', 'Dold']);
    expect([await titles(arboga, meeting.id), await waiting(secretary, agenda)]).toEqual([['Hann inte'], []]);
    expect(await told()).toHaveLength(2);
  });

  it('waits where it was for all, and only somebody who was not at that table leads', async () => {
    const agenda = await held();
    const [secretary, police] = agenda.people;
    await takenUp(hub, agenda, 'Hann inte');
    await lock(agenda);
    await turn(agenda, secretary, 'member');
    const chair = await newcomer();
    await table.world.member(agenda.group, chair, 'chair');
    await table.world.settled();
    const meeting = await next(agenda, [], { people: [chair, ...agenda.people] });

    await eventually(async () => expect(await waiting(secretary, agenda)).toEqual(['Hann inte']));
    for (const person of [chair, secretary, police]) expect((await see(hub, person, meeting.id)).items).toEqual([]);
  });

  it('goes on where others only knew of it, as before', async () => {
    const agenda = await held();
    const [secretary, police] = agenda.people;
    await takenUp(hub, agenda, 'Märkt', { by: police, reach: 'marked', authorities: [agenda.organisations[1]!.authorityId] });
    await lock(agenda);

    const meeting = await next(agenda, []);

    await arrived(police, meeting, ['Märkt']);
    expect((await see(hub, secretary, meeting.id)).items).toMatchObject([{ content: null, state: 'taken-up' }]);
  });
});
