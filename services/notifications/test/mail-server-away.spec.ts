import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MeetingCancelled, MeetingRescheduled, MeetingScheduled, UnreachedParticipants, type MeetingFacts } from '@knutpunkt/contracts';
import { startMailbox, type Mailbox } from '@knutpunkt/infra/mailbox';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { notifications } from '../src/index.js';
import { leaseMs } from './hub.js';
import { TellingMeetings, aMeetingOf } from './telling-meetings.js';

const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-away-'));
let mailbox: Mailbox;
let hub: TestHub;
let meetings: TellingMeetings;
const service = () => notifications({ smtpUrl: mailbox.smtpUrl, publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example', leaseMs });

beforeAll(async () => {
  mailbox = await startMailbox({ dir });
  hub = await TestHub.start([service()]);
  meetings = new TellingMeetings(hub);
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await mailbox?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Resolves when the sender has found nobody at the mail server's address so many times since it was started. */
const foundAway = (times: number) => eventually(async () => {
  const metrics = await (await fetch(`http://127.0.0.1:${hub.running.get('notifications')!.opsPort}/metrics`)).text();
  expect(Number(/operation="mail\.away",status="0"\} (\d+)/.exec(metrics)?.[1] ?? 0)).toBeGreaterThanOrEqual(times);
}, 20_000);
const open = async (): Promise<number> => (await hub.asAdmin('notifications', 'select from mails where sent_at is null')).length;
const uid = (calendar = ''): string | undefined => /^UID:(.*)@knutpunkt\r$/m.exec(calendar)?.[1];
/** What has come about a meeting to somebody, oldest first, and how many times it was handed in. */
const arrived = ({ id }: MeetingFacts, to: TestPerson) =>
  mailbox.messages(`${to.id}@example.test`).filter(({ calendar }) => uid(calendar) === id).reverse().map(({ subject, deliveries }) => `${subject.split(':')[0]} ${deliveries}`);

it('a mail server that is away, over a restart of the hub too, gets all that happened meanwhile when it is back: nothing twice, and of each meeting in its order', async () => {
  const world = new World(hub, ['notifications']);
  const koping = await world.organisation('Köping');
  const [sara, karl, rut] = [await world.person(koping, 'Sara'), await world.person(koping, 'Karl'), await world.person(koping, 'Rut')];
  const group = await world.group(koping, [sara, karl, rut]);
  const [before, moved, cancelled] = [1, 2, 3].map((day) => aMeetingOf(group, [sara, karl, rut], { startsAt: `2027-02-0${day}T12:30:00.000Z`, endsAt: `2027-02-0${day}T14:00:00.000Z` })) as [MeetingFacts, MeetingFacts, MeetingFacts];
  await meetings.tell(MeetingScheduled, { meeting: before }, sara);
  await eventually(() => expect([arrived(before, karl), arrived(before, rut)]).toEqual([['Kallelse 1'], ['Kallelse 1']]), 20_000);

  const port = Number(new URL(mailbox.smtpUrl).port);
  await mailbox.stop();
  for (const meeting of [moved, cancelled]) await meetings.tell(MeetingScheduled, { meeting }, sara);
  await meetings.tell(MeetingCancelled, { meeting: { ...before, status: 'cancelled', sequence: 1 } }, sara);
  await foundAway(2);
  await meetings.tell(MeetingRescheduled, { meeting: { ...moved, place: 'Biblioteket', sequence: 1 }, asksAgain: false }, sara);
  await hub.stopService('notifications');
  await hub.startService(service());
  await meetings.tell(MeetingCancelled, { meeting: { ...cancelled, status: 'cancelled', sequence: 1 } }, sara);
  await foundAway(1);
  await eventually(async () => expect(await open()).toBe(10));
  await hub.asAdmin('notifications', "update mails set queued_at = queued_at - interval '61 minutes' where sent_at is null");
  const waiting = (meeting: MeetingFacts, mail: string) => meeting.participants.slice(1).map(({ id }) => ({ participantId: id, mail, why: 'waiting' }));
  expect((await hub.ask(UnreachedParticipants, sara, { meetingId: cancelled.id })).items).toEqual(waiting(cancelled, 'cancelled'));

  mailbox = await startMailbox({ dir, smtpPort: port });
  expect(new URL(mailbox.smtpUrl).port).toBe(String(port));
  await eventually(async () => expect(await open()).toBe(0), 60_000);
  for (const one of [karl, rut]) expect([before, moved, cancelled].map((meeting) => arrived(meeting, one))).toEqual([['Kallelse 1', 'Inställt 1'], ['Kallelse 1', 'Ändrat möte 1'], ['Kallelse 1', 'Inställt 1']]);
  expect(mailbox.messages()).toHaveLength(12);
  expect(await hub.asAdmin('notifications', 'select distinct reason, attempts, unreached from mails')).toEqual([{ reason: null, attempts: 1, unreached: null }]);
  expect(await Promise.all([before, moved, cancelled].map(({ id }) => hub.ask(UnreachedParticipants, sara, { meetingId: id })))).toEqual([{ items: [] }, { items: [] }, { items: [] }]);
}, 120_000);
