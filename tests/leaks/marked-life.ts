import { weekdays, type ActionView, type ItemView, type MeetingDraftView, type MeetingView, type NotesView, type ReferralView, type RoomView, type SeriesView, type StaffView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import type { LeakHub } from './leak-hub.js';
import { agendaOf, agendaSeen, drafted, groupOf, itemTexts, nominationIn, personId, pollIn, when } from './scene.js';

const ago = (hour: string): string => `${new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)}T${hour}`;

/** What every marked meeting is called by those who call it. */
export const texts = { title: 'Om KANARIERUBRIK', about: 'Om KANARIEINNEHÅLL', place: 'KANARIELOKAL, plan 2', link: 'https://video.example/kanarielank' };

/** Marks in everything that is entered, changed, corrected and answered in the lives of meetings, items, actions and requests. */
export async function markedLife(leaks: LeakHub): Promise<void> {
  await aWholeLife(leaks);
  await agendaAndRequest(leaks);
  await heldMeeting(leaks);
  await offeredAction(leaks);
  await requests(leaks);
  await seats(leaks);
  await people(leaks);
  await structure(leaks);
  await betweenOrganisations(leaks);
  await anOrganisationsLife(leaks);
  await review(leaks);
  const pollId = await pollIn(leaks, 'eva.kop', (await groupOf(leaks, 'eva.kop', 'PROV-UNG')).id, texts);
  await leaks.does('eva.kop', ['POST', `/polls/${pollId}/link-guests`, { name: 'Gästen KANARIELÄNKGÄST', organisation: 'Föreningen KANARIELÄNKGÄST' }]);
  await prepared(leaks);
  await series(leaks);
  await room(leaks);
  await leaks.does('eva.kop', ['POST', '/calendars', { address: 'https://kalender.invalid/KANARIEKALENDER.ics' }]);
}

/** A meeting in whose every field a mark stands, through its whole life; and one about individuals. */
async function aWholeLife(leaks: LeakHub): Promise<void> {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  await leaks.does('eva.kop', ['POST', '/invitations/preview', { times: [when], place: texts.place, groupId: group.id }]);
  let view = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, ...texts, groupId: group.id, people: [await personId(leaks, 'ines.kop')] }]);
  const reply = () => leaks.does('rut.kop', ['PUT', `/meetings/${view.id}/reply`, { startsAt: view.startsAt, answer: 'no', comment: 'Tyvärr KANARIEKOMMENTAR' }]);
  await reply();
  await leaks.does('eva.kop', ['POST', `/meetings/${view.id}/link-guests`, { name: 'Gästen KANARIELÄNKGÄST', organisation: 'Föreningen KANARIELÄNKGÄST' }]);
  const change = async (...asked: [string, string, object]): Promise<void> => { view = await leaks.does<MeetingView>('eva.kop', asked, (await leaks.does<MeetingView>('eva.kop', ['GET', `/meetings/${view.id}`])).version); };
  await change('PUT', `/meetings/${view.id}/description`, { title: 'Åter KANARIERUBRIK', about: 'Åter KANARIEINNEHÅLL' });
  await change('POST', `/meetings/${view.id}/reschedule`, { ...when, starts: when.starts.replace('T13', 'T12'), place: texts.place, link: texts.link });
  await reply();
  await change('POST', `/meetings/${view.id}/cancel`, { reason: 'För att KANARIESKÄL' });
  await leaks.does('eva.kop', ['POST', '/meetings', { ...when, place: 'KANARIELOKAL, rum 7', link: texts.link, groupId: (await groupOf(leaks, 'eva.kop', 'PROV-SIG')).id }]);
}

/** A meeting that is prepared, in whose every field a mark stands. */
async function prepared(leaks: LeakHub): Promise<void> {
  const said = { ...texts, groupId: (await groupOf(leaks, 'eva.kop', 'PROV-UNG')).id, occasion: { date: 'i höst' } };
  const { id, version } = await leaks.does<MeetingDraftView>('eva.kop', ['POST', '/meeting-drafts', said]);
  await leaks.does('eva.kop', ['PUT', `/meeting-drafts/${id}`, said], version);
}

/** A room that is entered, changed and removed. */
async function room(leaks: LeakHub): Promise<void> {
  const said = { name: 'KANARIERUM', address: 'Gatan 1, KANARIERUM', note: 'Genom KANARIEINGÅNG' };
  const { id, version } = await leaks.does<RoomView>('admin.kop', ['POST', '/rooms', said]);
  const changed = await leaks.does<RoomView>('admin.kop', ['PUT', `/rooms/${id}`, { ...said, name: 'Åter KANARIERUM' }], version);
  await leaks.does('admin.kop', ['POST', `/rooms/${id}/remove`, {}], changed.version);
}

/** Marks in every field of an agenda and of a request. */
async function agendaAndRequest(leaks: LeakHub): Promise<void> {
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: (await groupOf(leaks, 'eva.kop', 'PROV-UNG')).id }]);
  const { actionId } = await agendaOf(leaks, 'eva.kop', meeting);
  const { version } = await leaks.does<ActionView>('eva.kop', ['GET', `/actions/${actionId!}`]);
  await leaks.does('eva.kop', ['POST', `/actions/${actionId!}/not-done`, { reason: 'För att KANARIEOGJORD' }], version);
  const item = await leaks.does<ItemView>('eva.kop', ['POST', `/agendas/${meeting.id}/items`, itemTexts]);
  await leaks.does('eva.kop', ['POST', `/agendas/${meeting.id}/items/${item.id}/decline`, { reason: 'För att KANARIEAVSLAG' }], item.version);
  const request = `/referrals/${(await drafted(leaks, 'eva.kop', { to: 'VB-POL' })).id}`;
  await leaks.does('eva.kop', ['POST', `${request}/send`, {}]);
  await eventually(() => leaks.does('sven.pol', ['POST', `${request}/receive`, {}]), 30_000);
  await leaks.does('sven.pol', ['POST', `${request}/ask`, { question: 'Om KANARIEFRÅGA' }]);
  const notes = await leaks.does<{ version: string }>('sven.pol', ['GET', `${request}/own-notes`]);
  await leaks.does('sven.pol', ['PUT', `${request}/own-notes`, { text: 'Om KANARIEEGET' }], notes.version);
}

/** A series that is called, changed and cancelled. */
async function series(leaks: LeakHub): Promise<void> {
  const { id: groupId } = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const repeated = { firstDay: when.starts.slice(0, 10), time: '13:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=2', skipHolidays: false };
  const called = await leaks.does<SeriesView>('eva.kop', ['POST', '/series', { ...repeated, ...texts, groupId }]);
  const changed = await leaks.does<SeriesView>('eva.kop', ['POST', `/series/${called.id}/change`, { scope: 'all', ...texts, title: 'Åter KANARIERUBRIK' }], called.version);
  const weekday = weekdays[new Date(repeated.firstDay).getUTCDay()]!;
  await leaks.does('eva.kop', ['POST', `/series/${called.id}/weekday`, { scope: 'all', weekday }]);
  const moved = await leaks.does<SeriesView>('eva.kop', ['POST', `/series/${called.id}/change`, { scope: 'all', weekday }], changed.version);
  await leaks.does('eva.kop', ['POST', `/series/${called.id}/cancel`, { scope: 'all', reason: 'För att KANARIESKÄL' }], moved.version);
}

async function heldMeeting(leaks: LeakHub): Promise<void> {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const { id } = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings/held', { starts: ago('13:00'), ends: ago('14:00'), ...texts, groupId: group.id }]);
  await agendaSeen(leaks, 'eva.kop', id);
  let item = await leaks.does<ItemView>('eva.kop', ['POST', `/agendas/${id}/items`, itemTexts]);
  const at = `/agendas/${id}/items/${item.id}`;
  item = await leaks.does<ItemView>('eva.kop', ['PUT', at, { ...itemTexts, title: 'Åter KANARIEPUNKT', background: 'Åter KANARIEBAKGRUND' }], item.version);
  await leaks.does('eva.kop', ['POST', `${at}/take-up`, {}], item.version);
  const { version } = await leaks.does<NotesView>('eva.kop', ['PUT', `${at}/notes`, { text: 'Om KANARIEANTECKNING' }], 'n0');
  const { content } = await leaks.does<ItemView>('eva.kop', ['POST', `${at}/outcomes`, { kind: 'decision', text: 'Om KANARIEBESLUT', by: 'KANARIEBESLUTARE' }]);
  const [outcome] = content!.outcomes;
  await leaks.does('eva.kop', ['PUT', `${at}/outcomes/${outcome!.id}`, { kind: 'decision', text: 'Åter KANARIEBESLUT', by: 'Åter KANARIEBESLUTARE' }], outcome!.version);
  await leaks.does('eva.kop', ['POST', `/agendas/${id}/lock`, {}], (await agendaSeen(leaks, 'eva.kop', id)).version);
  await leaks.does('eva.kop', ['POST', `${at}/notes/correct`, { text: 'Åter KANARIEANTECKNING', reason: 'För att KANARIERÄTTELSE' }], version);
}

async function offeredAction(leaks: LeakHub): Promise<void> {
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: (await groupOf(leaks, 'eva.kop', 'PROV-UNG')).id }]);
  await agendaSeen(leaks, 'eva.kop', meeting.id);
  const item = await leaks.does<ItemView>('eva.kop', ['POST', `/agendas/${meeting.id}/items`, itemTexts]);
  await leaks.does('eva.kop', ['POST', `/agendas/${meeting.id}/items/${item.id}/take-up`, {}], item.version);
  const [eva, rut] = [await personId(leaks, 'eva.kop'), await personId(leaks, 'rut.kop')];
  const given = await leaks.does<ActionView>('eva.kop', ['POST', `/agendas/${meeting.id}/items/${item.id}/actions`, { text: 'Om KANARIEÅTGÄRD', due: when.starts.slice(0, 10), personId: eva }]);
  const offered = await leaks.does<ActionView>('eva.kop', ['POST', `/actions/${given.id}/hand-over`, { personId: rut }], given.version);
  await leaks.does('rut.kop', ['POST', `/actions/${given.id}/decline`, { reason: 'För att KANARIEOGJORD' }], offered.version);
}

/** Two requests: one that is asked about, answered, accepted and fed back, and one that is declined. */
async function requests(leaks: LeakHub): Promise<void> {
  const answered = await sent(leaks);
  await leaks.does('sven.pol', ['POST', `${answered}/ask`, { question: 'Om KANARIEFRÅGA' }]);
  await leaks.does('eva.kop', ['POST', `${answered}/answer`, { answer: 'Om KANARIESVAR' }]);
  await leaks.does('sven.pol', ['POST', `${answered}/accept`, { comment: 'Om KANARIEKVITTO' }]);
  await leaks.does('sven.pol', ['POST', `${answered}/feed-back`, { feedback: 'Om KANARIEÅTERKOPPLING' }]);
  await leaks.does('sven.pol', ['POST', `${await sent(leaks)}/decline`, { reason: 'För att KANARIEAVBÖJD' }]);
  const [to] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'FRITID-BOS'");
  const passedOn = await sent(leaks);
  await leaks.does('sven.pol', ['POST', `${passedOn}/pass-on`, { functionId: to!.id, reason: 'För att KANARIEVIDARE' }]);
  await eventually(() => leaks.does('nils.bos', ['POST', `${passedOn}/receive`, {}]), 30_000);
  await leaks.does('nils.bos', ['POST', `${passedOn}/ask`, { question: 'Om KANARIEFRÅGA' }]);
}

async function sent(leaks: LeakHub): Promise<string> {
  const draft = await drafted(leaks, 'eva.kop', { to: 'VB-POL' });
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'VB-POL'");
  await leaks.does<ReferralView>('eva.kop', ['PUT', `/referrals/${draft.id}`, { functionId: row!.id, title: 'Åter KANARIEÄRENDE', body: 'Åter KANARIEFÖRFRÅGAN' }], draft.version);
  await leaks.does('eva.kop', ['POST', `/referrals/${draft.id}/send`, {}]);
  await eventually(() => leaks.does('sven.pol', ['POST', `/referrals/${draft.id}/receive`, {}]), 30_000);
  return `/referrals/${draft.id}`;
}

async function seats(leaks: LeakHub): Promise<void> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from groups where code = 'PROV-UNG'");
  const seat = await leaks.does<{ id: string }>('admin.kop', ['POST', `/groups/${row!.id}/members`, { personId: await personId(leaks, 'olle.kop'), seat: 'Plats KANARIEPLATS' }]);
  await leaks.does('admin.kop', ['GET', `/groups/${row!.id}/members/${seat.id}/possible-substitutes?search=KANARIES%C3%96K`]);
  for (const path of [`/groups/${row!.id}/possible-members`, `/groups/${row!.id}/possible-nominees`]) await leaks.does('admin.kop', ['GET', `${path}?search=KANARIES%C3%96K`]);
  for (const path of ['/possible-participants', '/possible-receivers']) await leaks.does('eva.kop', ['GET', `${path}?search=KANARIES%C3%96K`]);
}

async function people(leaks: LeakHub): Promise<void> {
  await leaks.does('admin.kop', ['GET', '/people?search=KANARIES%C3%96K']);
  const staffId = await personId(leaks, 'kalle.kop');
  const { version, unit } = await leaks.does<StaffView>('admin.kop', ['GET', `/people/${staffId}`]);
  await leaks.does('admin.kop', ['PUT', `/people/${staffId}`, { name: 'Kalle KANARIENAMN', title: 'Planerare KANARIETITEL', email: 'kalle-kanariepost@prov.example', unitId: unit!.id }], version);
}

/** An authority with a unit and a function, each with another name than at first. */
async function structure(leaks: LeakHub): Promise<void> {
  const add = (path: string, name: string, more = {}) => leaks.does<{ id: string }>('admin.kop', ['POST', path, { name: `${name} KANARIEENHET`, ...more }]);
  const { id: authority } = await add('/authorities', 'Nämnden');
  const { id: unit } = await add(`/authorities/${authority}/units`, 'Enheten', { code: 'KANARIEKOD-1' });
  const { id: held } = await add(`/units/${unit}/functions`, 'Vakten');
  for (const [path, more] of [[`/authorities/${authority}`, {}], [`/units/${unit}`, { code: 'KANARIEKOD-2' }], [`/functions/${held}`, {}]] as const) await leaks.does('admin.kop', ['PUT', path, { name: `Ny KANARIEENHET vid ${path.split('/')[1]!}`, ...more }], '1');
}

/** An agreement, on which the police are asked for a person, and a nomination that is declined. */
async function betweenOrganisations(leaks: LeakHub): Promise<void> {
  const [police] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from organisations where code = 'POL'");
  const period = { validFrom: new Date().toISOString(), validTo: new Date(Date.now() + 86_400_000).toISOString() };
  const { id: agreementId } = await leaks.does<{ id: string }>('admin.kop', ['POST', '/agreements', { name: 'Om KANARIEAVTAL', purposes: ['Om KANARIEAVTAL'], areas: ['Om KANARIEAVTAL'], parties: [police!.id], ...period }]);
  await leaks.hub.asAdmin('directory', 'update agreements set accepted = parties');
  await aDraft(leaks);
  await aGroupsName(leaks);
  const [group] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from groups where code = 'PROV-UNG'");
  await leaks.does('admin.kop', ['POST', `/groups/${group!.id}/nominations`, { personId: await personId(leaks, 'sven.pol'), agreementId, seat: 'Plats KANARIEPLATS' }]);
  const nomination = await nominationIn(leaks, group!.id, 'lena.pol');
  await leaks.hub.asAdmin('directory', "update nominations set begun_by = 'home', home_key_by = owner_key_by, owner_key_by = null where id = $1", [nomination]);
  await leaks.does('admin.kop', ['POST', `/nominations/${nomination}/decline`, { reason: 'För att KANARIENEJ' }], '1');
}

/** A group of individual level is called something else. */
async function aGroupsName(leaks: LeakHub): Promise<void> {
  const [group] = await leaks.hub.asAdmin<{ id: string; version: number }>('directory', "select id, version from groups where code = 'PROV-SIG'");
  await leaks.does('admin.kop', ['PUT', `/groups/${group!.id}`, { name: 'Insats KANARIEGRUPPEN', purpose: 'Om KANARIESYFTE' }], String(group!.version));
}

/** A group that is written, changed, and not established. */
async function aDraft(leaks: LeakHub): Promise<void> {
  const [board] = await leaks.hub.asAdmin<{ id: string }>('directory', "select a.id from authorities a join people p on p.authority_id = a.id where p.home_id = 'admin.kop'");
  const said = { name: 'KANARIEGRUPPUTKAST', type: 'YouthGroup', level: 'GENERAL', requiredAssuranceLevel: 2, purpose: 'Om KANARIESYFTE', authorityId: board!.id };
  const { id, version } = await leaks.does<{ id: string; version: string }>('admin.kop', ['POST', '/group-drafts', said]);
  await leaks.does('admin.kop', ['PUT', `/group-drafts/${id}`, said], version);
}

/** An organisation is proposed, let in, paused, let in again, and ended. */
async function anOrganisationsLife(leaks: LeakHub): Promise<void> {
  const administrator = { homeId: 'ada.ny', name: 'Ada KANARIENAMN', title: 'Administratör KANARIETITEL', email: 'ada-kanariepost@ny.example' };
  let one = await leaks.does<{ id: string; version: string }>('hub.bos', ['POST', '/hub/organisations', { code: 'NY', name: 'KANARIEORGANISATION', number: '212000-2114', type: 'municipality', identityProvider: 'ny', boundByOsl: true, authority: 'Nämnden i KANARIEORGANISATION', unit: 'Enheten i KANARIEORGANISATION', administrator }]);
  const agreement = { agreement: 'Avtal KANARIEANSLUTNING', signedOn: '2026-01-15' };
  const reason = { reason: 'För att KANARIEANSLUTNING' };
  for (const [step, said] of [['activate', agreement], ['pause', reason], ['resume', agreement], ['end', reason]] as const) one = await leaks.does('hub.bos', ['POST', `/hub/organisations/${one.id}/${step}`, said], one.version);
}

/** A seat that an access review takes away. */
async function review(leaks: LeakHub): Promise<void> {
  const { id } = await leaks.does<{ id: string }>('admin.kop', ['POST', '/reviews', { lastDay: when.starts.slice(0, 10) }]);
  const { items } = await leaks.does<{ items: { id: string; version: string; seat: string | null; person: { id: string } }[] }>('admin.kop', ['GET', `/reviews/${id}/seats?limit=200`]);
  const olle = await personId(leaks, 'olle.kop');
  const seat = items.find(({ person, seat: of }) => person.id === olle && of !== null)!;
  await leaks.does('admin.kop', ['POST', `/reviews/${id}/seats/${seat.id}/attest`, { decision: 'change', role: 'guest', reason: 'För att KANARIEGRANSKAD' }], seat.version);
}
