import { everybody, groupNames, people, type Who } from '../leaks/histories/county.js';
import { atTheTable, authorityOf, is, knowsItem, leaders, leads, orgOf, reads, readsItem, seesAction, sideOf, type Item, type Meeting, type World } from '../leaks/histories/model.js';
import { agreements, waiting, within } from './nominations.js';
import { ofAgreedSeats } from './agreed-seats.js';
import { ofDrafts, ofGroupsLife } from './drafts.js';
import { ofFree } from './free.js';
import { maySound, ofHiddenLists } from './hidden-lists.js';
import { ofPolls } from './polls.js';
import { ofReviews } from './reviews.js';
import { ofRooms } from './rooms.js';
import { ofStructure } from './structure.js';
import { ofSubstitutes } from './substitutes.js';

/** A function that sees more than its caller, called about one thing, and whether it may tell or do anything then. `before` makes the state that it asks for, as a superuser. */
export interface Call { readonly service: string; readonly of: string; readonly sql: string; readonly may: (who: Who) => boolean; readonly before?: string; readonly level?: number }
type Id = (label: string) => string;

/** Every function that looks past the policies, about everything that some may see and others not. */
export function callsOf(w: World, id: Id): Call[] {
  return [...ofMeetings(w, id), ...ofItems(w, id), ...ofRequests(w, id), ...ofGroups(w, id), ...ofNominations(id), ...ofPartners(id), ...ofHub(id), ...ofReadings(id), ...ofMails(w, id), ...ofReviews(id), ...ofPolls(id), ...ofFree(id), ...ofDrafts(id), ...ofGroupsLife(id), ...ofSubstitutes(id), ...ofAgreedSeats(id), ...ofRooms(w, id), ...ofStructure(id), ...ofHiddenLists(w, id)];
}

const ofMeetings = (w: World, id: Id): Call[] => w.meetings.flatMap((m): Call[] => {
  const may = (who: Who): boolean => reads(w, who, m);
  const about = (service: string, of: string, sql: string): Call => ({ service, of, sql, may });
  const it = `'${id(m.label)}'`;
  return [
    about('meetings', 'share_meeting', `select share_meeting(${it}, '[]')`), about('meetings', 'unshare_meeting', `select unshare_meeting(${it}, '{}')`), about('meetings', 'audiences_of', `select * from audiences_of(${it})`),
    about('meetings', 'taking_part', `select * from taking_part(array[${it}::uuid])`),
    { ...about('meetings', 'taking_part', `select from taking_part(array[${it}::uuid]) t, jsonb_array_elements(t.mine) offset 1`), may: (who) => may(who) && [...m.participants.keys()].filter((p) => is(who, p)).length > 1 },
    ...['share_meeting(#, \'[]\')', 'unshare_meeting(#, \'{}\')'].map((call): Call => ({ service: 'meetings', of: call.split('(')[0]!, sql: `select ${call.replace('#', it)}`, may: (who) => m.organiser === who, before: `delete from meeting_audiences where meeting_id = ${it}` })),
    ...leadersOf(w, id, m), about('agendas', 'audiences_of_agenda', `select * from audiences_of_agenda(${it})`),
  ];
});

/** Who leads is told by name: what may be changed rests on it. A chair of former days, and one to come, lead nothing. */
const leadersOf = (w: World, id: Id, m: Meeting): Call[] => {
  const those = leaders(w, m).map((who) => `'${id(who)}'`);
  const call = (sql: string, before?: string): Call => ({ service: 'agendas', of: 'leaders_of', sql, may: (who) => reads(w, who, m), ...(before ? { before } : {}) });
  const exactly = `select from (select array_agg(person_id order by person_id) as them from leaders_of('${id(m.label)}')) l where them = array(select unnest(array[${those.join(', ')}]::uuid[]) order by 1)`;
  const chair = (but: string): string => `with strangers as (select id from people where id not in (${everybody.map((who) => `'${id(who)}'`).join(', ')}) order by id limit 1),
    seat as (select * from memberships where group_id = '${id(m.group ?? 'UNG')}' and role = 'secretary' limit 1)
    insert into memberships select (jsonb_populate_record(null::memberships, to_jsonb(seat) || jsonb_build_object('id', gen_random_uuid(), 'person_id', strangers.id, 'role', 'chair'))).* from seat, strangers; ${but}`;
  const seats = (validity: string): string => `update memberships set ${validity} where role = 'chair'`;
  return [
    call(`select * from leaders_of('${id(m.label)}')`), call(exactly), call(exactly, chair(seats("valid_to = now() - interval '1 hour'"))), call(exactly, chair(seats("valid_from = now() + interval '1 hour'"))),
    call(exactly, chair("update people set status = 'ended' where id in (select person_id from memberships where role = 'chair')")),
  ];
};

/** Items that one knows of as rows: a marked one also before it is on the agenda. */
const knows = (w: World, who: Who, i: Item): boolean => readsItem(w, who, i) || knowsItem(w, who, { ...i, state: 'taken-up' });
/** Whoever proposed it says whom it is for, and those who lead, as long as they read it. */
const addresses = (w: World, who: Who, i: Item): boolean => readsItem(w, who, i) && (i.proposer === who || leads(w, who, i.meeting));
/** Who leads tells of an item also where he does not read it. */
const tells = (w: World, who: Who, i: Item): boolean => readsItem(w, who, i) || (knows(w, who, i) && leads(w, who, i.meeting));
const has = (w: World, who: Who, i: Item): boolean => w.actions.some((a) => a.item === i && is(who, a.owner));

const ofItems = (w: World, id: Id): Call[] => [
  ...w.items.flatMap((i): Call[] => {
    const it = `'${id(i.label)}'`;
    const call = (of: string, sql: string, may: (who: Who) => boolean): Call => ({ service: 'agendas', of, sql, may });
    return [
      call('share_item', `select share_item(${it}, 'all', '{}')`, (who) => addresses(w, who, i)),
      { ...call('share_item', `select share_item(${it}, 'all', '{}')`, () => false), before: `update agendas set status = 'locked' where id = '${id(i.meeting.label)}'` },
      call('share_item', `select share_item(${it}, 'marked', array['${id('STYR')}'::uuid])`, (who) => authorityOf(who) === 'STYR' && addresses(w, who, i)),
      call('give_reason', `select give_reason(${it}, 'Skäl')`, (who) => i.state === 'declined' && knows(w, who, i) && leads(w, who, i.meeting)), call('readers_of', `select * from readers_of(array[${it}::uuid])`, (who) => readsItem(w, who, i)),
      call('audiences_of_item', `select * from audiences_of_item(${it})`, (who) => tells(w, who, i) || has(w, who, i)), call('named_in_item', `select * from named_in_item(${it})`, (who) => tells(w, who, i)),
      call('can_own', `select where can_own(${it}, '${id('erik')}', null)`, (who) => (readsItem(w, who, i) || has(w, who, i)) && (i.reach === 'all' || i.readers.includes('MYND')) && atTheTable(i.meeting).includes('MYND') && maySound(w, who, { meeting: i.meeting, authority: 'MYND' })),
    ];
  }),
  ...w.actions.map((a): Call => ({ service: 'agendas', of: 'share_action', sql: `select share_action('${id(a.label)}')`, may: (who) => seesAction(w, who, a) })),
];

const ofRequests = (w: World, id: Id): Call[] => w.requests.flatMap((r): Call[] => {
  const it = `'${id(r.label)}'`;
  const call = (of: string, sql: string, may: (who: Who) => boolean, before?: string): Call => ({ service: 'referrals', of, sql, may, ...(before ? { before } : {}) });
  const on = (who: Who): boolean => sideOf(who, r) !== null;
  const drafted = `update referrals set state = 'draft' where id = ${it}`;
  return [
    call('touch_sides', `select touch_sides(${it})`, on), call('audiences_of', `select * from audiences_of(${it})`, on),
    call('add_receiver_side', `select add_receiver_side(${it}, gen_random_uuid())`, (who) => sideOf(who, r) === 'receiver', `update referrals set state = 'sent' where id = ${it}`), call('add_receiver_side', `select add_receiver_side(${it}, gen_random_uuid())`, () => false),
    call('end_sight', `select end_sight(${it}, probing.side_of(${it}))`, (who) => sideOf(who, r) === 'receiver'), call('link_item', `select link_item(${it}, null)`, (who) => sideOf(who, r) === 'sender', drafted), call('link_item', `select link_item(${it}, null)`, () => false),
    call('open_sender_side', `select open_sender_side(${it}, gen_random_uuid())`, () => false), call('open_sender_side', `select open_sender_side(${it}, gen_random_uuid())`, (who) => who === r.sender, `${drafted}; delete from side_audiences where referral_id = ${it}; delete from sides where referral_id = ${it}`),
    call('open_sender_side', `select open_sender_side(${it}, gen_random_uuid())`, () => false, drafted),
    call('open_sender_side', `select open_sender_side(${it}, gen_random_uuid())`, () => false, `delete from side_audiences where referral_id = ${it}; delete from sides where referral_id = ${it}`),
    call('unanswered_count', 'select where unanswered_count() > 0', (who) => who === 'erik' && orgOf(r.to) === orgOf('erik'), `update referrals set state = 'delivered', receipt_due_at = case when id = ${it} then now() - interval '1 day' else now() + interval '9 days' end; update people set roles = '{coordinator}' where id = '${id('erik')}'`),
  ];
});

const ofGroups = (w: World, id: Id): Call[] => groupNames.flatMap((g): Call[] => {
  const orgs = (who: Who): boolean => people[who].admin && [...w.seats.get(g)!.keys()].some((p) => orgOf(p) === orgOf(who)) && (g !== 'SIG' || people[who].level > 2);
  const owners = (who: Who): boolean => people[who].admin && orgOf(who) === { UNG: 'KOP', LAN: 'POL', SIG: 'KOP' }[g] && (g !== 'SIG' || people[who].level > 2);
  return [
    { service: 'directory', of: 'groups_i_administer', sql: `select where '${id(g)}' = any(groups_i_administer())`, may: owners },
    { service: 'directory', of: 'groups_of_my_people', sql: `select where '${id(g)}' = any(groups_of_my_people(now()))`, may: orgs },
    { service: 'directory', of: 'groups_i_administer', sql: `select where '${id(g)}' = any(groups_i_administer())`, may: (who) => owners(who) && g !== 'SIG', level: 2 },
    { service: 'directory', of: 'groups_of_my_people', sql: `select where cardinality(groups_of_my_people(now())) > ${groupNames.length}`, may: () => false },
  ];
});

/** Only the two organisations' administrators, each with its own key, and only whom it may let in. */
const ofNominations = (id: Id): Call[] => {
  const call = (of: string, sql: string, may: Who | null): Call => ({ service: 'directory', of, sql, may: (who) => who === may });
  const guest = { role: 'guest', validTo: new Date(Date.now() + 86_400_000).toISOString() };
  const asked = (by: 'home' | 'owner', [group, person]: [string, Who], may: Who | null, as: object = {}): Call =>
    call('nominate', `select nominate('${JSON.stringify({ id: '0199c0de-0000-7000-8000-0000000000bf', by, groupId: id(group), personId: id(person), role: 'member', ...as })}')`, may);
  return [
    asked('owner', ['UNG', 'hugo'], null), asked('owner', ['UNG', 'hugo'], 'bo', guest), asked('owner', ['UNG', 'hugo'], null, { ...guest, validTo: new Date(Date.now() + 400 * 86_400_000).toISOString() }), asked('home', ['UNG', 'hugo'], null, guest), asked('owner', ['UNG', 'erik'], 'bo'), asked('owner', ['LAN', 'cilla'], 'fia'), asked('home', ['LAN', 'cilla'], 'bo'), asked('owner', ['SIG', 'hugo'], null), asked('home', ['SIG', 'erik'], null),
    asked('owner', ['UNG', 'cilla'], null), asked('home', ['LAN', 'bo'], null), asked('home', ['SIG', 'anna'], null),
    ...(['owner', 'home'] as const).map((by) => ({ ...asked(by, ['SIG', 'anna'], by === 'owner' ? 'david' : null), before: `update people set roles = '{administrator}' where id = '${id('david')}'` })),
    ...[['confirm_nomination', 'gen_random_uuid()', null], ['close_nomination', "'declined', 'Skäl'", null], ['close_nomination', "'withdrawn', null", 'bo'] as const].map(([of, with_, may]) => ({
      ...call(of!, `select ${of}('${within}', ${with_})`, may as Who | null), before: `update nominations set owner_key_by = '${id('bo')}' where id = '${within}'`,
    })),

    { ...call('register_agreement', `select register_agreement(jsonb_build_object('id', gen_random_uuid(), 'name', 'Samverkan', 'purposes', '["Trygghet"]'::jsonb, 'areas', '["Ungdomar"]'::jsonb, 'validFrom', '2026-01-01', 'validTo', '2036-01-01', 'parties', (select jsonb_agg(id) from organisations)))`, null), may: (who) => people[who].admin },
    ...(['accept_agreement', 'end_agreement'] as const).flatMap((of) => agreements.map(({ id: one, parties, accepted }) => {
      const may = (who: Who): boolean => people[who].admin && (of === 'end_agreement' ? who === parties[0] : (parties as readonly Who[]).includes(who) && !(accepted as readonly Who[]).includes(who));
      return { ...call(of, `select ${of}('${one}')`, null), may };
    })),
    { ...call('agreements_i_rest_on', 'select * from agreements_i_rest_on()', null), may: (who) => ['bo', 'hugo'].includes(who) },
    { ...call('agreements_i_rest_on', 'select * from agreements_i_rest_on()', null), may: (who) => ['bo', 'hugo', 'cilla', 'erik', 'david'].includes(who), before: `update memberships set agreement_id = '${agreements[0].id}' where group_id = '${id('SIG')}'` },
    ...waiting.slice(0, 1).flatMap((one) => agreements.map(({ id: on }, nth) => ({ ...call('rest_on', `select rest_on('${one.id}', '${on}')`, nth ? null : 'bo'), before: `update nominations set owner_key_by = '${id('bo')}' where id = '${one.id}'` }))),
    ...waiting.flatMap((one) => [
      call('confirm_nomination', `select confirm_nomination('${one.id}', gen_random_uuid())`, one.next), call('close_nomination', `select close_nomination('${one.id}', 'declined', 'Skäl')`, one.next),
      call('close_nomination', `select close_nomination('${one.id}', 'withdrawn', null)`, one.first),
    ]),
  ];
};

/** Only an organisation's administrator is told who outside sees what of the own, and nothing of another's. */
const ofPartners = (id: Id): Call[] => {
  const call = (service: string, of: string, sql: string, may: readonly Who[], before?: string): Call => ({ service, of, sql, may: (who) => may.includes(who), ...(before ? { before } : {}) });
  const exactly = (those: readonly string[], where = 'true'): string => `select from (select array_agg(audience_id order by audience_id) as them from partner_rights() where ${where}) r where them = array(select unnest(array[${those.join(', ')}]::uuid[]) order by 1)`;
  const used = (who: Who, meeting: string): string => `insert into audit (actor_kind, actor_id, action, object_id) values ('person', '${id(who)}', 'meeting.read', '${id(meeting)}')`;
  const seats = (group: string): string => `select * from seats_last_used() where group_id = '${id(group)}'`;
  const unitOf = (who: Who): string => `(select unit_id from people where id = '${id(who)}')`;
  return [
    call('meetings', 'partner_rights', 'select * from partner_rights()', ['bo', 'fia']), call('meetings', 'partner_rights', exactly([`'${id('ledare')}'`]), ['bo']), call('meetings', 'partner_rights', exactly([`'${id('soc')}'`]), ['fia']),
    call('meetings', 'seats_last_used', seats('UNG'), ['bo']), call('meetings', 'seats_last_used', seats('LAN'), ['fia'], used('hugo', 'möte3')), call('meetings', 'seats_last_used', seats('SIG'), ['bo'], used('erik', 'möte4')),
    { ...call('meetings', 'seats_last_used', seats('SIG'), [], used('erik', 'möte4')), level: 2 },
    call('referrals', 'partner_rights', 'select * from partner_rights()', ['bo']), call('referrals', 'partner_rights', exactly([`'${id('vakt')}'`, `'${id('ledare')}'`]), ['bo']),
    call('referrals', 'partner_rights', exactly([unitOf('anna')], "kind <> 'person'"), ['fia'], `update referrals set state = 'accepted' where id in ('${id('förfrågan1')}', '${id('förfrågan2')}')`),
  ];
};

/** Only who runs the hub changes which organisations there are, and never shuts out the own; nobody else is told what was done in all of it. */
const ofHub = (id: Id): Call[] => {
  const asked = JSON.stringify({ id: '0199c0de-0000-7000-8000-0000000000d1', authorityId: '0199c0de-0000-7000-8000-0000000000d2', unitId: '0199c0de-0000-7000-8000-0000000000d3', personId: '0199c0de-0000-7000-8000-0000000000d4', code: 'NY', name: 'Ny', type: 'municipality', number: '212000-2114', identityProvider: 'ny', boundByOsl: true, authority: 'Nämnd', unit: 'Enhet', administrator: { homeId: 'h', name: 'N', title: 'T', email: 'n@prov.example' } });
  const paused = (who: Who): string => `select * from change_organisation((select organisation_id from people where id = '${id(who)}'), 'paused', 'Skäl', null, null)`;
  const call = (of: string, sql: string, may: readonly Who[], before?: string): Call => ({ service: 'directory', of, sql, may: (who) => may.includes(who), ...(before ? { before } : {}) });
  const [anna, erik] = (['anna', 'erik'] as const).map((who) => `update people set roles = '{hub-administrator}' where id = '${id(who)}'`) as [string, string];
  /** bo, who is KOP's only administrator, proposes cilla. */
  const proposed = `update people set administrator_proposed_by = '${id('bo')}', administrator_proposed_at = now() where id = '${id('cilla')}'`;
  const confirm = (of: Who): string => `select confirm_administrator((select organisation_id from people where id = '${id(of)}'), '${id('cilla')}')`;
  return [
    ...([['add_organisation', `select add_organisation('${asked}')`], ['change_organisation', paused('gun')], ['hub_log', 'select * from hub_log(null, 5)']] as const).flatMap(([of, sql]) => [call(of, sql, []), call(of, sql, ['anna'], anna)]),
    call('change_organisation', paused('anna'), [], anna),
    call('confirm_administrator', confirm('bo'), ['erik'], `${erik}; ${proposed}`), call('confirm_administrator', confirm('bo'), [], proposed), call('confirm_administrator', confirm('bo'), [], `${anna}; ${proposed}`),
    ...["roles = '{administrator}' where id = 'david'", "status = 'invited' where id = 'cilla'"].map((but) => call('confirm_administrator', confirm('bo'), [], `${erik}; ${proposed}; update people set ${but.replace(/'(david|cilla)'/, (_, who: Who) => `'${id(who)}'`)}`)),
    call('confirm_administrator', confirm('gun'), [], `${erik}; ${proposed}`),
  ];
};

/** Only who leads an individual-level group is told who was shown its meetings, and not in a session below its level. */
const ofReadings = (id: Id): Call[] => (['meetings', 'agendas'] as const).flatMap((service) => {
  const read = (of: string): string => `insert into audit (actor_kind, actor_id, action, object_id) values ('person', '${id('erik')}', '${service.slice(0, -1)}.read', '${id(of)}')`;
  const call = (of: string, may: readonly Who[], level?: number): Call => ({ service, of: 'readings_of', sql: `select * from readings_of('${id(of)}', 5)`, may: (who) => may.includes(who), before: read(of), ...(level ? { level } : {}) });
  return [call('möte4', ['cilla']), call('möte4', [], 2), call('möte1', [])];
});

/** Only who leads a meeting is told whom its mails do not reach, and where the session reaches all of it. */
const ofMails = (w: World, id: Id): Call[] => {
  const lost = (m: Meeting): string => `update mails set sent_at = null, unreached = 'refused' where matter_id = '${id(m.label)}'`;
  const call = (m: Meeting, may: (who: Who) => boolean, { before = '', level }: { before?: string; level?: number } = {}): Call =>
    ({ service: 'notifications', of: 'unreached_of', sql: `select * from unreached_of('${id(m.label)}')`, may, before: `${lost(m)}; ${before}`, ...(level ? { level } : {}) });
  const [individual] = w.meetings.filter(({ label }) => label === 'möte4');
  // Called by somebody else, and each of them herself: what is led through the group is led in a session of its level alone.
  const anothers = `update matters set organiser_id = gen_random_uuid() where id = '${id('möte4')}'; insert into matter_audiences select p.id, 'content', now(), null, '${id('möte4')}', 'person' from people p`;
  return [
    ...w.meetings.map((m) => call(m, (who) => reads(w, who, m) && leads(w, who, m))), call(individual!, () => false, { level: 2 }),
    call(individual!, (who) => who === 'cilla', { before: anothers }), call(individual!, () => false, { before: anothers, level: 2 }),
  ];
};
