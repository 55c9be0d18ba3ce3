import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GiveAction, GroupActions, LockNotes, MeetingScheduled, NotesVersions, ProposeItem, TakeUpItem, WriteNotes } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, see, takenUp, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;
beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

/** Somebody who comes to the group after its meeting was held: of an authority that was at the table, or of another. */
async function comes({ group, organisations }: AnAgenda, from: 'the table' | 'elsewhere'): Promise<TestPerson> {
  const person = await table.world.person(from === 'the table' ? organisations[1]! : await table.world.organisation('Nykomlingen'), 'Ny');
  await table.world.member(group, person);
  await table.world.settled();
  return person;
}
const openActions = async (as: TestPerson, { group }: AnAgenda) => (await hub.ask(GroupActions, as, { groupId: group.id })).items.map(({ text }) => text);
const seen = async (as: TestPerson, { meetingId }: AnAgenda) => (await see(hub, as, meetingId)).items.map(({ reach, content }) => [reach, content?.title, content?.notes.text]);

describe('what was said at a group\'s meeting before somebody came to the group', () => {
  it('is read by who comes from an authority that was at that table, and by no other: that there was an item is all these know', async () => {
    const agenda = await anAgenda(table, { inHours: -2 });
    const [secretary, police] = agenda.people;
    const item = await takenUp(hub, agenda, 'Läget');
    await hub.ask(WriteNotes, secretary, { meetingId: agenda.meetingId, itemId: item.id, text: 'Så sades det' }, { ifMatch: 'n0' });
    await hub.ask(GiveAction, secretary, { meetingId: agenda.meetingId, itemId: item.id, text: 'Löftet', due: '2090-01-02', personId: police.id });
    const [colleague, newcomer] = [await comes(agenda, 'the table'), await comes(agenda, 'elsewhere')];

    expect(await seen(colleague, agenda)).toEqual([['all', 'Läget', 'Så sades det']]);
    expect(await openActions(colleague, agenda)).toEqual(['Löftet']);
    expect(await seen(newcomer, agenda)).toEqual([['marked', undefined, undefined]]);
    expect(await openActions(newcomer, agenda)).toEqual([]);
    await expect(hub.ask(NotesVersions, newcomer, { meetingId: agenda.meetingId, itemId: item.id })).rejects.toEqual(expect.objectContaining({ name: 'not-allowed' }));
    await expect(hub.ask(WriteNotes, newcomer, { meetingId: agenda.meetingId, itemId: item.id, text: 'Mitt' }, { ifMatch: 'n0' })).rejects.toEqual(expect.objectContaining({ name: 'not-allowed' }));
  });
});

describe('whose authority is not at the table', () => {
  it('proposes an item for all, and reads the own words until it is taken up', async () => {
    const agenda = await anAgenda(table, { inHours: 48 });
    const newcomer = await comes(agenda, 'elsewhere');

    const proposed = await hub.ask(ProposeItem, newcomer, { meetingId: agenda.meetingId, title: 'Mitt förslag', type: 'discussion', reach: 'all' });
    expect(proposed).toMatchObject({ state: 'proposed', content: { title: 'Mitt förslag' } });
    await hub.ask(TakeUpItem, agenda.people[0], { meetingId: agenda.meetingId, itemId: proposed.id }, { ifMatch: proposed.version });
    expect(await seen(newcomer, agenda)).toEqual([['marked', undefined, undefined]]);
  });
});

describe('who has moved to another authority since', () => {
  it('leaves the authority of then the one whose people are given what was said, and not the one of now', async () => {
    const agenda = await anAgenda(table, { inHours: -2 });
    const [secretary, police] = agenda.people;
    const item = await takenUp(hub, agenda, 'Läget');
    const elsewhere = await table.world.organisation('Nämnden');
    const [before, now] = [await table.world.person(agenda.organisations[1]!, 'Efterträdaren'), await table.world.person(elsewhere, 'Kollegan')];
    await table.world.person(agenda.organisations[1]!, police.name, { id: police.id, authorityId: elsewhere.authorityId, unitId: elsewhere.unitId });
    await table.world.settled();
    const give = (to: TestPerson) => hub.ask(GiveAction, secretary, { meetingId: agenda.meetingId, itemId: item.id, text: 'Löftet', due: '2090-01-02', personId: to.id });

    await expect(give(now)).rejects.toEqual(expect.objectContaining({ name: 'unknown-owner' }));
    expect(await give(before)).toMatchObject({ text: 'Löftet' });
  });

  it('reads what was said where that one took part, and brings the earlier table no authority that was not there', async () => {
    const agenda = await anAgenda(table, { inHours: -2 });
    const [secretary, police] = agenda.people;
    await takenUp(hub, agenda, 'Hann inte');
    const elsewhere = await table.world.organisation('Nämnden');
    const of = agenda.organisations[1]!;
    await table.world.person(of, police.name, { id: police.id, authorityId: elsewhere.authorityId, unitId: elsewhere.unitId });
    const colleague = await table.world.person(elsewhere, 'Kollegan');
    await table.world.settled();
    const next = aMeeting(agenda.group, [secretary, police, colleague], { inHours: 48 });
    const audiences = [...next.audiences, { audience: colleague.id, kind: 'person' as const, level: 'content' as const, validFrom: new Date(0).toISOString(), validTo: null }];
    await table.meetings.tell(MeetingScheduled, { ...next, audiences });
    await opened(hub, secretary, next.id);
    await hub.ask(LockNotes, secretary, { meetingId: agenda.meetingId }, { ifMatch: (await see(hub, secretary, agenda.meetingId)).version });

    await eventually(async () => expect((await see(hub, secretary, next.id)).items).toMatchObject([{ reach: 'marked', content: { title: 'Hann inte' } }]));
    expect((await see(hub, colleague, next.id)).items).toMatchObject([{ content: null }]);
    expect(await seen(police, agenda)).toEqual([['all', 'Hann inte', '']]);
  });
});
