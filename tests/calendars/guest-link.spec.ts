import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GuestInvitation, InviteGuest, InvitePollGuest, MeetingDetails, OpenPoll, PollDetails, RemoveGuest, ScheduleMeeting } from '@knutpunkt/contracts';
import { gatewayMigrations, startGateway, type RunningGateway } from '@knutpunkt/gateway';
import { meetings } from '@knutpunkt/meetings';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';

const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-guests-'));
const unlimited = { perSecond: 100_000, burst: 100_000 };
let hub: TestHub;
let world: World;
let gateway: RunningGateway;
let slow: RunningGateway;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
  await hub.prepare({ name: 'gateway', migrations: gatewayMigrations });
  const config = { ...hub.configOf('gateway'), clientSecret: 'unused', bearerClients: [], sessionKey: randomBytes(32).toString('base64'), port: 0, webRoot: dir };
  gateway = await startGateway({ ...config, limits: { actor: unlimited, organisation: unlimited, address: unlimited } });
  slow = await startGateway({ ...config, limits: { actor: unlimited, organisation: unlimited, address: { perSecond: 0.001, burst: 3 } } });
}, 90_000);
afterAll(async () => {
  await gateway?.close();
  await slow?.close();
  await hub?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const show = (secret: string | null, headers: Record<string, string> = {}, url = gateway.url): Promise<Response> => fetch(`${url}/api/guest`, { headers: { ...(secret === null ? {} : { 'link-secret': secret }), ...headers } });
const answer = (secret: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${gateway.url}/api/guest/answer`, { method: 'PUT', headers: { 'link-secret': secret, 'content-type': 'application/json', 'x-knutpunkt': '1', 'idempotency-key': randomBytes(8).toString('hex'), ...headers }, body: JSON.stringify(body) });

async function aGuest() {
  const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
  const [eva, karl] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Karl')];
  const group = await world.group(koping, [eva, karl], { name: 'Unggruppen Köping' });
  const meeting = await hub.ask(ScheduleMeeting, eva, { starts: `${day(7)}T13:30`, ends: `${day(7)}T15:00`, groupId: group.id, title: 'Hemlig rubrik', about: 'Hemlig text', place: 'Rådhuset', link: 'https://video.example/hemlig' });
  const { secret, meeting: { content } } = await hub.ask(InviteGuest, eva, { meetingId: meeting.id, name: 'Gunilla', organisation: 'Föreningen' });
  return { eva, meeting, secret: secret!, linkGuestId: content!.guests[0]!.id };
}

/** Of a refusal all but its date and the id of its request. */
async function refusal(response: Promise<Response>): Promise<unknown> {
  const got = await response;
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(got.headers);
  return [got.status, headers, await got.text()];
}

describe('a guest\'s link', () => {
  it('shows when and where, is kept nowhere, and names nobody and nothing', async () => {
    const { secret, meeting } = await aGuest();
    const got = await show(secret);
    const text = await got.text();

    expect(JSON.parse(text)).toMatchObject({ startsAt: meeting.startsAt, place: 'Rådhuset', online: true, answer: null });
    expect(['cache-control', 'referrer-policy', 'set-cookie', 'etag', 'location'].map((name) => got.headers.get(name))).toEqual(['no-store', 'no-referrer', null, null, null]);
    for (const hidden of ['Hemlig', 'video.example', 'Unggruppen', 'Eva', 'Karl', 'Köping', 'Gunilla', 'Föreningen', meeting.id]) expect(text).not.toContain(hidden);
  });

  it('takes an answer, which the organiser sees', async () => {
    const { secret, meeting, eva } = await aGuest();

    expect([(await answer(secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'maybe' })).status, (await answer(secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' })).status]).toEqual([200, 200]);

    expect((await hub.ask(MeetingDetails, eva, { meetingId: meeting.id })).content!.guests).toMatchObject([{ answer: 'yes' }]);
    expect((await answer(secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'ja' })).status).toBe(400);
  });

  it('that never was, that is taken back, that is none and that is missing are one', async () => {
    const { secret, meeting, eva, linkGuestId } = await aGuest();
    await hub.ask(RemoveGuest, eva, { meetingId: meeting.id, linkGuestId });
    const never = randomBytes(32).toString('base64url');

    const refusals = await Promise.all([show(never), show(secret), show('abc'), show(null), show(`${never}x`)].map(refusal));

    for (const one of refusals) expect(one).toEqual(refusals[0]);
    expect((refusals[0] as unknown[])[0]).toBe(404);
    const put = await Promise.all([answer(never, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' }), answer(secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' })].map(refusal));
    expect(put[0]).toEqual(put[1]);
  });

  it('is used from our own page alone, is no login and opens nothing else', async () => {
    const { secret, meeting, eva } = await aGuest();

    expect((await show(secret, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await answer(secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' }, { 'x-knutpunkt': '0' })).status).toBe(403);
    expect((await fetch(`${gateway.url}/api/meetings/${meeting.id}`, { headers: { 'link-secret': secret, authorization: `Bearer ${secret}` } })).status).toBe(401);
    expect(await hub.answer(GuestInvitation, {} as TestPerson, {}, { token: await hub.issuer.token(eva) })).toMatchObject({ problem: { status: 401 } });
  });

  it('to a poll shows its times alone, takes answers to them, and is none to a meeting', async () => {
    const { eva, secret: ofMeeting } = await aGuest();
    const karl = await world.person(eva.organisation, 'Karl');
    await world.settled();
    const poll = await hub.ask(OpenPoll, eva, { options: [{ starts: `${day(20)}T09:00`, ends: `${day(20)}T10:00` }, { starts: `${day(21)}T09:00`, ends: `${day(21)}T10:00` }], closes: `${day(10)}T12:00`, title: 'Hemlig rubrik', place: 'Hemlig plats', people: [karl.id] });
    const { secret } = await hub.ask(InvitePollGuest, eva, { pollId: poll.id, name: 'Gunilla', organisation: 'Föreningen' });
    const of = (path: string, held: string, init: RequestInit = {}): Promise<Response> => fetch(`${gateway.url}/api/guest${path}`, { ...init, headers: { 'link-secret': held, 'content-type': 'application/json', 'x-knutpunkt': '1', 'idempotency-key': randomBytes(8).toString('hex') } });
    const text = await (await of('/poll', secret!)).text();

    expect(JSON.parse(text)).toMatchObject({ status: 'open', votes: [], options: [{ option: 1 }, { option: 2 }] });
    for (const hidden of ['Hemlig', 'Eva', 'Karl', 'Gunilla', poll.id]) expect(text).not.toContain(hidden);
    expect((await of('/poll/votes', secret!, { method: 'PUT', body: JSON.stringify({ votes: [{ option: 2, vote: 'yes' }] }) })).status).toBe(200);
    expect((await hub.ask(PollDetails, eva, { pollId: poll.id })).guests).toMatchObject([{ votes: [{ option: 2, vote: 'yes' }] }]);
    expect([(await of('', secret!)).status, (await of('/poll', ofMeeting)).status]).toEqual([404, 404]);
  });

  it('is tried a few times and no more from one place', async () => {
    const tries = await Promise.all(Array.from({ length: 5 }, () => show('A'.repeat(43), {}, slow.url)));

    expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([404, 404, 404, 429, 429]);
  });
});
