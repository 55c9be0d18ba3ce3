import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnsafe } from '@knutpunkt/contracts';
import { testIssuer, type TestIssuer } from '@knutpunkt/testing';
import { hiddenScenes } from './absent-scene.js';
import { Asked, questionsOf } from './alike.js';
import { howLong, reported } from './how-long.js';
import { LeakHub, type Answered } from './leak-hub.js';
import { kinds, matrix, nameOf, type Kind, type Row } from './matrix.js';
import { absent } from './scene.js';
import { services, settledSnapshot } from './snapshot.js';
import { sceneNames, strangers, type SceneName, type Stranger } from './strangers.js';
import { withPolicy } from './with-policy.js';

let leaks: LeakHub;
let foreign: TestIssuer;
let asked: Asked;

beforeAll(async () => {
  [leaks, foreign] = await Promise.all([LeakHub.start(), testIssuer()]);
  asked = new Asked({ leaks, foreign }, await hiddenScenes(leaks));
}, 120_000);

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

  it.each(cases)('%s answers alike for what is hidden (%s) and what never was', async (_name, scene, row) => {
    const { status, body } = await alike(row, stranger, scene);

    expect(status).toBeLessThan(500);
    if (stranger.status !== 404) expect(status).toBe(stranger.status);
    else if (lists.includes(row.op.name)) expect(JSON.parse(body)).toMatchObject({ items: [] });
    else if (row.about.some((name) => row.op.path.includes(`{${name}}`))) expect(status).toBe(404);
  });
});

/** Which kind the rows of a table are; null for what no operation takes the id of. Copies of the directory are looked at where they are made. */
const kindOf: Readonly<Record<string, Kind | null>> = {
  'meetings.meetings': 'meeting', 'meetings.participants': 'participant', 'agendas.agendas': 'meeting', 'agendas.items': 'item', 'agendas.outcomes': 'outcome', 'agendas.presences': 'presence', 'agendas.actions': 'action',
  'referrals.referrals': 'referral', 'directory.groups': 'group', 'directory.memberships': 'membership', 'directory.agreements': 'agreement', 'directory.nominations': 'nomination', 'directory.people': 'person', 'notifications.matters': 'notification',
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

  it('every id that is asked about is of something', () => {
    const ofNothing = ['general', 'ofInes'] as const;
    for (const scene of ofNothing) expect(Object.entries(absent).filter(([name, id]) => asked.scenes[scene][name as keyof typeof absent] === id)).toEqual([]);
  });
});

/** Marking as read what is not there is no error: it is done, and there is nothing to mark. */
const doneInVain = ['MarkRead'];

it('and nothing is written by all these questions', async () => {
  const before = await settledSnapshot(leaks.hub);
  const done = new Set<string>();
  for (const stranger of strangers) {
    for (const scene of sceneNames) {
      await Promise.all(questionsOf(stranger, scene).map(async (row) => {
        const { status } = await asked.about(row, stranger, scene);
        if (status < 400 && isUnsafe(row.op)) done.add(row.op.name);
      }));
    }
  }

  expect([...done]).toEqual(doneInVain);
  expect(await settledSnapshot(leaks.hub)).toEqual({ ...before, 'notifications.audit': expect.any(String) });
}, 120_000);

it('how long each takes is told; what differs much is for a person to look at', async () => {
  const times = await howLong(asked, strangers[0]!, Number(process.env.LEAK_TIMES ?? 3));

  reported(times);
  expect(times).toHaveLength(questionsOf(strangers[0]!, 'general').length);
}, 300_000);

it('a policy that is opened is found', async () => {
  const row = matrix.find(({ op, about }) => op.name === 'MeetingDetails' && about.includes('meetingId'))!;

  await withPolicy(leaks.hub, { table: 'meetings.meetings', policy: 'api_select', using: 'true' }, async () => {
    await expect(alike(row, strangers[0]!, 'general')).rejects.toThrow(/404/);
  });
  await alike(row, strangers[0]!, 'general');
});
