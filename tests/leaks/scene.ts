import type { ActionView, AgendaView, ItemView, MeetingDraftView, MeetingView, PollView, PresenceView, ReferralView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import type { IdName } from './matrix.js';
import type { LeakHub } from './leak-hub.js';

type View = MeetingView;
export type Ids = Record<IdName | 'guestId', string>;

const at = (days: number, hour: string): string => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;
/** From one to two on the day so many days ahead. */
export const onDay = (days: number) => ({ starts: at(days, '13:00'), ends: at(days, '14:00') });
export const when = onDay(20);

/** Two times to choose between, and until when. */
export const pollTimes = { options: [when, { starts: at(21, '13:00'), ends: at(21, '14:00') }], closes: at(15, '12:00') };

/** Ids that never were; of the same form as those that are. */
export const absent: Ids = {
  meetingId: '0199c0de-0000-7000-8000-000000000001', matterId: '0199c0de-0000-7000-8000-000000000001', participantId: '0199c0de-0000-7000-8000-000000000002',
  groupId: '0199c0de-0000-7000-8000-000000000003', membershipId: '0199c0de-0000-7000-8000-000000000004', people: '0199c0de-0000-7000-8000-000000000005',
  itemId: '0199c0de-0000-7000-8000-000000000006', agendaItemId: '0199c0de-0000-7000-8000-000000000006', outcomeId: '0199c0de-0000-7000-8000-000000000007', presenceId: '0199c0de-0000-7000-8000-000000000008',
  actionId: '0199c0de-0000-7000-8000-000000000009', referralId: '0199c0de-0000-7000-8000-00000000000a', guestId: '0199c0de-0000-7000-8000-000000000008', nominationId: '0199c0de-0000-7000-8000-00000000000b', agreementId: '0199c0de-0000-7000-8000-00000000000c', staffId: '0199c0de-0000-7000-8000-00000000000d', leaving: '0199c0de-0000-7000-8000-00000000000d', organisationId: '0199c0de-0000-7000-8000-00000000000d',
  reviewId: '0199c0de-0000-7000-8000-00000000000d', seatId: '0199c0de-0000-7000-8000-00000000000e', seriesId: '0199c0de-0000-7000-8000-0000000000ff', pollId: '0199c0de-0000-7000-8000-00000000000f', linkGuestId: '0199c0de-0000-7000-8000-0000000000fe', draftId: '0199c0de-0000-7000-8000-0000000000fd', meetingDraftId: '0199c0de-0000-7000-8000-0000000000fc', roomId: '0199c0de-0000-7000-8000-0000000000fb',
  ownAuthorityId: '0199c0de-0000-7000-8000-0000000000fa', ownUnitId: '0199c0de-0000-7000-8000-0000000000f9', ownFunctionId: '0199c0de-0000-7000-8000-0000000000f8',
};

interface GroupSeen { readonly id: string; readonly members: readonly { readonly id: string; readonly person: { readonly id: string } }[] }

/** A group by its code, as somebody sees it. */
export async function groupOf(leaks: LeakHub, username: string, code: string): Promise<GroupSeen> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from groups where code = $1', [code]);
  return leaks.does<GroupSeen>(username, ['GET', `/groups/${row!.id}`]);
}

export const personId = async (leaks: LeakHub, username: string): Promise<string> =>
  (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from people where home_id = $1', [username]))[0]!.id;

export const organisationId = async (leaks: LeakHub, code: string): Promise<string> =>
  (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from organisations where code = $1', [code]))[0]!.id;

/** A group's meeting, called by its secretary, and every id that somebody could ask about it. */
export async function meetingIn(leaks: LeakHub, [secretary, code]: [string, string], texts: Record<string, unknown> = {}): Promise<Ids & { readonly version: string }> {
  const group = await groupOf(leaks, secretary, code);
  const view = await leaks.does<View>(secretary, ['POST', '/meetings', { ...when, groupId: group.id, ...texts }]);
  const participant = view.content!.participants.find((p) => p.via !== 'organiser') ?? view.content!.participants[0]!;
  const above = { meetingId: view.id, matterId: view.id, pollId: await pollIn(leaks, secretary, group.id) };
  const guests = view.groupLevel === 'GENERAL' ? { linkGuestId: await linkGuestOf(leaks, view.id) } : {};
  return { ...absent, ...(await agendaOf(leaks, secretary, view)), ...above, ...guests, participantId: participant.id, groupId: group.id, draftId: await draftLike(leaks, group.id), meetingDraftId: (await leaks.does<MeetingDraftView>(secretary, ['POST', '/meeting-drafts', { groupId: group.id, occasion: {} }])).id, membershipId: group.members[0]!.id, people: await personId(leaks, 'nils.bos'), staffId: await personId(leaks, 'karl.pol'), leaving: await personId(leaks, 'karl.pol'), organisationId: await organisationId(leaks, 'BOS'), seriesId: await seriesOf(leaks, view.id), roomId: await roomElsewhere(leaks), ...(await structureOf(leaks, 'POL')), version: view.version };
}

/** An authority of an organisation, a unit of it and a function of that. */
export async function structureOf(leaks: LeakHub, code: string): Promise<{ ownAuthorityId: string; ownUnitId: string; ownFunctionId: string }> {
  const [row] = await leaks.hub.asAdmin<{ ownAuthorityId: string; ownUnitId: string; ownFunctionId: string }>('directory', `select f.authority_id as "ownAuthorityId", f.unit_id as "ownUnitId", f.id as "ownFunctionId"
    from functions f join organisations o on o.id = f.organisation_id where o.code = $1 and f.removed_at is null order by f.id limit 1`, [code]);
  return row!;
}

/** Somebody without an account who is invited by a link that nobody holds. */
export async function linkGuestOf(leaks: LeakHub, meetingId: string): Promise<string> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('meetings', `insert into meeting_guests (id, meeting_id, name, organisation, secret_hash, invited_by, invited_at)
    select gen_random_uuid(), id, 'Gästen', 'Föreningen', gen_random_uuid()::text, organiser_id, now() from meetings where id = $1 returning id`, [meetingId]);
  return row!.id;
}

/** A room of an organisation for which none of those works who ask. */
export async function roomElsewhere(leaks: LeakHub): Promise<string> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('meetings', "insert into rooms (id, version, organisation_id, name, address, note, place) values (gen_random_uuid(), 1, gen_random_uuid(), 'Rummet', 'Gatan 1', '', 'Rummet, Gatan 1') returning id");
  return row!.id;
}

/** A group that is not established yet, of the same owner and level as one that is. */
export async function draftLike(leaks: LeakHub, groupId: string): Promise<string> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', `insert into group_drafts (id, version, organisation_id, owner_authority_id, name, type, level, required_assurance_level, purpose)
    select gen_random_uuid(), 1, a.organisation_id, a.id, 'Utkastet', g.type, g.level, g.required_assurance_level, 'Syfte' from groups g join authorities a on a.id = g.owner_authority_id where g.id = $1 returning id`, [groupId]);
  return row!.id;
}

/** A group's poll for a time, with nothing in it that individual level refuses. */
export const pollIn = async (leaks: LeakHub, secretary: string, groupId: string, texts: Record<string, unknown> = {}): Promise<string> =>
  (await leaks.does<PollView>(secretary, ['POST', '/polls', { ...pollTimes, groupId, ...texts }])).id;

const repeated = { firstDay: when.starts.slice(0, 10), time: '13:00', minutes: 60, zone: 'Europe/Stockholm', rule: 'FREQ=WEEKLY;COUNT=1', skipHolidays: false, skipWeeks: [], skipDays: [], extraDays: [] };

/** A series of one meeting, which is there already, for those whom the meeting is for. */
export async function seriesOf(leaks: LeakHub, meetingId: string): Promise<string> {
  const [row] = await leaks.hub.asAdmin<{ series_id: string }>('meetings', `with made as (
    insert into series (id, group_id, group_level, owner_authority_id, organiser_id, audiences, recurrence, version)
      select gen_random_uuid(), group_id, group_level, owner_authority_id, organiser_id, array(select audience_id from meeting_audiences where meeting_id = m.id), $2, 1 from meetings m where id = $1 returning id)
    insert into occurrences select m.id, made.id, m.starts_at at time zone m.zone, m.starts_at, m.ends_at from made, meetings m where m.id = $1 returning series_id`, [meetingId, JSON.stringify(repeated)]);
  return row!.series_id;
}

/** A meeting's agenda as somebody sees it, once it is there. */
export const agendaSeen = (leaks: LeakHub, username: string, meetingId: string): Promise<AgendaView> => eventually(() => leaks.does<AgendaView>(username, ['GET', `/agendas/${meetingId}`]), 30_000);

/** What the secretary fills an agenda with: somebody who came, and, where texts are allowed, a guest and an item with notes, a decision and an action, in all of which `mark` stands. */
export async function agendaOf(leaks: LeakHub, secretary: string, { id: meetingId, startsAt, groupLevel }: Pick<View, 'id' | 'startsAt' | 'groupLevel'>, mark = ''): Promise<Partial<Ids>> {
  const { items } = await agendaSeen(leaks, secretary, meetingId);
  const me = await personId(leaks, secretary);
  const presence = await leaks.does<PresenceView>(secretary, ['POST', `/agendas/${meetingId}/presence`, { personId: me, from: startsAt }]);
  const written = groupLevel === 'GENERAL' ? { ...(await itemIn(leaks, secretary, { meetingId, me, mark })), ...(await guestAt(leaks, secretary, { meetingId, startsAt, mark })) } : { itemId: items[0]!.id, agendaItemId: items[0]!.id };
  return { ...written, presenceId: presence.id };
}

async function guestAt(leaks: LeakHub, secretary: string, { meetingId, startsAt, mark }: Pick<View, 'startsAt'> & { meetingId: string; mark: string }): Promise<Partial<Ids>> {
  const { id } = await leaks.does<PresenceView>(secretary, ['POST', `/agendas/${meetingId}/guests`, { name: `Gästen KANARIEGÄST ${mark}`, organisation: 'Föreningen KANARIEGÄST', from: startsAt }]);
  return { guestId: id };
}

export const itemTexts = { title: 'Om KANARIEPUNKT', background: 'Om KANARIEBAKGRUND', type: 'discussion' };

/** An item with all that can be written of it; `more` says who reads it. */
export async function itemIn(leaks: LeakHub, secretary: string, { meetingId, me, mark, ...more }: { meetingId: string; me: string; mark: string; reach?: string; authorities?: string[] }): Promise<Partial<Ids>> {
  const { id, version } = await leaks.does<ItemView>(secretary, ['POST', `/agendas/${meetingId}/items`, { ...itemTexts, title: `${itemTexts.title} ${mark}`, background: `${itemTexts.background} ${mark}`, ...more }]);
  const item = `/agendas/${meetingId}/items/${id}`;
  await leaks.does(secretary, ['POST', `${item}/take-up`, {}], version);
  await leaks.does(secretary, ['PUT', `${item}/notes`, { text: `Om KANARIEANTECKNING ${mark}` }], 'n0');
  const { content } = await leaks.does<ItemView>(secretary, ['POST', `${item}/outcomes`, { kind: 'decision', text: `Om KANARIEBESLUT ${mark}`, by: 'KANARIEBESLUTARE' }]);
  const action = await leaks.does<ActionView>(secretary, ['POST', `${item}/actions`, { text: `Om KANARIEÅTGÄRD ${mark}`, due: when.starts.slice(0, 10), personId: me }]);
  return { itemId: id, agendaItemId: id, outcomeId: content!.outcomes[0]!.id, actionId: action.id };
}

/** A request that somebody has drafted from his unit to a function. */
export async function drafted(leaks: LeakHub, username: string, { to, ...more }: { to: string; agendaItemId?: string; title?: string; body?: string }): Promise<ReferralView> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from functions where code = $1', [to]);
  return leaks.does<ReferralView>(username, ['POST', '/referrals', { aboutIndividual: false, functionId: row!.id, title: 'Om KANARIEÄRENDE', body: 'Om KANARIEFÖRFRÅGAN', ...more }]);
}

/** Somebody who waits for a key to another organisation's group, whose owner has turned the first. */
export async function nominationIn(leaks: LeakHub, groupId: string, username: string): Promise<string> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', `insert into nominations (id, version, group_id, person_id, role, home_organisation_id, owner_organisation_id, required_level, begun_by, owner_key_by, state, created_at, expires_at)
    select gen_random_uuid(), 1, g.id, p.id, 'member', p.organisation_id, a.organisation_id, g.required_assurance_level, 'owner', gen_random_uuid(), 'pending', now(), now() + interval '30 days'
      from groups g join authorities a on a.id = g.owner_authority_id, people p where g.id = $1 and p.home_id = $2 returning id`, [groupId, username]);
  return row!.id;
}

/** An agreement in force between these organisations, which all have accepted. */
export async function agreementOf(leaks: LeakHub, codes: readonly string[]): Promise<string> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', `insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
    select gen_random_uuid(), 1, 'Samverkan', '{Trygghet}', '{Ungdomar}', array_agg(id), array_agg(id), (array_agg(id))[1], now(), now() + interval '1 year' from organisations where code = any($1) returning id`, [codes]);
  return row!.id;
}

const open = `insert into reviews (id, version, organisation_id, opened_at, last_day, ends_at) select gen_random_uuid(), 1, id, now(), current_date + 60, now() + interval '60 days' from organisations where code = $1
  on conflict (organisation_id) where closed_at is null do update set version = reviews.version returning id`;
const listed = `insert into review_seats (review_id, organisation_id, membership_id, group_id, group_name, group_level, required_level, person_id, role, since, place)
  select r.id, r.organisation_id, m.id, g.id, g.name, g.level, g.required_assurance_level, m.person_id, m.role, m.valid_from, 1 from reviews r, memberships m join groups g on g.id = m.group_id where r.id = $1 and m.id = $2
  on conflict (review_id, membership_id) do update set version = review_seats.version returning id`;

/** An organisation's access review that goes on, and the row of one seat in it. */
export async function reviewOf(leaks: LeakHub, code: string, membershipId: string): Promise<{ reviewId: string; seatId: string }> {
  const [review] = await leaks.hub.asAdmin<{ id: string }>('directory', open, [code]);
  const [seat] = await leaks.hub.asAdmin<{ id: string }>('directory', listed, [review!.id, membershipId]);
  return { reviewId: review!.id, seatId: seat!.id };
}
