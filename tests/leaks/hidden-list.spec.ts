import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveEvents, MarkRead, ProposeItem, type MeetingHistory, type MeetingView, type Output } from '@knutpunkt/contracts';
import { quiet } from './histories/quiet.js';
import { LeakHub, bearer, type Answered } from './leak-hub.js';
import { kindsAsked, matrix, nameOf, type Row } from './matrix.js';
import { absent, agendaSeen, personId, when, type Ids } from './scene.js';

/** Two meetings at the same time and place whose participants are hidden: one with nobody besides the association and who called it, and one with many, in which much is done. */
type Twin = Ids & { readonly participants: readonly string[]; readonly version: string };

let leaks: LeakHub;
let bare: Twin;
let busy: Twin;

const viewer = 'nils.bos';
const place = { place: 'Rådhuset', link: 'https://video.example/rum', title: 'Samråd', about: 'Sommaren', listHidden: true };
const functionId = async (code: string): Promise<string> => (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from functions where code = $1', [code]))[0]!.id;
const seen = (id: string): Promise<MeetingView> => leaks.does<MeetingView>(viewer, ['GET', `/meetings/${id}`]);

async function twinOf({ id }: MeetingView): Promise<Twin> {
  const { content, mine, version } = await seen(id);
  return { ...absent, meetingId: id, matterId: id, participantId: mine[0]!.participantId, participants: content!.participants.map((one) => one.id).filter((one) => one !== mine[0]!.participantId), version };
}

async function muchHappens(view: MeetingView): Promise<void> {
  const { id, startsAt } = view;
  const eva = <T>(...asked: [string, string, object]): Promise<T> => leaks.does<T>('eva.kop', asked);
  await leaks.does('eva.kop', ['POST', `/meetings/${id}/participants`, { people: [await personId(leaks, 'ines.kop')] }], view.version);
  for (const who of ['rut.kop', 'sven.pol']) await leaks.does(who, ['PUT', `/meetings/${id}/reply`, { startsAt, answer: 'maybe', comment: 'KANARIESVAR' }]);
  await eva('POST', `/meetings/${id}/link-guests`, { name: 'KANARIEGÄST', organisation: 'Kyrkan' });
  await agendaSeen(leaks, 'eva.kop', id);
  await eva('POST', `/agendas/${id}/presence`, { personId: await personId(leaks, 'rut.kop'), from: startsAt });
  await eva('POST', `/agendas/${id}/guests`, { name: 'KANARIEGÄST', organisation: 'Kyrkan', from: startsAt });
  const now = await leaks.does<MeetingView>('eva.kop', ['GET', `/meetings/${id}`]);
  const ines = now.content!.participants.find((one) => one.person?.name.startsWith('Ines'))!;
  await leaks.does('eva.kop', ['POST', `/meetings/${id}/participants/${ines.id}/remove`, {}], now.version);
}

beforeAll(async () => {
  leaks = await LeakHub.start();
  const [association, police] = [await functionId('FRITID-BOS'), await functionId('VB-POL')];
  const call = (whom: object): Promise<MeetingView> => leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, ...place, ...whom }]);
  const [few, many] = [await call({ functions: [association] }), await call({ functions: [association, police], people: [await personId(leaks, 'rut.kop')] })];
  for (const { id } of [few, many]) await agendaSeen(leaks, viewer, id);
  await muchHappens(many);
  for (const { id } of [few, many]) await leaks.does('eva.kop', ['POST', `/meetings/${id}/remind`, {}]);
  [bare, busy] = [await twinOf(few), await twinOf(many)];
  await quiet(leaks.hub);
}, 120_000);

afterAll(() => leaks?.stop());

/** The same whichever of two was first: ids that are drawn say nothing of when they were. */
const sorted = (of: unknown): unknown =>
  Array.isArray(of) ? of.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : of && typeof of === 'object' ? Object.fromEntries(Object.entries(of).map(([key, value]) => [key, sorted(value)])) : of;

/** An answer in which the ids of a meeting, and the instants at which it was called, are called alike. */
function alike(answer: Answered, { meetingId, participantId, participants }: Twin): Answered {
  const plain = (text: string): string => participants.reduce((said, one) => said.replaceAll(one, 'another'), text.replaceAll(meetingId, 'the meeting').replaceAll(participantId, 'the participant'))
    .replaceAll(/"(at|since)":"[^"]+"/g, '"$1":"then"').replaceAll(/"version":"[\w-]{22}"/g, '"version":"of the agenda"');
  return { ...answer, body: JSON.stringify(sorted(JSON.parse(plain(answer.body)))), headers: { ...answer.headers, 'content-length': '', etag: '' } };
}

async function asked(row: Row, twin: Twin): Promise<Answered> {
  const ids = Object.fromEntries(Object.entries(twin).filter(([name]) => row.about.includes(name as never) || row.op.path.includes(`{${name}}`)));
  return alike(await leaks.ask(row.op, ids, { token: await leaks.token(viewer), ifMatch: row.op.ifMatch ? twin.version : undefined }), twin);
}

describe('to an association that is called to a meeting whose participants are hidden', () => {
  it('the meeting is there, with what it is about, who called it and the own part', async () => {
    expect(await seen(busy.meetingId)).toMatchObject({ sight: 'content', version: 's1', content: { title: 'Samråd', list: 'hidden', participants: [{}, {}], guests: [], byOrganisation: [], remindedAt: null }, mine: [{ answer: null }] });
    const { items } = await leaks.does<Output<typeof MeetingHistory>>(viewer, ['GET', `/meetings/${busy.meetingId}/history`]);
    expect(items.map(({ what }) => what)).toEqual(['scheduled']);
  });

  // An item that is proposed is another in each, and what is read in one is unread in the other.
  const rows = matrix.filter((row) => ![ProposeItem, MarkRead].includes(row.op as never) && (row.op.path.includes('{meetingId}') || kindsAsked(row).some((kind) => ['meeting', 'notification'].includes(kind)))).map((row) => [nameOf(row), row] as const);

  it.each(rows)('%s answers alike whoever else comes', async (_, row) => {
    expect(await asked(row, busy)).toEqual(await asked(row, bare));
  });

  it.each(['/meetings', `/meetings/calendar?from=${new Date().toISOString()}&to=${new Date(Date.now() + 60 * 86_400_000).toISOString()}`])('lists show both alike: %s', async (path) => {
    const { items } = await leaks.does<{ items: { id: string }[] }>(viewer, ['GET', path]);
    const [one, other] = [bare, busy].map((twin) => alike({ status: 200, headers: {}, body: JSON.stringify(items.find(({ id }) => id === twin.meetingId)) }, twin).body);

    expect(one).toBe(other);
    expect(JSON.parse(one!)).toMatchObject({ title: 'Samråd', replies: null });
  });

  it('the stream, the inbox and the mailbox tell as much of both', async () => {
    const { events } = await leaks.hub.ask(LiveEvents, bearer(viewer), { after: '' });
    const heard = (twin: Twin): string[] => events.filter(({ id }) => id === twin.meetingId).map(({ type }) => type);
    const { items } = await leaks.does<{ items: { kind: string }[] }>(viewer, ['GET', '/notifications']);
    const told = (twin: Twin): string[] => items.filter((one) => JSON.stringify(one).includes(twin.meetingId)).map(({ kind }) => kind);

    expect(heard(busy)).toEqual(heard(bare));
    expect(told(busy)).toEqual(told(bare));
    const mails = leaks.mailbox.messages('funktion.fritid@provbos.example');
    for (const twin of [bare, busy]) expect(mails.filter(({ text }) => text.includes(twin.meetingId))).toHaveLength(mails.filter(({ text }) => text.includes(bare.meetingId)).length);
    for (const name of ['Rut', 'Ines', 'Sven', 'KANARIESVAR', 'KANARIEGÄST', 'rut-', 'vakthavande']) expect(JSON.stringify([mails, items])).not.toContain(name);
  });
});
