import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { CancelMeeting, EndFeed, FetchFeed, MakeFeed, OwnFeed, ScheduleMeeting } from '@knutpunkt/contracts';
import { gatewayMigrations, startGateway, type RunningGateway } from '@knutpunkt/gateway';
import { meetings } from '@knutpunkt/meetings';
import { TestHub, World, type TestGroup, type TestPerson } from '@knutpunkt/testing';

const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-feeds-'));
const unlimited = { perSecond: 100_000, burst: 100_000 };
let hub: TestHub;
let world: World;
let gateway: RunningGateway;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
  await hub.prepare({ name: 'gateway', migrations: gatewayMigrations });
  gateway = await startGateway({ ...hub.configOf('gateway'), clientSecret: 'unused', bearerClients: [], sessionKey: randomBytes(32).toString('base64'), port: 0, webRoot: dir, limits: { actor: unlimited, organisation: unlimited, address: unlimited } });
}, 90_000);
afterAll(async () => {
  await gateway?.close();
  await hub?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const when = (days = 7) => ({ starts: `${day(days)}T13:30`, ends: `${day(days)}T15:00` });
const addressOf = (secret: string): string => `${gateway.url}/api/feeds/${secret}.ics`;
const get = (secret: string, headers: Record<string, string> = {}): Promise<Response> => fetch(addressOf(secret), { headers });
const eventsIn = (text: string) => ICAL.Component.fromString(text).getAllSubcomponents('vevent').map((event) => Object.fromEntries(event.getAllProperties().map((one) => [one.name, String(one.getFirstValue())])));
const shown = async (secret: string) => eventsIn(await (await get(secret)).text());

async function aGroup(changes: Parameters<World['group']>[2] = {}): Promise<{ eva: TestPerson; karl: TestPerson; group: TestGroup }> {
  const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
  const [eva, karl] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Karl')];
  return { eva, karl, group: await world.group(koping, [eva, karl], { name: 'Unggruppen Köping', ...changes }) };
}

const make = async (as: TestPerson): Promise<string> => (await hub.ask(MakeFeed, as, {}, { idempotencyKey: randomUUID() })).secret;

/** Of a refusal all but its date and the id of its request. */
async function refusal(path: string): Promise<unknown> {
  const answer = await fetch(`${gateway.url}${path}`);
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(answer.headers);
  return [answer.status, headers, await answer.text()];
}

describe('a calendar that is subscribed to', () => {
  it('shows what its owner may see, neutrally', async () => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when(), groupId: group.id, title: 'Hemlig rubrik', about: 'Hemlig text', place: 'Rådhuset', link: 'https://video.example/hemlig' });
    const answer = await get(await make(karl));
    const text = await answer.text();

    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('set-cookie')]).toEqual([200, 'text/calendar; charset=utf-8', 'private, no-cache', null]);
    expect(eventsIn(text)).toMatchObject([{ uid: `${meeting.id}@knutpunkt`, summary: 'Unggruppen Köping', location: 'Rådhuset', status: 'CONFIRMED' }]);
    for (const hidden of ['Hemlig', 'video.example', 'Eva', 'Karl', karl.id, eva.id]) expect(text).not.toContain(hidden);
  });

  it('names no individual-level group', async () => {
    const { eva, karl, group } = await aGroup({ level: 'INDIVIDUAL', name: 'Insatsgrupp Köping' });
    await hub.ask(ScheduleMeeting, { ...eva, assuranceLevel: 3 }, { ...when(), groupId: group.id });
    const text = await (await get(await make(karl))).text();

    expect(eventsIn(text)).toMatchObject([{ summary: 'Möte i Knutpunkt', class: 'PRIVATE' }]);
    expect(text).not.toContain('Insatsgrupp');
  });

  it('answers with nothing while nothing has changed, and with what is cancelled when it is', async () => {
    const { eva, karl, group } = await aGroup();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when(), groupId: group.id });
    const secret = await make(karl);
    const seen = (await get(secret)).headers.get('etag')!;
    const again = await get(secret, { 'if-none-match': seen });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', seen]);
    expect((await get(secret, { 'if-none-match': `W/${seen}` })).status).toBe(304);

    await hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: 'Hemligt skäl' }, { ifMatch: meeting.version });

    const after = await get(secret, { 'if-none-match': seen });
    expect(eventsIn(await after.text())).toMatchObject([{ status: 'CANCELLED', sequence: '1' }]);
  });

  it('ends the moment that its owner has no access, and a meeting goes with the membership', async () => {
    const { eva, karl, group } = await aGroup();
    await hub.ask(ScheduleMeeting, eva, { ...when(), groupId: group.id });
    const secret = await make(karl);
    expect(await shown(secret)).toHaveLength(1);
    await world.end(group, karl);
    expect(await shown(secret)).toEqual([]);
    await world.leave(karl);

    expect((await get(secret)).status).toBe(404);
  });

  it('has another address when it is changed, and none when it is ended', async () => {
    const { karl } = await aGroup();
    const first = await make(karl);
    const second = await make(karl);
    expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200]);

    expect(await hub.ask(EndFeed, karl, {})).toEqual({ ended: true });

    expect([(await get(second)).status, await hub.ask(EndFeed, karl, {}), await hub.ask(OwnFeed, karl, {})]).toEqual([404, { ended: false }, { feed: null }]);
  });

  it('tells its owner when it was fetched, and nobody its address again', async () => {
    const { eva, karl } = await aGroup();
    const secret = await make(karl);
    expect((await hub.ask(OwnFeed, karl, {})).feed).toMatchObject({ lastFetchedAt: null });
    await get(secret);

    const { feed } = await hub.ask(OwnFeed, karl, {});
    expect(Date.now() - Date.parse(feed!.lastFetchedAt!)).toBeLessThan(120_000);
    expect(JSON.stringify(await hub.asAdmin('meetings', 'select to_jsonb(f) from feeds f union all select to_jsonb(a) from audit a'))).not.toContain(secret);
    expect(await hub.ask(OwnFeed, eva, {})).toEqual({ feed: null });
  });

  it('that never was, that is no more and that is no address are one', async () => {
    const { karl } = await aGroup();
    const gone = await make(karl);
    await make(karl);
    const never = randomBytes(32).toString('base64url');

    const answers = await Promise.all([`/api/feeds/${never}.ics`, `/api/feeds/${gone}.ics`, '/api/feeds/abc.ics', `/api/feeds/${never}`, '/api/feeds/%2e%2e.ics'].map(refusal));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((answers[0] as unknown[])[0]).toBe(404);
  });

  it('is not opened with a token in place of the secret', async () => {
    const { karl } = await aGroup();
    await make(karl);
    const token = await hub.issuer.token(karl);

    expect(await hub.answer(FetchFeed, karl, { hub: 'https://hub.example' }, { token })).toMatchObject({ problem: { status: 401 } });
  });
});

const many = `
  with made as (insert into meetings (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
    select gen_random_uuid(), $1, 'GENERAL', $2, $3, now() + n * interval '1 hour', now() + n * interval '1 hour' + interval '50 minutes', 'Europe/Stockholm', 'Rådhuset, rum ' || n, '', 'called', 0, 1, 1 from generate_series(1, 2000) n returning id, starts_at, ends_at)
  insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at, ends_at) select $1, id, 'content', 'group', now(), starts_at, ends_at from made`;

it('is given out with two thousand meetings in a moment', async () => {
  const { eva, karl, group } = await aGroup();
  await hub.asAdmin('meetings', many, [group.id, eva.organisation.authorityId, eva.id]);
  await hub.asAdmin('meetings', 'analyze meetings');
  const secret = await make(karl);
  const times: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    const started = performance.now();
    const answer = await get(secret, { 'accept-encoding': 'gzip' });
    const text = await answer.text();
    times.push(performance.now() - started);
    if (i === 0) expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2_000);
  }
  const sorted = times.toSorted((a, b) => a - b);

  console.info(`a feed of 2,000 meetings: ${Math.round(sorted[6]!)} ms in the median of 12, ${Math.round(sorted[0]!)} ms at best, over HTTP`);
}, 60_000);
