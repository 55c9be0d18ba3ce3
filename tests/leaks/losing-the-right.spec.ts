import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveEvents, MeetingDetails, UpcomingMeetings, type MeetingView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { LeakHub, bearer } from './leak-hub.js';
import { groupOf, when } from './scene.js';

let leaks: LeakHub;
beforeAll(async () => { leaks = await LeakHub.start(); }, 120_000);
afterAll(() => leaks?.stop());

async function end(code: string, username: string): Promise<void> {
  const [row] = await leaks.hub.asAdmin<{ id: string; group_id: string; version: number }>('directory', 'select m.id, m.group_id, m.version from memberships m join groups g on g.id = m.group_id join people p on p.id = m.person_id where g.code = $1 and p.home_id = $2', [code, username]);
  await leaks.does('admin.kop', ['POST', `/groups/${row!.group_id}/members/${row!.id}/end`, {}], String(row!.version));
}

const inboxOf = (username: string) => leaks.does<{ items: { matter: { id: string } }[] }>(username, ['GET', '/notifications']);
const address = (username: string): string => `${username.split('.')[0]}-kanariepost@${username.endsWith('.pol') ? 'provpolis' : 'prov'}.example`;
const mailsAbout = (username: string, { id }: MeetingView) => leaks.mailbox.messages(address(username)).filter((mail) => JSON.stringify(mail).includes(id));

async function called(code: string): Promise<MeetingView> {
  const group = await groupOf(leaks, 'eva.kop', code);
  return leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: group.id }]);
}

async function told(username: string, { id }: MeetingView): Promise<void> {
  await eventually(async () => expect((await inboxOf(username)).items.map(({ matter }) => matter.id)).toContain(id), 30_000);
}

/** Nothing of a meeting has come to somebody, by any way. */
async function heardNothing(username: string, meeting: MeetingView): Promise<void> {
  const { events } = await leaks.hub.ask(LiveEvents, bearer(username), { after: '' });
  expect(events.filter(({ id }) => id === meeting.id)).toEqual([]);
  expect((await inboxOf(username)).items).toEqual([]);
  expect(await leaks.does(username, ['GET', '/notifications/unread'])).toEqual({ unread: 0 });
  expect(mailsAbout(username, meeting)).toEqual([]);
}

/** Resolves when everything that earlier tests did to anybody's access has been told. */
const accessTold = () => eventually(async () => {
  const [row] = await leaks.hub.asAdmin('notifications', "select count(*) filter (where consumer = 'access') as told, count(*) filter (where consumer = 'directory' and type ~ '(group|membership|person|function).changed') as heard from inbox where state = 'done'") as [{ told: string; heard: string }];
  expect(row.told).toBe(row.heard);
}, 30_000);

describe('a person removed from a group', () => {
  it('between the event and its delivery gets nothing: no notification, no live event, no mail', async () => {
    await leaks.hub.stopService('notifications');
    const meeting = await called('PROV-UNG');
    await end('PROV-UNG', 'frida.kop');
    await leaks.hub.startService(leaks.notifications);

    await told('rut.kop', meeting);
    await eventually(() => expect(mailsAbout('rut.kop', meeting)).toHaveLength(1), 30_000);
    await leaks.heard();
    await eventually(async () => expect(await leaks.hub.asAdmin('notifications', 'select from mails where sent_at is null and dropped_at is null')).toEqual([]), 30_000);
    await heardNothing('frida.kop', meeting);
  });

  it('sees nothing more of what was told before, and is told that something changed', async () => {
    const meeting = await called('PROV-UNG');
    await told('karl.pol', meeting);
    const { latest } = await leaks.hub.ask(LiveEvents, bearer('karl.pol'), { after: null });
    await end('PROV-UNG', 'karl.pol');

    await eventually(async () => expect((await leaks.hub.ask(LiveEvents, bearer('karl.pol'), { after: latest })).events.map(({ type }) => type)).toContain('access'), 30_000);
    await leaks.heard();
    expect((await inboxOf('karl.pol')).items).toEqual([]);
    expect(await leaks.hub.answer(MeetingDetails, bearer('karl.pol'), { meetingId: meeting.id })).toMatchObject({ problem: { status: 404 } });
    expect((await leaks.hub.ask(UpcomingMeetings, bearer('karl.pol'), {})).items).toEqual([]);
  });
});

describe('an individual-level group\'s meeting', () => {
  it('is told to nobody below its level, though a member', async () => {
    const heardBelow = () => leaks.hub.ask(LiveEvents, bearer('lena.pol', 2), { after: '' });
    await accessTold();
    const before = await heardBelow();
    const meeting = await called('PROV-SIG');
    await told('karl.pol', meeting);
    const inbox = await leaks.http({ method: 'GET', path: '/api/notifications', body: undefined }, { token: await leaks.token('lena.pol', 2) });
    await eventually(async () => expect((await leaks.hub.ask(LiveEvents, bearer('lena.pol'), { after: '' })).events.map(({ id }) => id)).toContain(meeting.id), 30_000);

    expect(JSON.parse(inbox.body)).toEqual({ items: [], next: null });
    expect(await heardBelow()).toEqual(before);
    expect(await leaks.hub.answer(MeetingDetails, bearer('lena.pol', 2), { meetingId: meeting.id })).toMatchObject({ problem: { status: 404, stepUp: true } });
  });

  it('is named in no mail', async () => {
    await eventually(() => expect(leaks.mailbox.messages(address('karl.pol')).length).toBeGreaterThan(0), 30_000);

    expect(JSON.stringify(leaks.mailbox.messages())).not.toContain('KANARIEGRUPPEN');
  });
});
