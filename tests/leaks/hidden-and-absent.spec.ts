import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, generateKeyPair } from 'jose';
import { isUnsafe, type MeetingView } from '@knutpunkt/contracts';
import { eventually, testIssuer, type TestIssuer } from '@knutpunkt/testing';
import { LeakHub, bearer, type Answered } from './leak-hub.js';
import { hideable, matrix, nameOf, type Kind, type Row } from './matrix.js';
import { absent, agendaOf, drafted, groupOf, meetingIn, type Ids } from './scene.js';
import { settledSnapshot } from './snapshot.js';

/** Somebody who asks, and what is hidden from them of each scene: of the general group, of the individual-level group, of a meeting without a group. */
interface Stranger {
  readonly who: string;
  readonly token: () => Promise<string | null>;
  readonly general?: readonly Kind[];
  readonly individual?: readonly Kind[];
  readonly chosen?: readonly Kind[];
  /** What is the stranger's own, and so may be seen. */
  readonly own?: () => Ids & { version: string };
  readonly status: number;
}

const ofAgenda: readonly Kind[] = ['item', 'outcome', 'presence', 'action'];
const ofMeeting: readonly Kind[] = ['meeting', 'participant', ...ofAgenda];
const everything: readonly Kind[] = [...ofMeeting, 'group', 'membership', 'person', 'referral'];
const all = { general: everything, individual: everything, chosen: everything };

let leaks: LeakHub;
let foreign: TestIssuer;
const scenes = {} as Record<'general' | 'individual' | 'chosen' | 'ofUlla' | 'ofInes', Ids & { version: string }>;

const as = (username: string, level: 2 | 3 = 3) => () => leaks.token(username, level);
const cli = { azp: 'knutpunkt-cli' };

/** Right in every word, but signed with another key. */
async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ sid: 's', jti: 'j', azp: 'knutpunkt-cli', idp: 'kop', home_id: 'eva.kop', organization: { kop: { id: 'k' } }, acr: 'loa3' }).setProtectedHeader({ alg: 'RS256', kid: 'test', typ: 'at+jwt' })
    .setIssuer(leaks.hub.issuer.url).setAudience(['knutpunkt-gateway', 'knutpunkt-meetings', 'knutpunkt-directory', 'knutpunkt-agendas', 'knutpunkt-referrals', 'knutpunkt-notifications']).setSubject('kop:eva.kop').setIssuedAt().setExpirationTime('5m').sign(privateKey);
}

const strangers: readonly Stranger[] = [
  { who: 'another organisation\'s secretary', token: as('ulla.pol'), ...all, own: () => scenes.ofUlla, status: 404 },
  { who: 'a colleague who is no member', token: as('ines.kop'), general: everything.filter((kind) => kind !== 'person'), individual: everything, own: () => scenes.ofInes, status: 404 },
  { who: 'another organisation\'s administrator', token: as('admin.bos'), general: [...ofMeeting, 'group', 'membership', 'referral'], individual: [...ofMeeting, 'group', 'membership'], status: 404 },
  { who: 'the owner\'s administrator', token: as('admin.kop'), general: ofMeeting, individual: ofMeeting, status: 404 },
  { who: 'a former member', token: as('frida.kop'), general: everything.filter((kind) => kind !== 'person'), individual: everything, status: 404 },
  { who: 'a member below the group\'s assurance level', token: as('lena.pol', 2), individual: everything, status: 404 },
  { who: 'a secretary below the group\'s assurance level', token: as('eva.kop', 2), individual: [...ofMeeting, 'group', 'membership'], own: () => scenes.general, status: 404 },
  { who: 'somebody whom the directory does not know', token: () => leaks.token('okand.kop'), general: everything, status: 403 },
  { who: 'a name at another identity provider', token: () => leaks.hub.issuer.token({ ...bearer('eva.kop'), organisationAlias: 'pol' }, cli), general: everything, status: 403 },
  { who: 'an organisation that its identity provider is not bound to', token: () => leaks.hub.issuer.token(bearer('eva.kop'), { ...cli, organization: { pol: { id: 'p' } } }), general: everything, status: 403 },
  { who: 'nobody', token: () => Promise.resolve(null), general: everything, status: 401 },
  { who: 'a token that has expired', token: () => leaks.hub.issuer.token(bearer('eva.kop'), cli, 900), general: everything, status: 401 },
  { who: 'a foreign issuer\'s token', token: () => foreign.token(bearer('eva.kop'), cli), general: everything, status: 401 },
  { who: 'a forged token', token: forged, general: everything, status: 401 },
  { who: 'a browser\'s token', token: () => leaks.hub.issuer.token(bearer('eva.kop')), general: everything, status: 401 },
  { who: 'a token that acts for another', token: () => leaks.hub.issuer.token(bearer('eva.kop'), { ...cli, act: { sub: 'x' } }), general: everything, status: 401 },
];

beforeAll(async () => {
  [leaks, foreign] = await Promise.all([LeakHub.start(), testIssuer()]);
  scenes.general = await meetingIn(leaks, ['eva.kop', 'PROV-UNG'], { title: 'Läget', about: 'Text', place: 'Rådhuset' });
  scenes.individual = await meetingIn(leaks, ['eva.kop', 'PROV-SIG']);
  scenes.ofUlla = await meetingIn(leaks, ['ulla.pol', 'EGEN-POL']);
  scenes.ofInes = await meetingIn(leaks, ['ines.kop', 'EGEN-KOP']);
  const requests = [['general', 'eva.kop', 'VB-POL'], ['ofUlla', 'ulla.pol', 'BRASAM-KOP'], ['ofInes', 'ines.kop', 'VB-POL']] as const;
  for (const [scene, sender, to] of requests) scenes[scene] = { ...scenes[scene], referralId: (await drafted(leaks, sender, { to, agendaItemId: scenes[scene].itemId })).id };
  scenes.individual = { ...scenes.individual, referralId: scenes.general.referralId };
  scenes.chosen = { ...scenes.general, ...(await chosen()) };
  for (const code of ['PROV-UNG', 'PROV-SIG']) await end(code, 'frida.kop');
  await leaks.heard();
  scenes.general = { ...scenes.general, version: await versionAfter(scenes.general) };
}, 120_000);

/** The version of a meeting when the former member has been taken off. */
const versionAfter = ({ meetingId, version: before }: Ids & { version: string }): Promise<string> => eventually(async () => {
  const { version } = await leaks.does<{ version: string }>('eva.kop', ['GET', `/meetings/${meetingId}`]);
  if (version === before) throw new Error('the former member is still there');
  return version;
});

afterAll(async () => {
  await leaks?.stop();
  await foreign?.close();
});

/** A meeting of chosen people, without a group. */
async function chosen(): Promise<Partial<Ids>> {
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { starts: '2031-05-05T10:00', ends: '2031-05-05T11:00', people: [(await groupOf(leaks, 'eva.kop', 'PROV-UNG')).members[1]!.person.id] }]);
  return { ...(await agendaOf(leaks, 'eva.kop', meeting)), meetingId: meeting.id, matterId: meeting.id, participantId: meeting.content!.participants[1]!.id };
}

async function end(code: string, username: string): Promise<void> {
  const [row] = await leaks.hub.asAdmin<{ id: string; group_id: string; version: number }>('directory', 'select m.id, m.group_id, m.version from memberships m join groups g on g.id = m.group_id join people p on p.id = m.person_id where g.code = $1 and p.home_id = $2', [code, username]);
  await leaks.does('admin.kop', ['POST', `/groups/${row!.group_id}/members/${row!.id}/end`, {}], String(row!.version));
}

/** What is asked about is `those`; the rest is the stranger's own. */
const idsFor = ({ about }: Row, those: Ids, own: Ids): Ids => ({ ...own, ...Object.fromEntries(about.map((name) => [name, those[name]])) }) as Ids;

const asked = async (row: Row, { stranger, those }: { stranger: Stranger; those: Ids }): Promise<Answered> => {
  const own = stranger.own?.();
  const ids = idsFor(row, those, own ?? absent);
  const mentioned = Object.fromEntries(Object.entries(ids).filter(([name]) => row.about.includes(name as never) || row.op.path.includes(`{${name}}`)));
  return leaks.ask(row.op, mentioned, { token: await stranger.token(), ifMatch: row.op.ifMatch ? (own?.version ?? 's1.c1') : undefined });
};

/** Lists of what cannot be seen are empty. */
const lists = ['GroupActions', 'MeetingReferrals'];

const concerned = (row: Row, hidden: readonly Kind[]): boolean => row.about.every((name) => hidden.includes(hideable[name]));

describe.each(strangers.map((stranger) => [stranger.who, stranger] as const))('to %s', (_, stranger) => {
  const cases = (['general', 'individual', 'chosen'] as const).flatMap((scene) => matrix.filter((row) => concerned(row, stranger[scene] ?? [])).map((row) => [nameOf(row), scene, row] as const));

  it.each(cases)('%s answers alike for what is hidden (%s) and what never was', async (_name, scene, row) => {
    const hidden = await asked(row, { stranger, those: scenes[scene] });
    const never = await asked(row, { stranger, those: absent });

    expect(hidden).toEqual(never);
    expect(hidden.status).toBeLessThan(500);
    if (stranger.status !== 404) expect(hidden.status).toBe(stranger.status);
    else if (lists.includes(row.op.name)) expect(JSON.parse(hidden.body)).toMatchObject({ items: [] });
    else if (row.about.some((name) => row.op.path.includes(`{${name}}`))) expect(hidden.status).toBe(404);
  });
});

/** Marking as read what is not there is no error: it is done, and there is nothing to mark. */
const doneInVain = ['MarkRead'];

it('and nothing is written by all these questions', async () => {
  const before = await settledSnapshot(leaks.hub);
  const done = new Set<string>();
  for (const stranger of strangers) {
    for (const scene of ['general', 'individual', 'chosen'] as const) {
      await Promise.all(matrix.filter((row) => concerned(row, stranger[scene] ?? [])).map(async (row) => {
        const { status } = await asked(row, { stranger, those: scenes[scene] });
        if (status < 400 && isUnsafe(row.op)) done.add(row.op.name);
      }));
    }
  }

  expect([...done]).toEqual(doneInVain);
  expect(await settledSnapshot(leaks.hub)).toEqual({ ...before, 'notifications.audit': expect.any(String) });
}, 120_000);
