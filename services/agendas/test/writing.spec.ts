import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgendaDetails, AgendaWriters, AnnounceWriting, EndWriting, LockNotes, MeetingScheduled, NotesVersions, ProposeItem, WriteNotes } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, ended, see, takenUp, text, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, never, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const writersSeenBy = async (as: TestPerson, meetingId: string) => (await hub.ask(AgendaWriters, as, { meetingId })).items.map(({ itemId, person }) => [itemId, person.id]);
const toldOf = (itemId: string) => hub.asAdmin<{ body: string }>('agendas', "select envelope::text as body from outbox where subject like '%writing-changed%' and envelope->>'subject' = $1", [itemId]);
const pass = (itemId: string) => hub.asAdmin('agendas', "update writings set until = now() - interval '1 second' where item_id = $1", [itemId]);
const hiddenFrom = ({ organisations }: AnAgenda) => ({ reach: 'hidden' as const, authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });

describe('typing an item\'s notes', () => {
  it('is seen by the others who read the item, and told once however many keys are pressed', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], meetingId } = agenda;
    const { id: itemId } = await takenUp(hub, agenda, 'Läget', { by: police });

    expect(await hub.ask(AnnounceWriting, secretary, { meetingId, itemId })).toEqual({ itemId, remainingMs: 20_000 });
    for (let key = 0; key < 3; key += 1) await hub.ask(AnnounceWriting, secretary, { meetingId, itemId });

    expect(await writersSeenBy(arboga, meetingId)).toEqual([[itemId, secretary.id]]);
    expect(await writersSeenBy(secretary, meetingId)).toEqual([]);
    const told = await toldOf(itemId);
    expect(told).toHaveLength(1);
    expect(told[0]!.body).not.toMatch(new RegExp(`"actorid": ?"${secretary.id}"`));
  });

  it('ends when it is left, and by itself, and nothing of it is kept', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], meetingId } = agenda;
    const { id: itemId } = await takenUp(hub, agenda, 'Läget', { by: police });
    await hub.ask(AnnounceWriting, secretary, { meetingId, itemId });
    await hub.ask(AnnounceWriting, police, { meetingId, itemId });

    await hub.ask(EndWriting, secretary, { meetingId, itemId });
    expect(await writersSeenBy(arboga, meetingId)).toEqual([[itemId, police.id]]);
    await hub.ask(EndWriting, secretary, { meetingId, itemId });
    await pass(itemId);
    expect(await writersSeenBy(arboga, meetingId)).toEqual([]);

    await hub.asAdmin('agendas', "update due set at = now() where kind = 'writing' and subject_id = $1", [itemId]);
    await eventually(async () => expect(await hub.asAdmin('agendas', 'select from writings where item_id = $1', [itemId])).toEqual([]));
    expect(await hub.asAdmin('agendas', "select from audit where action like '%writing%'")).toEqual([]);
    expect(await toldOf(itemId)).toHaveLength(3);
  });

  it('holds up nobody who writes, and moves no version', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], meetingId } = agenda;
    const { id: itemId } = await takenUp(hub, agenda, 'Läget', { by: police });
    const before = await hub.ask(AgendaDetails, arboga, { meetingId });

    await hub.ask(AnnounceWriting, secretary, { meetingId, itemId });

    expect(await hub.ask(AgendaDetails, arboga, { meetingId })).toEqual(before);
    expect(await hub.ask(WriteNotes, police, { meetingId, itemId, text: 'Lugnt' }, { ifMatch: 'n0' })).toMatchObject({ version: 'n1' });
  });

  it('of an item that somebody may not read does not exist for that person', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], meetingId, outsider } = agenda;
    const { id: itemId } = await takenUp(hub, agenda, 'Dold', { by: police, ...hiddenFrom(agenda) });
    await hub.ask(AnnounceWriting, secretary, { meetingId, itemId });

    expect(await writersSeenBy(police, meetingId)).toEqual([[itemId, secretary.id]]);
    expect(await writersSeenBy(arboga, meetingId)).toEqual([]);
    expect([ended(await hub.answer(AnnounceWriting, arboga, { meetingId, itemId })), ended(await hub.answer(EndWriting, arboga, { meetingId, itemId }))]).toEqual(['not-found', 'not-found']);
    expect(ended(await hub.answer(AgendaWriters, outsider, { meetingId }))).toBe('not-found');
    const [told] = await toldOf(itemId);
    const audiences = JSON.parse(told!.body).data.item.audiences as { audience: string }[];
    expect(audiences.map(({ audience }) => audience).sort()).toEqual([secretary.id, police.id].sort());
  });

  it('of a proposal that is marked and for others does not exist for who neither reads it nor leads, nor do its notes', async () => {
    const { people: [secretary, police, arboga], organisations, meetingId } = await anAgenda(table);
    const { id } = await hub.ask(ProposeItem, police, { meetingId, ...text('Märkt'), reach: 'marked', authorities: [organisations[1]!.authorityId] });
    const answers = (as: TestPerson, itemId: string) => Promise.all([AnnounceWriting, EndWriting, NotesVersions].map((op) => hub.answer(op, as, { meetingId, itemId })));

    expect(await answers(arboga, id)).toEqual(await answers(arboga, never));
    expect((await answers(secretary, id)).map(ended)).toEqual(['not-allowed', 'not-allowed', 'not-allowed']);
  });

  it('is announced only by those who may write there, while something can be written', async () => {
    const agenda = await anAgenda(table, { inHours: -1 });
    const { people: [secretary, police, arboga], meetingId } = agenda;
    const { id: itemId } = await takenUp(hub, agenda, 'Läget', { by: police });

    expect(ended(await hub.answer(AnnounceWriting, arboga, { meetingId, itemId }))).toBe('not-allowed');
    await hub.ask(LockNotes, secretary, { meetingId }, { ifMatch: (await see(hub, secretary, meetingId)).version });
    expect(ended(await hub.answer(AnnounceWriting, secretary, { meetingId, itemId }))).toBe('agenda-locked');
  });

  it('is refused where a meeting holds no text', async () => {
    const { people, organisations } = await anAgenda(table);
    const group = await table.world.group(organisations[0]!, people, { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const meeting = aMeeting(group, people);
    await table.meetings.tell(MeetingScheduled, meeting);
    const { items } = await opened(hub, people[0], meeting.id);

    expect(ended(await hub.answer(AnnounceWriting, people[0], { meetingId: meeting.id, itemId: items[0]!.id }))).toBe('text-in-individual-group');
  });
});
