import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnsafe, operations } from '@knutpunkt/contracts';
import { newSigningKey, testIssuer, type TestIssuer } from '@knutpunkt/testing';
import { hiddenScenes } from './absent-scene.js';
import { Asked, allAnswers, questionsOf } from './alike.js';
import { howLong, reported } from './how-long.js';
import { LeakHub, type Answered } from './leak-hub.js';
import { kinds, matrix, nameOf, unrouted, type Kind, type Row } from './matrix.js';
import { absent } from './scene.js';
import { services, settledSnapshot } from './snapshot.js';
import { sceneNames, strangers, type SceneName, type Stranger } from './strangers.js';
import { withPolicy } from './with-policy.js';

let leaks: LeakHub;
let foreign: TestIssuer;
let asked: Asked;
let answers: Awaited<ReturnType<typeof allAnswers>>;
let before: Record<string, string>;
let afterwards: Record<string, string>;

beforeAll(async () => {
  [leaks, foreign] = await Promise.all([LeakHub.start(), testIssuer(newSigningKey())]);
  asked = new Asked({ leaks, foreign }, await hiddenScenes(leaks));
  before = await settledSnapshot(leaks.hub);
  answers = await allAnswers(asked, strangers, sceneNames);
  afterwards = await settledSnapshot(leaks.hub);
}, 400_000);

afterAll(async () => {
  await leaks?.stop();
  await foreign?.close();
});

/** The answer about what is hidden; throws where another comes about what never was. */
async function alike(row: Row, stranger: Stranger, scene: SceneName): Promise<Answered> {
  const hidden = await asked.about(row, stranger, scene);
  expect(hidden).toEqual(await asked.aboutNothing(row, stranger));
  return hidden;
}

/** Lists of what cannot be seen are empty. */
const lists = ['GroupActions', 'MeetingReferrals'];

describe.each(strangers.map((stranger) => [stranger.who, stranger] as const))('to %s', (_, stranger) => {
  const cases = sceneNames.flatMap((scene) => questionsOf(stranger, scene).map((row) => [nameOf(row), scene, row] as const));

  it.each(cases)('%s answers alike for what is hidden (%s) and what never was', (_name, scene, row) => {
    const { hidden, never } = answers.get(stranger)!.get(scene)!.get(row)!;
    const { status, body } = hidden;

    expect(hidden).toEqual(never);
    expect(status).toBeLessThan(500);
    if (stranger.status !== 404) expect(status).toBe(stranger.status);
    else if (lists.includes(row.op.name)) expect(JSON.parse(body)).toMatchObject({ items: [] });
    else if (row.about.some((name) => row.op.path.includes(`{${name}}`))) expect(status).toBe(404);
  });
});

/** Which kind the rows of a table are; null for what no operation takes the id of. Copies of the directory are looked at where they are made. */
const kindOf: Readonly<Record<string, Kind | null>> = {
  'meetings.meetings': 'meeting', 'meetings.series': 'series', 'meetings.polls': 'poll', 'meetings.meeting_drafts': 'meeting draft', 'meetings.rooms': 'room', 'meetings.participants': 'participant', 'meetings.meeting_guests': 'link guest', 'meetings.poll_guests': 'link guest', 'agendas.agendas': 'meeting', 'agendas.items': 'item', 'agendas.outcomes': 'outcome', 'agendas.presences': 'presence', 'agendas.actions': 'action',
  'referrals.referrals': 'referral', 'directory.groups': 'group', 'directory.memberships': 'membership', 'directory.agreements': 'agreement', 'directory.group_drafts': 'group draft', 'directory.nominations': 'nomination', 'directory.reviews': 'review', 'directory.review_seats': 'seat', 'directory.people': 'staff', 'notifications.matters': 'notification',
  // Named by its number, which each person has an own of.
  'meetings.calendars': null,
  'meetings.meeting_changes': null, 'referrals.referral_changes': null, 'referrals.referral_texts': null, 'referrals.sides': null, 'notifications.matter_participants': null, 'notifications.notifications': null, 'notifications.mails': null,
};
const addresses = ['organisations', 'authorities', 'units', 'functions'];
const copied = [...addresses, 'people', 'groups', 'memberships'];

describe('nothing is left out', () => {
  it('what has an id of its own in a database is a kind that is asked about', async () => {
    const [first] = services;
    const tables = await leaks.hub.asAdmin<{ at: string }>(first, "select table_schema || '.' || table_name as at from information_schema.columns where column_name = 'id' and data_type = 'uuid' and table_schema = any($1)", [services]);
    const own = tables.map(({ at }) => at).filter((at) => !(at.startsWith('directory.') ? addresses : copied).includes(at.split('.')[1]!) && !/\.(?:outbox|audit)$/.test(at));

    expect(own.toSorted()).toEqual(Object.keys(kindOf).toSorted());
    expect(Object.values(kindOf).filter((kind) => kind && !kinds.includes(kind))).toEqual([]);
  });

  it.each(kinds)('%s is there to be hidden, and somebody asks each operation about it', (kind) => {
    const rows = matrix.filter((row) => row.kind === kind);
    const askers = (row: Row): Stranger[] => strangers.filter((stranger) => sceneNames.some((scene) => questionsOf(stranger, scene).includes(row)));

    expect(rows.length).toBeGreaterThan(0);
    for (const status of [401, 403, 404]) expect(rows.filter((row) => !askers(row).some((stranger) => stranger.status === status)).map(nameOf)).toEqual([]);
  });

  it('of each operation that no route leads to it is said where it is asked', () => {
    expect(operations.filter(({ routed }) => !routed).map(({ name }) => name).toSorted()).toEqual(Object.keys(unrouted).toSorted());
  });

  it('every id that is asked about is of something', () => {
    const ofNothing = ['general', 'ofInes'] as const;
    for (const scene of ofNothing) expect(Object.entries(absent).filter(([name, id]) => asked.scenes[scene][name as keyof typeof absent] === id)).toEqual([]);
  });
});

/** One of each kind: who is known and sees nothing, who sees some of it, who is not in the hub, and whose token is not good. Beside the other suites the first of them is enough. */
const timed = strangers.filter(({ who }) => ['another organisation\'s secretary', 'a colleague who is no member', 'the owner\'s administrator', 'somebody whom the directory does not know', 'nobody'].includes(who)).slice(0, process.env.LEAK_TIMES === undefined ? 1 : undefined);

/** Marking as read what is not there is no error: it is done, and there is nothing to mark. */
const doneInVain = ['MarkRead'];

it('and nothing is written by all these questions', () => {
  const done = [...answers.values()].flatMap((scenes) => [...scenes.values()].flatMap((rows) => [...rows].filter(([{ op }, { hidden }]) => hidden.status < 400 && isUnsafe(op)).map(([{ op }]) => op.name)));

  expect([...new Set(done)]).toEqual(doneInVain);
  expect(afterwards).toEqual({ ...before, 'notifications.audit': expect.any(String) });
});

it('how long each takes is told; what differs much is for a person to look at', async () => {
  const times = await howLong(asked, timed, Number(process.env.LEAK_TIMES ?? 1));

  reported(times);
  expect(times).toHaveLength(timed.reduce((sum, stranger) => sum + questionsOf(stranger, 'general').length, 0));
}, 900_000);

it('a policy that is opened is found', async () => {
  const row = matrix.find(({ op, about }) => op.name === 'MeetingDetails' && about.includes('meetingId'))!;

  await withPolicy(leaks.hub, { table: 'meetings.meetings', policy: 'api_select', using: 'true' }, async () => {
    await expect(alike(row, strangers[0]!, 'general')).rejects.toThrow(/404/);
  });
  await alike(row, strangers[0]!, 'general');
});
