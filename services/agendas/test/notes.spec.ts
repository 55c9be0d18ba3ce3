import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddOutcome, ChangePresence, CorrectNotes, LockNotes, MeetingCancelled, MeetingScheduled, NotesVersions, PostponeItem, ProposeItem, RecordPresence, TreatItem, UseTemplate, WriteNotes, AgendaDetails,
} from '@knutpunkt/contracts';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, ended, see, takenUp, text, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const lock = async ({ people, meetingId }: AnAgenda) => hub.ask(LockNotes, people[0], { meetingId }, { ifMatch: (await see(hub, people[0], meetingId)).version });

describe('the notes of an item', () => {
  it('are kept with a version, and who wrote over an older one gets both texts', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, proposer], meetingId } = agenda;
    const item = await takenUp(hub, agenda, 'Läget', { by: proposer });
    const where = { meetingId, itemId: item.id };

    expect(await hub.ask(WriteNotes, secretary, { ...where, text: 'Lugnt' }, { ifMatch: 'n0' })).toMatchObject({ version: 'n1', text: 'Lugnt', by: { id: secretary.id } });
    const conflict = await hub.answer(WriteNotes, proposer, { ...where, text: 'Stökigt' }, { ifMatch: 'n0' });

    expect(conflict).toMatchObject({ problem: { status: 412, yours: 'Stökigt', theirs: { text: 'Lugnt', version: 'n1' } } });
    expect(await hub.ask(WriteNotes, proposer, { ...where, text: 'Lugnt, men stökigt' }, { ifMatch: 'n1' })).toMatchObject({ version: 'n2' });
  });

  it('are written by who leads and who proposed, and by nobody else', async () => {
    const agenda = await anAgenda(table);
    const { people: [, proposer, other], meetingId } = agenda;
    const item = await takenUp(hub, agenda, 'Läget', { by: proposer });

    expect(ended(await hub.answer(WriteNotes, other, { meetingId, itemId: item.id, text: 'x' }, { ifMatch: 'n0' }))).toBe('not-allowed');
  });

  it('of an item that is hidden reach its readers only', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], organisations, meetingId } = agenda;
    const item = await takenUp(hub, agenda, 'Dold', { by: police, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    const before = await hub.answer(AgendaDetails, arboga, { meetingId });

    await hub.ask(WriteNotes, secretary, { meetingId, itemId: item.id, text: 'Hemlig anteckning' }, { ifMatch: 'n0' });

    expect((await see(hub, police, meetingId)).items[0]?.content?.notes.text).toBe('Hemlig anteckning');
    expect(await hub.answer(AgendaDetails, arboga, { meetingId })).toEqual(before);
    expect(ended(await hub.answer(NotesVersions, arboga, { meetingId, itemId: item.id }))).toBe('not-found');
    expect(ended(await hub.answer(WriteNotes, arboga, { meetingId, itemId: item.id, text: 'x' }, { ifMatch: 'n0' }))).toBe('not-found');
  });

  it('are kept when the meeting is cancelled while they are typed, and take no more', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, other], meetingId, meeting } = agenda;
    const item = await takenUp(hub, agenda, 'Läget');
    await hub.ask(WriteNotes, secretary, { meetingId, itemId: item.id, text: 'Påbörjat' }, { ifMatch: 'n0' });

    await table.meetings.tell(MeetingCancelled, { ...meeting, status: 'cancelled' });
    await eventually(async () => expect((await see(hub, other, meetingId)).status).toBe('cancelled'));

    expect(ended(await hub.answer(WriteNotes, secretary, { meetingId, itemId: item.id, text: 'Mer' }, { ifMatch: 'n1' }))).toBe('agenda-cancelled');
    expect((await see(hub, other, meetingId)).items[0]?.content?.notes.text).toBe('Påbörjat');
  });
});

describe('notes that are ready', () => {
  it('are locked, and corrected as a new version with its reason', async () => {
    const agenda = await anAgenda(table, { inHours: -1 });
    const { people: [secretary, other], meetingId } = agenda;
    const item = await takenUp(hub, agenda, 'Läget');
    const where = { meetingId, itemId: item.id };
    await hub.ask(WriteNotes, secretary, { ...where, text: 'Tre händelser' }, { ifMatch: 'n0' });
    expect(ended(await hub.answer(CorrectNotes, secretary, { ...where, text: 'x', reason: 'y' }, { ifMatch: 'n1' }))).toBe('notes-not-locked');

    expect(await lock(agenda)).toMatchObject({ status: 'locked', lockedBy: { id: secretary.id } });

    expect(ended(await hub.answer(WriteNotes, secretary, { ...where, text: 'Fyra' }, { ifMatch: 'n1' }))).toBe('agenda-locked');
    expect(ended(await hub.answer(ProposeItem, other, { meetingId, ...text('Sent') }))).toBe('agenda-locked');
    await hub.ask(CorrectNotes, secretary, { ...where, text: 'Fyra händelser', reason: 'Felräknat' }, { ifMatch: 'n1' });
    expect((await hub.ask(NotesVersions, other, where)).items.map((v) => [v.version, v.text, v.correction])).toEqual([['n2', 'Fyra händelser', 'Felräknat'], ['n1', 'Tre händelser', null]]);
  });

  it('are not ready before the meeting has begun, and only for who leads', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, other], meetingId } = agenda;
    const { version } = await see(hub, secretary, meetingId);

    expect(ended(await hub.answer(LockNotes, secretary, { meetingId }, { ifMatch: version }))).toBe('meeting-not-started');
    expect(ended(await hub.answer(LockNotes, other, { meetingId }, { ifMatch: (await see(hub, other, meetingId)).version }))).toBe('not-allowed');
  });

  it('either hold an item that is proposed as they lock, or refuse it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const agenda = await anAgenda(table, { inHours: -1 });
      const { people: [secretary, other], meetingId } = agenda;
      const { version } = await see(hub, secretary, meetingId);

      const [proposed, locked] = await Promise.all([hub.answer(ProposeItem, other, { meetingId, ...text('Samtidigt') }), hub.answer(LockNotes, secretary, { meetingId }, { ifMatch: version })]);

      const { proposals, status } = await see(hub, other, meetingId);
      expect([[201, 'stale', 1, 'open'], ['agenda-locked', 200, 0, 'locked'], [201, 200, 1, 'locked']]).toContainEqual([ended(proposed), ended(locked), proposals.length, status]);
    }
  });
});

describe('what is open when the notes are locked', () => {
  it('goes to the group\'s next meeting, once, with its readers', async () => {
    const agenda = await anAgenda(table, { inHours: -2 });
    const { people: [secretary, police, arboga], organisations, meetingId } = agenda;
    await hub.ask(UseTemplate, secretary, { meetingId, template: 'est' });
    const settled = await takenUp(hub, agenda, 'Klar');
    await hub.ask(AddOutcome, secretary, { meetingId, itemId: settled.id, kind: 'decision', text: 'Vi gör så', by: 'Rådet' });
    const postponed = await takenUp(hub, agenda, 'Bordlagd', { by: police, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    await hub.ask(PostponeItem, police, { meetingId, itemId: postponed.id }, { ifMatch: postponed.version });
    await takenUp(hub, agenda, 'Hann inte');
    const next = await anAgenda(table, { inHours: 48, of: agenda });

    await lock(agenda);

    await eventually(async () => expect((await see(hub, police, next.meetingId)).items.map((i) => i.content?.title)).toEqual(['Veckans händelser på karta', 'Hotspots', 'Insatser denna vecka', 'Uppföljning av förra veckan', 'Bordlagd', 'Hann inte']));
    const seen = await see(hub, arboga, next.meetingId);
    expect(seen.items.map((i) => i.content?.title).slice(4)).toEqual(['Hann inte']);
    expect(seen.items.at(-1)?.content?.carriedFrom).toMatchObject({ meetingId });
  });

  it('waits for the next meeting where there is none, and is carried once however often that is told', async () => {
    const agenda = await anAgenda(table, { inHours: -2 });
    await takenUp(hub, agenda, 'Väntar');
    await lock(agenda);
    const next = aMeeting(agenda.group, agenda.people, { inHours: 48 });

    await table.meetings.tell(MeetingScheduled, next, { copies: 3 });
    await opened(hub, agenda.people[0], next.id);
    const after = await anAgenda(table, { inHours: 72, of: agenda });

    await eventually(async () => expect((await see(hub, agenda.people[1], next.id)).items.map((i) => i.content?.title)).toEqual(['Väntar']));
    expect((await see(hub, agenda.people[1], after.meetingId)).items).toEqual([]);
  });
});

describe('presence', () => {
  it('is noted from when to when, with substitutes of those authorities only', async () => {
    const agenda = await anAgenda(table, { inHours: -1 });
    const { people: [secretary, police, arboga], outsider, meetingId } = agenda;
    const stranger = await table.world.person(await table.world.organisation('Främmande'), 'Främling');
    await table.world.settled();
    const from = new Date(Date.now() - 3_600_000).toISOString();

    const came = await hub.ask(RecordPresence, secretary, { meetingId, personId: outsider.id, substituteForId: police.id, from });
    await hub.ask(ChangePresence, secretary, { meetingId, presenceId: came.id, from, to: new Date().toISOString() }, { ifMatch: came.version });

    expect((await see(hub, arboga, meetingId)).presence).toMatchObject([{ person: { id: outsider.id }, substituteFor: { id: police.id }, to: expect.any(String), may: [] }]);
    expect(ended(await hub.answer(RecordPresence, secretary, { meetingId, personId: stranger.id, from }))).toBe('unknown-attendee');
    expect(ended(await hub.answer(RecordPresence, arboga, { meetingId, personId: arboga.id, from }))).toBe('not-allowed');
    expect(ended(await hub.answer(ChangePresence, secretary, { meetingId, presenceId: came.id, from, to: null }, { ifMatch: 'p1' }))).toBe('stale');
  });
});

it('an item is treated once', async () => {
  const agenda = await anAgenda(table);
  const { people: [secretary], meetingId } = agenda;
  const item = await takenUp(hub, agenda, 'Läget');

  const treated = await hub.ask(TreatItem, secretary, { meetingId, itemId: item.id }, { ifMatch: item.version });

  expect(await hub.answer(TreatItem, secretary, { meetingId, itemId: item.id }, { ifMatch: treated.version })).toMatchObject({ problem: { status: 409, from: 'treated', to: 'treated', allowed: ['taken-up', 'postponed'] } });
});
