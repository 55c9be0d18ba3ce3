import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MeetingView, ReferralView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { employment, endingSoon, holding, receiving, requirePast, seats, told } from './ending-grants.js';
import { LeakHub } from './leak-hub.js';
import { openStream, type OpenStream } from './open-stream.js';
import { agendaSeen, agreementOf, drafted, groupOf, itemIn, personId, pollIn, when } from './scene.js';

const grants = [...seats, holding, employment];
const holders = [...grants.map(({ holder }) => holder), 'rut.kop'];
const waits = 20_000;

let leaks: LeakHub;
let read: Record<'group' | 'meeting' | 'request', string>;
const streams = new Map<string, OpenStream>();
const polls: string[] = [];
/** Another group's poll, in which two of them stay. */
let elsewhere: string;
/** How much each stream had told when every service knew the end. */
const before = new Map<string, number>();

const accessIn = (text: string): number => text.split('event: access\n').length - 1;
const address = (username: string): string => `${username.split('.')[0]}-kanariepost@${username.endsWith('.pol') ? 'provpolis' : username.endsWith('.bos') ? 'provbos' : 'prov'}.example`;
const textsTo = (username: string): string[] => leaks.mailbox.messages(address(username)).map((mail) => JSON.stringify(mail));
const queued = (username: string, poll: string) => leaks.hub.asAdmin<{ open: boolean; reason: string | null }>('notifications',
  "select sent_at is null and dropped_at is null as open, reason from mails m join people p on p.id = m.recipient_id where p.home_id = $1 and m.matter_id = $2", [username, poll]);

type Answers = Record<string, number>;

/** What each service answers somebody about the meeting, the request to VB-POL that hangs on its agenda, and what was told of them. */
async function answers(username: string): Promise<Answers> {
  const token = await leaks.token(username);
  const get = async (path: string) => leaks.http({ method: 'GET', path: `/api${path}`, body: undefined }, { token });
  const items = async (path: string): Promise<number> => {
    const { status, body } = await get(path);
    return status === 200 ? (JSON.parse(body) as { items: unknown[] }).items.length : status;
  };
  const status = async (path: string): Promise<number> => (await get(path)).status;
  const { group, meeting } = read;
  return { directory: await status(`/groups/${group}`), meetings: await status(`/meetings/${meeting}`), agendas: await status(`/agendas/${meeting}`), referrals: await items(`/meetings/${meeting}/referrals`) };
}

const requestRead = async (username: string): Promise<number> => (await leaks.http({ method: 'GET', path: `/api/referrals/${read.request}`, body: undefined }, { token: await leaks.token(username) })).status;
const inboxOf = async (username: string): Promise<string[]> => (await leaks.does<{ items: { matter: { id: string } }[] }>(username, ['GET', '/notifications'])).items.map(({ matter }) => matter.id);
async function sent(request: { to: string; agendaItemId?: string }): Promise<ReferralView> {
  const { id } = await drafted(leaks, 'eva.kop', request);
  return leaks.does<ReferralView>('eva.kop', ['POST', `/referrals/${id}/send`, {}]);
}

/** A meeting, a request, and polls whose mails wait to go together, for those who are let in. */
async function scene(): Promise<void> {
  await agreementOf(leaks, ['KOP', 'POL']);
  for (const given of [...grants.map((one) => one.given), receiving]) await leaks.hub.asAdmin('directory', given);
  await told(leaks);
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: group.id }]);
  const request = await sent({ to: 'FRITID-BOS' });
  await agendaSeen(leaks, 'eva.kop', meeting.id);
  const { agendaItemId } = await itemIn(leaks, 'eva.kop', { meetingId: meeting.id, me: await personId(leaks, 'eva.kop'), mark: '' });
  await sent({ to: 'VB-POL', agendaItemId });
  read = { group: group.id, meeting: meeting.id, request: request.id };
  polls.push(await pollIn(leaks, 'eva.kop', group.id));
  for (const username of holders.filter((one) => one !== 'nils.bos')) await eventually(() => expect(textsTo(username).some((text) => text.includes(polls[0]!))).toBe(true), waits);
  polls.push(await pollIn(leaks, 'eva.kop', group.id));
  const own = await groupOf(leaks, 'ulla.pol', 'EGEN-POL');
  elsewhere = await pollIn(leaks, 'ulla.pol', own.id);
  for (const username of ['karl.pol', 'sven.pol', 'lena.pol', 'ulla.pol', 'frida.kop']) await eventually(async () => expect(await queued(username, polls[1]!)).toMatchObject([{ open: true }]), waits);
  await eventually(async () => expect(await queued('sven.pol', elsewhere)).toMatchObject([{ open: true }]), waits);
}

/** Everybody reads, listens, and has mails that wait; then one second ends it all, and what happens after it is told to who is left. */
beforeAll(async () => {
  leaks = await LeakHub.start({ logLevel: 'silent', digestMs: 600_000 });
  await scene();
  for (const username of holders) streams.set(username, await openStream(leaks, username));
  for (const { holder } of seats) await eventually(async () => expect(await answers(holder)).toEqual({ directory: 200, meetings: 200, agendas: 200, referrals: 1 }), waits);
  for (const username of [...seats.map(({ holder }) => holder), 'rut.kop']) await eventually(async () => expect(await inboxOf(username)).toEqual(expect.arrayContaining([read.meeting, ...polls])), waits);
  expect(await answers('frida.kop')).toEqual({ directory: 200, meetings: 200, agendas: 200, referrals: 0 });
  await eventually(async () => expect(await requestRead('nils.bos')).toBe(200), waits);
  const at = await endingSoon(leaks, grants);
  for (const [username, stream] of streams) before.set(username, accessIn(stream.text()));
  await eventually(() => requirePast(leaks, at + 1_000), 120_000);
}, 180_000);
afterAll(() => leaks?.stop());

describe('what is given until 17:00:00', () => {
  it.each(seats)('is refused at 17:00:01 by every service: $called', async ({ holder }) => {
    expect(await answers(holder)).toEqual({ directory: 404, meetings: 404, agendas: 404, referrals: 0 });
    const inbox = await inboxOf(holder);
    expect([read.meeting, ...polls].filter((id) => inbox.includes(id))).toEqual([]);
    expect(await inboxOf('rut.kop')).toEqual(expect.arrayContaining([read.meeting, ...polls]));
  });

  it('is refused at 17:00:01: a request to a function that somebody held', async () => {
    expect(await requestRead('nils.bos')).toBe(404);
  });

  it('is refused at 17:00:01 by every service: an employment', async () => {
    expect(await answers('frida.kop')).toEqual({ directory: 403, meetings: 403, agendas: 403, referrals: 403 });
    await expect(inboxOf('frida.kop')).rejects.toThrow(/403/);
  });
});

describe('a live stream that is open at 17:00:00', () => {
  it('is closed when the employment has ended', async () => {
    await eventually(() => expect(streams.get('frida.kop')!.ended()).toBe(true));
  });

  it.each([...seats, holding])('is told then to read anew, and nothing that happens afterwards: $called', async ({ holder }) => {
    const stream = streams.get(holder)!;
    await eventually(() => expect(accessIn(stream.text())).toBeGreaterThan(before.get(holder)!));
    const later = await pollIn(leaks, 'eva.kop', read.group);
    polls.push(later);
    await eventually(() => expect(streams.get('rut.kop')!.text()).toContain(later), waits);

    expect(stream.text()).not.toContain(later);
    expect(stream.ended()).toBe(false);
  });
});

describe('a mail that waits at 17:00:00 to go together with others', () => {
  /** The time in which mails are gathered is over. */
  const gathered = "update mails set sent_at = sent_at - interval '1 day', due_at = least(due_at, now()) where kind like 'poll-%'";

  beforeAll(async () => {
    await leaks.hub.asAdmin('notifications', gathered);
    await eventually(async () => expect((await queued('rut.kop', polls[1]!))[0]!.open).toBe(false), waits);
    await eventually(async () => expect(await leaks.hub.asAdmin('notifications', "select from mails where kind like 'poll-%' and sent_at is null and dropped_at is null and due_at <= now()")).toEqual([]), waits);
  });

  it.each([...seats, employment])('goes without it: $called', async ({ holder }) => {
    const waited = await queued(holder, polls[1]!);
    expect(waited.length).toBeGreaterThan(0);
    expect(new Set(waited.map(({ open, reason }) => (open ? 'open' : reason)))).toEqual(new Set([holder === employment.holder ? 'recipient-gone' : 'no-right']));
    expect(textsTo(holder).filter((text) => polls.slice(1).some((id) => text.includes(id)))).toEqual([]);
    expect(textsTo('rut.kop').filter((text) => text.includes(polls[1]!))).toHaveLength(1);
  });

  it('goes with what is still theirs', () => {
    expect(textsTo('sven.pol').filter((text) => text.includes(elsewhere))).toHaveLength(1);
  });
});
