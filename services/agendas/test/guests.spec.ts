import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangePresence, MeetingScheduled, RecordGuest, RecordPresence, RemovePresence } from '@knutpunkt/contracts';
import { TestHub, World } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, ended, see, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

describe('a guest without an account', () => {
  it('is present by name and organisation, renamed, and taken away', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], meetingId } = agenda;
    const from = new Date().toISOString();
    const guest = { name: 'Gunilla Gäst', organisation: 'Brottsofferjouren' };
    const came = await hub.ask(RecordGuest, secretary, { meetingId, ...guest, from });

    expect((await see(hub, arboga, meetingId)).presence).toMatchObject([{ person: null, guest, may: [] }]);
    expect(ended(await hub.answer(RecordGuest, police, { meetingId, ...guest, from }))).toBe('not-allowed');
    const renamed = await hub.ask(ChangePresence, secretary, { meetingId, presenceId: came.id, from, to: null, guest: { ...guest, name: 'Gun Gäst' } }, { ifMatch: came.version });
    expect(renamed).toMatchObject({ guest: { name: 'Gun Gäst' }, version: 'p2' });
    await hub.ask(RemovePresence, secretary, { meetingId, presenceId: came.id }, { ifMatch: renamed.version });
    expect((await see(hub, arboga, meetingId)).presence).toEqual([]);
  });

  it('is never called by an identity number, nor is somebody of the directory renamed', async () => {
    const { people: [secretary, police], meetingId } = await anAgenda(table);
    const from = new Date().toISOString();
    const numbered = { name: 'Gun 19811228-9874', organisation: 'BOJ' };
    const came = await hub.ask(RecordPresence, secretary, { meetingId, personId: police.id, from });
    const guest = await hub.ask(RecordGuest, secretary, { meetingId, name: 'Gun', organisation: 'BOJ', from });
    const change = (one: { id: string; version: string }, called: { name: string; organisation: string }) =>
      hub.answer(ChangePresence, secretary, { meetingId, presenceId: one.id, from, to: null, guest: called }, { ifMatch: one.version });

    expect(await hub.answer(RecordGuest, secretary, { meetingId, ...numbered, from })).toMatchObject({ problem: { status: 422, errors: [{ pointer: '/name' }] } });
    expect(await change(guest, numbered)).toMatchObject({ problem: { status: 422, errors: [{ pointer: '/guest/name' }] } });
    expect(ended(await change(came, { name: 'Någon', organisation: 'Annan' }))).toBe('unknown-attendee');
  });

  it('is named at no individual-level meeting', async () => {
    const { people, organisations } = await anAgenda(table);
    const group = await table.world.group(organisations[0]!, people, { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const meeting = aMeeting(group, people);
    await table.meetings.tell(MeetingScheduled, meeting);
    await opened(hub, people[0], meeting.id);

    expect(ended(await hub.answer(RecordGuest, people[0], { meetingId: meeting.id, name: 'Gun', organisation: 'BOJ', from: new Date().toISOString() }))).toBe('text-in-individual-group');
  });
});
