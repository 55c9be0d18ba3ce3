import type { MeetingView } from '@knutpunkt/contracts';
import { openDirectory } from '@knutpunkt/directory';
import { eventually } from '@knutpunkt/testing';
import type { LeakHub } from './leak-hub.js';
import { agendaOf, agreementOf, drafted, groupOf, linkGuestOf, meetingIn, nominationIn, reviewOf, seriesOf, type Ids } from './scene.js';

/** All that can be asked about in one scene, and its meeting's version. */
export type Scene = Ids & { readonly version: string };
export type Scenes = Record<'general' | 'individual' | 'chosen' | 'ofUlla' | 'ofInes', Scene>;

/** Between whom there is an agreement, by the group of the scene. */
const agreed: Readonly<Record<string, readonly string[]>> = { 'PROV-UNG': ['KOP', 'POL'], 'EGEN-POL': ['KOP', 'POL'], 'EGEN-KOP': ['POL', 'KOP'] };

/** Mails that wait to go together would go while questions are asked, which look at what is written meanwhile. */
const waitsToGoTogether = "update mails set dropped_at = now(), reason = 'no-right' where kind like 'poll-%' and sent_at is null and dropped_at is null";

/** What is hidden from the strangers, and what two of them have of their own; then a member is a member no more, and a person has left. */
export async function hiddenScenes(leaks: LeakHub): Promise<Scenes> {
  const inGroup = async (secretary: string, code: string, to: string, texts = {}): Promise<Scene> => {
    const scene = await meetingIn(leaks, [secretary, code], texts);
    return { ...scene, ...(await reviewOf(leaks, code === 'EGEN-POL' ? 'POL' : 'KOP', scene.membershipId)), nominationId: await nominationIn(leaks, scene.groupId, code === 'EGEN-POL' ? 'rut.kop' : 'lena.pol'), agreementId: await agreementOf(leaks, agreed[code]!), referralId: (await drafted(leaks, secretary, { to, agendaItemId: scene.itemId })).id };
  };
  const general = await inGroup('eva.kop', 'PROV-UNG', 'VB-POL', { title: 'Läget', about: 'Text', place: 'Rådhuset' });
  const inIndividual = await meetingIn(leaks, ['eva.kop', 'PROV-SIG']);
  const individual = { ...inIndividual, ...(await reviewOf(leaks, 'KOP', inIndividual.membershipId)), referralId: general.referralId, nominationId: await nominationIn(leaks, inIndividual.groupId, 'lena.pol'), agreementId: general.agreementId };
  const scenes = { general, individual, ofUlla: await inGroup('ulla.pol', 'EGEN-POL', 'BRASAM-KOP'), ofInes: await inGroup('ines.kop', 'EGEN-KOP', 'VB-POL'), chosen: { ...general, ...(await chosen(leaks)) } };
  for (const code of ['PROV-UNG', 'PROV-SIG']) await end(leaks, code, 'frida.kop');
  await leave(leaks, 'olle.kop');
  await leaks.heard();
  await leaks.hub.asAdmin('notifications', waitsToGoTogether);
  const nowOf = async (secretary: string, scene: Scene): Promise<Scene> => ({ ...scene, version: await versionAfter(leaks, secretary, scene) });
  return { ...scenes, general: await nowOf('eva.kop', general), ofInes: await nowOf('ines.kop', scenes.ofInes) };
}

/** The version of a meeting when the one who is no member any more, or has left, has been taken off. */
const versionAfter = (leaks: LeakHub, secretary: string, { meetingId, version: before }: Scene): Promise<string> => eventually(async () => {
  const { version } = await leaks.does<MeetingView>(secretary, ['GET', `/meetings/${meetingId}`]);
  if (version === before) throw new Error('the member is still there');
  return version;
});

/** A meeting of chosen people, without a group. */
async function chosen(leaks: LeakHub): Promise<Partial<Ids>> {
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { starts: '2031-05-05T10:00', ends: '2031-05-05T11:00', people: [(await groupOf(leaks, 'eva.kop', 'PROV-UNG')).members[1]!.person.id] }]);
  return { ...(await agendaOf(leaks, 'eva.kop', meeting)), meetingId: meeting.id, matterId: meeting.id, seriesId: await seriesOf(leaks, meeting.id), participantId: meeting.content!.participants[1]!.id, linkGuestId: await linkGuestOf(leaks, meeting.id) };
}

async function end(leaks: LeakHub, code: string, username: string): Promise<void> {
  const [row] = await leaks.hub.asAdmin<{ id: string; group_id: string; version: number }>('directory', 'select m.id, m.group_id, m.version from memberships m join groups g on g.id = m.group_id join people p on p.id = m.person_id where g.code = $1 and p.home_id = $2', [code, username]);
  await leaks.does('admin.kop', ['POST', `/groups/${row!.group_id}/members/${row!.id}/end`, {}], String(row!.version));
}

/** A person's employment has ended: what the organisation's own register says, and the directory tells. */
async function leave(leaks: LeakHub, username: string): Promise<void> {
  await leaks.hub.asAdmin('directory', "update people set status = 'ended', version = version + 1, at = next_place() where home_id = $1", [username]);
  const operator = await openDirectory(leaks.hub.configOf('directory'));
  await operator.republish();
  await operator.close();
}
