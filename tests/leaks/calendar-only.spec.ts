import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveEvents, type MeetingView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { LeakHub, bearer, type Answered } from './leak-hub.js';
import { kindsAsked, matrix, nameOf, type Row } from './matrix.js';
import { absent, agendaOf, agendaSeen, groupOf, personId, when, type Ids } from './scene.js';

/** Two meetings of the same group at the same time and place: a bare one, and one in which much has been said and done. */
type Twin = Ids & { readonly version: string };

let leaks: LeakHub;
let bare: Twin;
let busy: Twin;

const place = { place: 'Rådhuset', link: 'https://video.example/rum' };

const idsOf = ({ id, content }: MeetingView, group: { id: string; members: readonly { id: string }[] }): Ids =>
  ({ ...absent, meetingId: id, matterId: id, participantId: content!.participants.find((p) => p.via === 'group')!.id, groupId: group.id, membershipId: group.members[0]!.id });

async function muchHappens(view: MeetingView): Promise<Partial<Ids>> {
  let { version } = view;
  const change = async (...asked: [string, string, object]): Promise<void> => { ({ version } = await leaks.does<MeetingView>('eva.kop', asked, version)); };
  await change('PUT', `/meetings/${view.id}/description`, { title: 'Läget före lovet', about: 'Ett långt samtal' });
  await change('PUT', `/meetings/${view.id}/description`, { title: 'Läget efter lovet', about: 'Ett annat samtal' });
  await change('POST', `/meetings/${view.id}/participants`, { people: [await personId(leaks, 'ines.kop')] });
  for (const who of ['rut.kop', 'karl.pol']) await leaks.does(who, ['PUT', `/meetings/${view.id}/reply`, { startsAt: view.startsAt, answer: 'maybe', comment: 'Vi får se' }]);
  return agendaOf(leaks, 'eva.kop', view);
}

beforeAll(async () => {
  leaks = await LeakHub.start();
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const call = (texts: object): Promise<MeetingView> => leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, ...place, groupId: group.id, ...texts }]);
  const [quiet, full] = [await call({}), await call({ title: 'Läget', about: 'Text' })];
  const happened = await muchHappens(full);
  await agendaSeen(leaks, 'eva.kop', quiet.id);
  [bare, busy] = [{ ...idsOf(quiet, group), version: 's1' }, { ...idsOf(full, group), ...happened, version: 's1' }];
  await eventually(async () => expect(JSON.parse((await leaks.http({ method: 'GET', path: '/api/notifications', body: undefined }, { token: await leaks.token('eva.kop') })).body)).toMatchObject({ items: [{ items: [{}, {}] }] }), 30_000);
}, 120_000);

afterAll(() => leaks?.stop());

/** An answer in which the ids of a meeting, and when it was called, are called alike. */
function alike(answer: Answered, ids: Ids): Answered {
  const plain = (text: string): string => text.replaceAll(ids.meetingId, 'the meeting').replaceAll(ids.participantId, 'the participant').replaceAll(/"since":"[^"]+"/g, '"since":"its call"');
  return { ...answer, body: plain(answer.body), headers: { ...answer.headers, 'content-length': '' } };
}

async function asked(row: Row, twin: Twin): Promise<Answered> {
  const ids = Object.fromEntries(Object.entries(twin).filter(([name]) => row.about.includes(name as never) || row.op.path.includes(`{${name}}`)));
  return alike(await leaks.ask(row.op, ids, { token: await leaks.token('kalle.kop'), ifMatch: row.op.ifMatch ? twin.version : undefined }), twin);
}

describe('to somebody who sees the group\'s calendar only', () => {
  const rows = matrix.filter((row) => row.op.path.includes('{meetingId}') || kindsAsked(row).some((kind) => ['meeting', 'notification'].includes(kind))).map((row) => [nameOf(row), row] as const);

  it.each(rows)('%s answers alike whatever has been said and done', async (_, row) => {
    expect(await asked(row, busy)).toEqual(await asked(row, bare));
  });

  it('the meeting is there: when and where, and nothing more', async () => {
    const view = await leaks.does<MeetingView>('kalle.kop', ['GET', `/meetings/${busy.meetingId}`]);

    expect(view).toMatchObject({ sight: 'shell', place: 'Rådhuset', content: null, mine: [], may: [], version: 's1' });
  });

  it.each(['/meetings', `/meetings/calendar?from=${new Date().toISOString()}&to=${new Date(Date.now() + 60 * 86_400_000).toISOString()}`])('lists show both alike: %s', async (path) => {
    const { items } = await leaks.does<{ items: { id: string }[] }>('kalle.kop', ['GET', path]);
    const [one, other] = [bare, busy].map(({ meetingId }) => ({ ...items.find(({ id }) => id === meetingId), id: 'the meeting' }));

    expect(one).toEqual(other);
    expect(one).toMatchObject({ title: null, replies: null, mine: [] });
  });

  it('the stream and the inbox tell as much of both: the members\' talk makes no sound', async () => {
    const { events } = await leaks.hub.ask(LiveEvents, bearer('kalle.kop'), { after: '' });
    const heard = (twin: Twin): string[] => events.filter(({ id }) => id === twin.meetingId).map(({ type }) => type);

    expect(heard(busy)).toEqual(heard(bare));
    expect(heard(busy)).toEqual(['meeting']);
    expect(await leaks.does('kalle.kop', ['GET', '/notifications'])).toEqual({ items: [], next: null });
    expect(leaks.mailbox.messages('kalle-kanariepost@prov.example')).toEqual([]);
  });

  it('the group has no members and a meeting no history', async () => {
    expect(await leaks.does('kalle.kop', ['GET', `/groups/${bare.groupId}`])).toMatchObject({ members: null, myRole: 'calendar' });
    const history = await leaks.http({ method: 'GET', path: `/api/meetings/${busy.meetingId}/history`, body: undefined }, { token: await leaks.token('kalle.kop') });
    expect(history.status).toBe(403);
  });
});
