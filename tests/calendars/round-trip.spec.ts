import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptProposal, CancelMeeting, DeclineProposal, MeetingDetails, NotificationInbox, RemindParticipants, RescheduleMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { startMailbox, type Letter, type Mailbox } from '@knutpunkt/infra/mailbox';
import { meetingsTaking } from '@knutpunkt/meetings';
import { notifications } from '@knutpunkt/notifications';
import { TestHub, World, eventually, type TestGroup, type TestPerson } from '@knutpunkt/testing';
import { eventIn, organiserIn, press } from './calendar-client.js';

const answers = { address: 'svar@hub.example', key: Buffer.alloc(32, 9).toString('base64') };
const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-calendars-'));
let hub: TestHub;
let world: World;
let mailbox: Mailbox;
let port: number;

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}

beforeAll(async () => {
  [mailbox, port] = [await startMailbox({ dir }), await aFreePort()];
  hub = await TestHub.start([meetingsTaking({ ...answers, port, trust: 'none' }), notifications({ smtpUrl: mailbox.smtpUrl, publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example', answers })]);
  world = new World(hub, ['meetings', 'notifications']);
}, 90_000);
afterAll(async () => {
  await hub?.stop();
  await mailbox?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const when = { starts: `${day(7)}T13:30`, ends: `${day(7)}T15:00` };

async function aGroup(changes: Parameters<World['group']>[2] = {}): Promise<{ eva: TestPerson; karl: TestPerson; group: TestGroup }> {
  const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
  const [eva, karl] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Karl')];
  return { eva, karl, group: await world.group(koping, [eva, karl], changes) };
}

const mailsTo = ({ id }: { id: string }): Letter[] => mailbox.messages(`${id}@example.test`);
const newest = (to: { id: string }, count: number): Promise<Letter> => eventually(() => { expect(mailsTo(to)).toHaveLength(count); return mailsTo(to)[0]!; }, 30_000);
const answerOf = (as: TestPerson, meeting: MeetingView, whose: TestPerson) => eventually(async () => {
  const reply = (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).content?.participants.find((p) => p.person?.id === whose.id)?.reply;
  expect(reply).toBeTruthy();
  return reply!;
});

describe('an invitation that goes out by SMTP, and the answer that comes in by it', () => {
  it.each(['Outlook', 'Gmail'] as const)('reaches the organiser from a calendar like %s', async (like) => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, place: 'Rådhuset' });
    const letter = await newest(karl, 1);
    expect(eventIn(letter).getFirstProperty('attendee')!.getParameter('rsvp')).toBe('TRUE');

    await press(port, letter, { partstat: 'TENTATIVE', comment: 'Försöker', like });

    expect(await answerOf(eva, meeting, karl)).toMatchObject({ answer: 'maybe', comment: 'Försöker', byMail: true });
    await eventually(async () => expect(JSON.stringify(await hub.ask(NotificationInbox, eva, {}))).toContain('"answer":"maybe"'), 20_000);
  });

  it('comes once more to who has not answered and is reminded, as the same entry, and is answered as before', async () => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const first = await newest(karl, 1);

    await hub.ask(RemindParticipants, eva, { meetingId: meeting.id });

    const again = await newest(karl, 2);
    const entry = (letter: Letter) => ['uid', 'sequence', 'dtstart', 'organizer'].map((name) => String(eventIn(letter).getFirstPropertyValue(name)));
    expect([again.subject, again.deliveries, entry(again)]).toEqual([expect.stringMatching(/^Påminnelse: /), 1, entry(first)]);
    await press(port, again, { partstat: 'ACCEPTED', like: 'Gmail' });
    expect(await answerOf(eva, meeting, karl)).toMatchObject({ answer: 'yes', byMail: true });
  });

  it('asks again after a move, explains an answer to the old time, and takes one to the new', async () => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const first = await newest(karl, 1);
    await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, starts: `${day(8)}T09:00`, ends: `${day(8)}T10:00`, place: '' }, { ifMatch: meeting.version });
    const moved = await newest(karl, 2);
    expect(organiserIn(moved)).toBe(organiserIn(first));

    await press(port, first, { partstat: 'ACCEPTED', like: 'Outlook' });
    const again = await newest(karl, 3);
    expect(again.text).toContain('Svara igen');
    expect(String(eventIn(again).getFirstPropertyValue('sequence'))).toBe('1');

    await press(port, moved, { partstat: 'ACCEPTED', like: 'Outlook' });
    expect(await answerOf(eva, meeting, karl)).toMatchObject({ answer: 'yes' });
  });

  it('explains what a calendar sends to a cancelled meeting, and that nobody can be sent instead', async () => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const letter = await newest(karl, 1);
    await press(port, letter, { partstat: 'DELEGATED', like: 'Outlook' });
    expect((await newest(karl, 2)).subject).toContain('kan inte lämnas över');
    await hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: '' }, { ifMatch: (await hub.ask(MeetingDetails, eva, { meetingId: meeting.id })).version });
    const cancelled = await newest(karl, 3);
    expect(organiserIn(cancelled)).toBe(organiserIn(letter));

    await press(port, letter, { partstat: 'ACCEPTED', like: 'Gmail' });

    // What else happens to somebody within a minute goes in one mail after it.
    await eventually(async () => expect(await hub.asAdmin('notifications', "select kind from mails where recipient_id = $1 and kind = 'reply-cancelled'", [karl.id])).toHaveLength(1), 20_000);
  });

  it('gives the entry as it stands to a calendar that asks for it again', async () => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, place: 'Rådhuset' });
    const letter = await newest(karl, 1);
    await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, ...when, place: 'Biblioteket' }, { ifMatch: meeting.version });
    await newest(karl, 2);

    await press(port, letter, { partstat: 'ACCEPTED', like: 'Outlook', refreshes: true });

    const again = eventIn(await newest(karl, 3));
    expect([again.parent.getFirstPropertyValue('method'), ...['location', 'sequence'].map((name) => String(again.getFirstPropertyValue(name)))]).toEqual(['REQUEST', 'Biblioteket', '1']);
    expect((await hub.ask(MeetingDetails, eva, { meetingId: meeting.id })).content!.participants.find((p) => p.person?.id === karl.id)!.reply).toBeNull();
  });

  it.each(['Outlook', 'Gmail'] as const)('brings another time that a calendar like %s proposes, which is declined by mail once, and by a calendar again is taken', async (like) => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const letter = await newest(karl, 1);
    const proposes = { startsAt: `${day(9)}T08:00:00.000Z`, endsAt: `${day(9)}T09:00:00.000Z` };
    const participantId = meeting.content!.participants.find((p) => p.person?.id === karl.id)!.id;
    const proposed = () => eventually(async () => expect(await answerOf(eva, meeting, karl)).toMatchObject({ answer: 'maybe', proposes }));
    await press(port, letter, { partstat: 'TENTATIVE', like, proposes });
    await proposed();

    await hub.ask(DeclineProposal, eva, { meetingId: meeting.id, participantId, ...proposes });
    const declined = await newest(karl, 2);
    expect([declined.calendar, declined.subject, declined.deliveries]).toEqual([expect.stringContaining('METHOD:DECLINECOUNTER'), expect.stringContaining('antogs inte'), 1]);
    expect([eventIn(declined), eventIn(letter)].map((entry) => String(entry.getFirstPropertyValue('uid')))).toEqual(Array(2).fill(`${meeting.id}@knutpunkt`));

    // A stamp has whole seconds: the next one must be later.
    await eventually(async () => { await press(port, letter, { partstat: 'TENTATIVE', like, proposes }); await expect(answerOf(eva, meeting, karl)).resolves.toMatchObject({ proposes }); });
    expect(await hub.ask(AcceptProposal, eva, { meetingId: meeting.id, participantId, ...proposes })).toMatchObject(proposes);
    expect(String(eventIn(await newest(karl, 3)).getFirstPropertyValue('sequence'))).toBe('1');
  });

  it('says nothing of an individual-level meeting, and its answer comes through', async () => {
    const { eva, karl, group } = await aGroup({ level: 'INDIVIDUAL', requiredAssuranceLevel: 2, name: 'Insatsgrupp Köping' });
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });
    const letter = await newest(karl, 1);
    expect(JSON.stringify(letter)).not.toContain('Insatsgrupp');

    await press(port, letter, { partstat: 'DECLINED', comment: 'Gäller Kalle', like: 'Outlook' });

    expect(await answerOf(eva, meeting, karl)).toMatchObject({ answer: 'no', comment: '' });
  });
});
