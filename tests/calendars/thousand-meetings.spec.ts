import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CancelMeeting, FetchFeed, InviteGuest, MakeFeed, ReplyToMeeting, RescheduleMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { startMailbox, type Mailbox } from '@knutpunkt/infra/mailbox';
import { meetingsTaking } from '@knutpunkt/meetings';
import { notifications } from '@knutpunkt/notifications';
import { TestHub, World, eventually, type TestGroup, type TestPerson } from '@knutpunkt/testing';

const answers = { address: 'svar@hub.example', key: Buffer.alloc(32, 5).toString('base64') };
const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-thousand-'));
let hub: TestHub;
let world: World;
let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await startMailbox({ dir });
  hub = await TestHub.start([meetingsTaking({ ...answers, port: 0, trust: 'none' }), notifications({ smtpUrl: mailbox.smtpUrl, publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example', answers, digestMs: 3_000 })]);
  world = new World(hub, ['meetings', 'notifications']);
}, 90_000);
afterAll(async () => {
  await hub?.stop();
  await mailbox?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const at = (n: number, hour: string) => ({ starts: `${day(10 + n)}T${hour}:00`, ends: `${day(10 + n)}T${hour}:45`, place: `Rådhuset, rum ${n}`, link: `https://video.example/kanarie-${n}` });
const words = (n: number) => ({ title: `Om KANARIERUBRIK ${n}`, about: `KANARIETEXT ${n} ÅÄÖ` });

interface Called { readonly group: TestGroup; readonly by: TestPerson; readonly members: readonly TestPerson[] }

/** Twenty-five general groups and as many about individuals, whose very names are confidential. */
async function groups(): Promise<Called[]> {
  const [koping, polisen] = [await world.organisation('KANARIEKOMMUNEN'), await world.organisation('KANARIEPOLISEN')];
  const called: Called[] = [];
  for (let n = 0; n < 50; n += 1) {
    const members = [await world.person(koping, `Eva KANARIENAMN ${n}`), await world.person(polisen, `Karl KANARIENAMN ${n}`, { locale: 'en' }), await world.person(koping, `Rut KANARIENAMN ${n}`)];
    const individual = n % 2 === 1;
    const group = await world.group(koping, members, individual ? { level: 'INDIVIDUAL', requiredAssuranceLevel: 2, name: `Insatsgruppen KANARIEGRUPP ${n}` } : { name: `Unggruppen ${n}` });
    called.push({ group, by: members[0]!, members });
  }
  return called;
}

/** A meeting's whole life, in every text that its level takes. */
async function life({ group, by, members }: Called, n: number): Promise<void> {
  const general = group.level === 'GENERAL';
  const meeting: MeetingView = await hub.ask(ScheduleMeeting, by, { ...at(n, '13'), groupId: group.id, ...(general ? words(n) : {}) });
  if (n % 4 === 0) await hub.ask(ReplyToMeeting, members[1]!, { meetingId: meeting.id, startsAt: meeting.startsAt, answer: 'no', comment: general ? 'KANARIEKOMMENTAR' : '' });
  if (n % 5 === 0 && general) await hub.ask(InviteGuest, by, { meetingId: meeting.id, name: 'KANARIEGÄST', organisation: 'KANARIEFÖRENING' });
  if (n % 4 !== 1) return;
  const moved = await hub.ask(RescheduleMeeting, by, { meetingId: meeting.id, ...at(n, '15') }, { ifMatch: meeting.version });
  if (n % 8 === 1) await hub.ask(CancelMeeting, by, { meetingId: meeting.id, reason: general ? 'KANARIESKÄL' : '' }, { ifMatch: moved.version });
}

const unfolded = (calendar: string): string => calendar.replaceAll(/\r?\n[ \t]/g, '');
const waiting = (): Promise<unknown[]> => hub.asAdmin('notifications', "select from mails where sent_at is null and dropped_at is null union all select from inbox where state = 'waiting'");

it('a thousand meetings leave no confidential text in any mail, header, calendar entry or feed', async () => {
  const called = await groups();
  for (let n = 0; n < 20; n += 1) await Promise.all(called.map((one) => life(one, n)));
  const [{ many }] = (await hub.asAdmin<{ many: number }>('meetings', 'select count(*)::int as many from meetings')) as [{ many: number }];
  await eventually(async () => expect(await hub.asAdmin('notifications', "select from inbox where state = 'done' and type like '%meeting.scheduled%'")).toHaveLength(many), 120_000);
  await eventually(async () => expect(await waiting()).toEqual([]), 180_000);

  const letters = mailbox.messages();
  const entries = letters.flatMap(({ calendar }) => (calendar ? [unfolded(calendar)] : []));
  const feeds: string[] = [];
  for (const { members } of called) {
    const { secret } = await hub.ask(MakeFeed, members[2]!, {});
    const { calendar } = await hub.ask(FetchFeed, {} as TestPerson, { hub: 'https://hub.example' }, { token: secret });
    feeds.push(unfolded(gunzipSync(Buffer.from(calendar!, 'base64')).toString()));
  }

  expect(many).toBe(1_000);
  expect(letters.filter(({ headers }) => headers.some((line) => /^reply-to:\s*svar\+[a-z2-7]{52}@hub\.example$/i.test(line))).length).toBeGreaterThan(500);
  expect(entries.length).toBeGreaterThan(500);
  expect(feeds.reduce((sum, feed) => sum + feed.split('BEGIN:VEVENT').length - 1, 0)).toBeGreaterThan(900);
  for (const text of [...letters.map((letter) => JSON.stringify(letter)), ...entries, ...feeds]) expect(text).not.toMatch(/kanarie/i);
  // Many in one mail are published: they are put in a calendar, and answered in the hub.
  for (const entry of entries) expect([entry, entry.match(/^ATTENDEE/gm)?.length ?? 0]).toEqual([entry, entry.includes('METHOD:PUBLISH') ? 0 : 1]);
}, 420_000);
