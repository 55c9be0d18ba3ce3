import type { MeetingView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import type { LeakHub } from './leak-hub.js';
import { ofPlaces, type Mark } from './marks.js';
import type { Read } from './reading.js';
import { agendaOf, agendaSeen, drafted, groupOf, itemIn, personId, when, type Ids } from './scene.js';

/** A mark of one organisation's, authority's or group's own: who may read it, since it was addressed to them. */
export interface OwnMark extends Mark {
  readonly readers: readonly string[];
}

/** What each kind of id is worth asking about, by the name of the input. */
export type Known = Readonly<Record<string, readonly string[]>>;

export const everybody = ['eva.kop', 'rut.kop', 'kalle.kop', 'ines.kop', 'frida.kop', 'olle.kop', 'admin.kop', 'karl.pol', 'lena.pol', 'ulla.pol', 'sven.pol', 'admin.bos', 'nils.bos', 'hub.bos'] as const;

const written = /^(?:meetings\.meeting_contents|agendas\.(?:item_contents|item_notes|outcomes|actions|presences)|referrals\.(?:referral_texts|sides))$/;
const own = (what: string, text: string, readers: readonly (typeof everybody)[number][], { tables = written, mails = false } = {}): OwnMark => ({ what, text, readers, tables, mails });
/** olle is added to the group in the marked life. */
const inGroup = ['eva.kop', 'rut.kop', 'karl.pol', 'frida.kop', 'olle.kop'] as const;
const inUnit = ['eva.kop', 'rut.kop', 'kalle.kop', 'admin.kop'] as const;

/** A mark of each one's own, in what `ownTexts` writes. */
export const ownMarks: readonly OwnMark[] = [
  own('the group\'s meeting', 'KANARIEGEMENSAMT', inGroup),
  own('the group\'s place, also in its calendar', 'KANARIETRÄFFPUNKT', [...inGroup, 'kalle.kop'], { tables: ofPlaces, mails: true }),
  own('an item for the municipal board only', 'KANARIEBARASTYRELSEN', ['eva.kop', 'rut.kop']),
  own('an item for the police only', 'KANARIEBARAPOLISEN', ['karl.pol']),
  own('the police\'s own meeting', 'KANARIEPOLISEGET', ['ulla.pol', 'sven.pol']),
  own('the social board\'s own meeting', 'KANARIENÄMNDEGET', ['ines.kop', 'olle.kop']),
  own('a meeting of chosen people', 'KANARIEUTVALDA', ['eva.kop', 'nils.bos']),
  own('a request', 'KANARIEMELLANTVÅ', [...inUnit, 'sven.pol']),
  own('its sender\'s own notes', 'KANARIEAVSÄNDAREN', inUnit),
  own('its receiver\'s own notes', 'KANARIEMOTTAGAREN', ['sven.pol']),
  own('a draft', 'KANARIEUTKAST', ['ines.kop', 'frida.kop', 'olle.kop']),
  own('what the police\'s group is for', 'KANARIEPOLISSYFTE', ['ulla.pol', 'sven.pol'], { tables: /^directory\.groups$/ }),
  own('what the social board\'s group is for', 'KANARIENÄMNDSYFTE', ['ines.kop', 'olle.kop', 'admin.kop'], { tables: /^directory\.groups$/ }),
];

/** The marks that somebody has read and may not read, and where. */
export const strayed = (read: readonly Read[], username: string): string[] =>
  ownMarks.filter(({ readers }) => !readers.includes(username)).flatMap(({ what, text }) => read.filter((one) => one.text.includes(text)).map(({ where }) => `${what} in ${where}`));

/** Writes all of that, each in its own place, and gives the ids of the places. */
export async function ownTexts(leaks: LeakHub): Promise<Known> {
  const all = async (table: string, code = '%'): Promise<string[]> => (await leaks.hub.asAdmin<{ id: string }>('directory', `select id from ${table} where code like $1`, [code])).map(({ id }) => id);
  const meetings = [
    await meetingOf(leaks, 'eva.kop', 'KANARIEGEMENSAMT', { groupId: (await groupOf(leaks, 'eva.kop', 'PROV-UNG')).id, place: 'KANARIETRÄFFPUNKT' }),
    await meetingOf(leaks, 'ulla.pol', 'KANARIEPOLISEGET', { groupId: (await groupOf(leaks, 'ulla.pol', 'EGEN-POL')).id }),
    await meetingOf(leaks, 'ines.kop', 'KANARIENÄMNDEGET', { groupId: (await groupOf(leaks, 'ines.kop', 'EGEN-KOP')).id }),
    await meetingOf(leaks, 'eva.kop', 'KANARIEUTVALDA', { functions: await all('functions', 'FRITID-BOS') }),
  ];
  const places = [...meetings, ...(await itemsForSome(leaks, meetings[0]!.meetingId!))];
  const referrals = [await requestBetween(leaks), (await drafted(leaks, 'ines.kop', { to: 'VB-POL', title: 'Om KANARIEUTKAST', body: 'Om KANARIEUTKAST' })).id];
  const [groups, authorities] = [await all('groups'), await all('authorities')];
  const ids = (name: keyof Ids): string[] => places.flatMap((place) => place[name] ?? []);
  return { meetingId: meetings.map(({ meetingId }) => meetingId!), itemId: ids('itemId'), actionId: ids('actionId'), referralId: referrals, groupId: groups, authorityId: authorities, paper: ['agenda', 'notes'], readers: ['me', 'everyone'], search: ['KANARIE', 'prov'], reviewId: (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from reviews')).map(({ id }) => id) };
}

async function meetingOf(leaks: LeakHub, username: string, mark: string, more: object): Promise<Partial<Ids>> {
  const meeting = await leaks.does<MeetingView>(username, ['POST', '/meetings', { ...when, title: `Om ${mark}`, about: `Om ${mark}`, ...more }]);
  return { meetingId: meeting.id, ...(await agendaOf(leaks, username, meeting, mark)) };
}

async function itemsForSome(leaks: LeakHub, meetingId: string): Promise<Partial<Ids>[]> {
  const only = async (code: string): Promise<string[]> => (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from authorities where code = $1', [code])).map(({ id }) => id);
  const ofBoard = await itemIn(leaks, 'eva.kop', { meetingId, me: await personId(leaks, 'eva.kop'), mark: 'KANARIEBARASTYRELSEN', reach: 'hidden', authorities: await only('KOP-KS') });
  await agendaSeen(leaks, 'karl.pol', meetingId);
  const { id } = await leaks.does<{ id: string }>('karl.pol', ['POST', `/agendas/${meetingId}/items`, { title: 'Om KANARIEBARAPOLISEN', background: 'Om KANARIEBARAPOLISEN', type: 'discussion', reach: 'marked', authorities: await only('POL-MYND') }]);
  return [ofBoard, { itemId: id }];
}

async function requestBetween(leaks: LeakHub): Promise<string> {
  const { id } = await drafted(leaks, 'eva.kop', { to: 'VB-POL', title: 'Om KANARIEMELLANTVÅ', body: 'Om KANARIEMELLANTVÅ' });
  await leaks.does('eva.kop', ['POST', `/referrals/${id}/send`, {}]);
  await eventually(() => leaks.does('sven.pol', ['POST', `/referrals/${id}/receive`, {}]), 30_000);
  for (const [username, mark] of [['eva.kop', 'KANARIEAVSÄNDAREN'], ['sven.pol', 'KANARIEMOTTAGAREN']] as const) {
    const { version } = await leaks.does<{ version: string }>(username, ['GET', `/referrals/${id}/own-notes`]);
    await leaks.does(username, ['PUT', `/referrals/${id}/own-notes`, { text: `Om ${mark}` }], version);
  }
  return id;
}
