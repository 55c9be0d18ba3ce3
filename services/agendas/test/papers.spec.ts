import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddOutcome, AgendaAs, AgendaPaper, GiveAction, MeetingScheduled, RecordGuest, WriteNotes, type RawInput } from '@knutpunkt/contracts';
import { TestHub, World, pdfText, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, ended, takenUp, type Table } from './an-agenda.js';
import { ToldMeetings, aMeeting, opened } from './told-meetings.js';

let hub: TestHub;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

async function pdfOf(as: TestPerson, input: RawInput<typeof AgendaPaper>): Promise<Buffer> {
  return Buffer.from((await hub.ask(AgendaPaper, as, input)).base64, 'base64');
}
const read = async (as: TestPerson, input: RawInput<typeof AgendaPaper>): Promise<string> => pdfText(await pdfOf(as, input));

describe('a paper of a meeting', () => {
  it('is PDF/A-2a, named by its kind and day', async () => {
    const { people, meetingId, meeting } = await anAgenda(table);

    const paper = await hub.ask(AgendaPaper, people[1], { meetingId, paper: 'agenda' });

    const pdf = Buffer.from(paper.base64, 'base64').toString('latin1');
    expect(paper.fileName).toBe(`dagordning-${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date(meeting.startsAt))}.pdf`);
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>A</s);
  });

  it('holds for each of five organisations exactly what it may read', async () => {
    const agenda = await anAgenda(table);
    const { people, organisations, meetingId } = agenda;
    const [secretary, police] = people;
    const item = await takenUp(hub, agenda, 'Tillslaget', { by: police, reach: 'marked', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    await takenUp(hub, agenda, 'Hemlighetsfullt', { by: police, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    await takenUp(hub, agenda, 'Avslutning');
    await hub.ask(RecordGuest, secretary, { meetingId, name: 'Gunilla Gäst', organisation: 'Brottsofferjouren', from: agenda.meeting.startsAt });
    const where = { meetingId, itemId: item.id };
    await hub.ask(WriteNotes, secretary, { ...where, text: 'Anteckningen' }, { ifMatch: 'n0' });
    await hub.ask(AddOutcome, secretary, { ...where, kind: 'decision', text: 'Beslutstexten', by: 'Rådet' });
    await hub.ask(GiveAction, secretary, { ...where, text: 'Åtgärdstexten', due: '2030-01-01', personId: police.id });
    const secrets = /Tillslaget|Hemlighetsfullt|Anteckningen|Beslutstexten|Åtgärdstexten/;

    for (const [i, person] of people.entries()) {
      const own = await read(person, { meetingId, paper: 'notes' });
      const shown = await read(secretary, { meetingId, paper: 'notes', readers: organisations[i]!.authorityId });
      for (const paper of [own, shown]) {
        expect(paper).toContain('Gunilla Gäst, Brottsofferjouren (gäst)');
        if (i < 2) expect(paper).toMatch(/§ 1 Tillslaget[^]*Anteckningen[^]*Beslut \(Rådet\): Beslutstexten[^]*Åtgärdstexten[^]*§ 2 Hemlighetsfullt[^]*§ 3 Avslutning/);
        else {
          expect(paper).toMatch(/§ 1 – ej för er organisation[^]*§ 2 Avslutning/);
          expect(paper).not.toMatch(secrets);
        }
      }
    }
    expect(await read(secretary, { meetingId, paper: 'agenda', readers: 'everyone' })).not.toMatch(secrets);
    expect(await read(secretary, { meetingId, paper: 'notice' })).not.toMatch(secrets);
  });

  it('holds nothing open from a meeting at which its readers were not, also where it was for all there', async () => {
    const first = await anAgenda(table);
    const { people: [secretary, police, arboga], organisations } = first;
    const item = await takenUp(hub, first, 'Läget');
    await hub.ask(GiveAction, secretary, { meetingId: first.meetingId, itemId: item.id, text: 'Löftet', due: '2030-01-01', personId: police.id });
    const newcomer = await table.world.person(await table.world.organisation('Nykomlingen'), 'Ny vid bordet');
    const next = aMeeting(first.group, [...first.people, newcomer], { inHours: 48 });
    await table.meetings.tell(MeetingScheduled, { ...next, audiences: [...next.audiences, { audience: newcomer.id, kind: 'person', level: 'content', validFrom: new Date(0).toISOString(), validTo: null }] });
    await opened(hub, newcomer, next.id);
    const paper = (as: TestPerson, readers?: string): Promise<string> => read(as, { meetingId: next.id, paper: 'agenda', ...(readers ? { readers } : {}) });

    for (const [as, readers] of [[newcomer], [secretary, newcomer.organisation.authorityId], [secretary, 'everyone']] as const) expect([readers, await paper(as, readers)]).toEqual([readers, expect.not.stringContaining('Löftet')]);
    expect((await hub.ask(AgendaAs, secretary, { meetingId: next.id, authorityId: newcomer.organisation.authorityId })).openActions).toEqual([]);
    for (const [as, readers] of [[arboga], [secretary, organisations[2]!.authorityId]] as const) expect(await paper(as, readers)).toContain('Löftet');
  });

  it('shows what was typed as text, also where it reads like a command', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary], meetingId } = agenda;
    await takenUp(hub, agenda, '#read("/etc/passwd") #import "@preview/x:1.0.0": * \\u{41} $x^2$');

    const paper = await read(secretary, { meetingId, paper: 'agenda' });

    expect(paper).toContain('#read("/etc/passwd")');
    expect(paper).toContain('@preview/x:1.0.0');
    expect(paper).not.toContain('root:');
  });

  const readings = ['#read("/etc/passwd")', '#include "/etc/passwd"', '#import "/etc/passwd": *', '#image("/etc/hostname")', 'image("../../etc/passwd")', '```typ #read("/etc/passwd") ```', '#eval("read(\\"/etc/passwd\\")")', '#let x = [', ']}) #{', '$ unclosed', '\\u{23}read("x")', '<label> @ref', '#sys.inputs', '#panic("x")'];
  const scripts = ['Åtgärder på Öster, även för äldre', 'שלום עולם', 'mallen \u200Frtl\u200E slut', 'العربية'];
  it('shows every way of reading a file, every unclosed bracket and every script as it was typed', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary], meetingId } = agenda;
    for (const typed of [...readings, ...scripts]) {
      const item = await takenUp(hub, agenda, typed);
      await hub.ask(WriteNotes, secretary, { meetingId, itemId: item.id, text: `Anteckning: ${typed}\n${typed}` }, { ifMatch: 'n0' });
    }

    const paper = (await read(secretary, { meetingId, paper: 'notes' })).replaceAll(/\s+/g, '');

    for (const typed of readings) expect(paper).toContain(typed.replaceAll(/\s+/g, ''));
    expect(paper).toContain(scripts[0]!.replaceAll(' ', ''));
    expect(paper.match(/root:|Anteckning:/g)!.filter((found) => found === 'root:')).toEqual([]);
    expect(paper.match(/Anteckning:/g)).toHaveLength(readings.length + scripts.length);
  });

  it('is made also where a character is in no font', async () => {
    const agenda = await anAgenda(table);
    await takenUp(hub, agenda, 'Läget 🙂 前');

    expect((await pdfOf(agenda.people[0], { meetingId: agenda.meetingId, paper: 'agenda' })).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('for another authority is for who leads; a stranger\'s authority is none', async () => {
    const { people: [secretary, police], organisations, meetingId } = await anAgenda(table);
    const stranger = await table.world.organisation('Främmande');

    expect(ended(await hub.answer(AgendaPaper, police, { meetingId, paper: 'agenda', readers: organisations[2]!.authorityId }))).toBe('not-allowed');
    expect(ended(await hub.answer(AgendaPaper, secretary, { meetingId, paper: 'agenda', readers: stranger.authorityId }))).toBe('unknown-authority');
  });
});
