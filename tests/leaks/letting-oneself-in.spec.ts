import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';
import { LeakHub } from './leak-hub.js';
import { absent, drafted, meetingIn, personId, type Ids } from './scene.js';

let leaks: LeakHub;
let hidden: Ids;
let ulla: string;

beforeAll(async () => {
  leaks = await LeakHub.start();
  hidden = await meetingIn(leaks, ['eva.kop', 'PROV-UNG'], { title: 'Hemligt' });
  hidden = { ...hidden, referralId: (await drafted(leaks, 'eva.kop', { to: 'VB-POL' })).id };
  ulla = await personId(leaks, 'ulla.pol');
}, 120_000);
afterAll(() => leaks?.stop());

const caller: Caller = { kind: 'person', identityProvider: 'pol', homeId: 'ulla.pol', organisation: 'pol', assuranceLevel: 3, client: 'knutpunkt-cli', session: 's' };

interface Outcome { readonly rows?: unknown[]; readonly refused?: string }

/** Straight SQL as a service's api role, in the stranger's name: what a hole in the service would let somebody say. */
async function says(service: ServiceName, sql: string): Promise<Outcome> {
  const client = new Client({ connectionString: leaks.hub.url(service, 'api') });
  await client.connect();
  try {
    await client.query('begin');
    const { rows: [entered] } = await client.query('select enter($1) as actor', [caller]);
    expect(entered).toMatchObject({ actor: { personId: ulla } });
    return { rows: (await client.query(sql)).rows };
  } catch (error) {
    return { refused: (error as { code?: string }).code };
  } finally {
    await client.end();
  }
}

const audience = (): string => `'[{"audience": "${ulla}", "level": "content", "kind": "person", "validTo": null}]'::jsonb`;
const participant = (meetingId: string): string => `insert into participants (id, meeting_id, person_id, organisation_id, via) values (gen_random_uuid(), '${meetingId}', '${ulla}', my_organisation(), 'direct')`;

describe('somebody who may not see a meeting', () => {
  it.each<[string, string, (ids: Ids) => [string, string, object]]>([
    ['invites himself', '404', ({ meetingId }) => ['POST', `/meetings/${meetingId}/participants`, { people: [ulla] }]],
    ['answers it', '404', ({ meetingId }) => ['PUT', `/meetings/${meetingId}/reply`, { startsAt: '2027-01-27T12:30:00Z', answer: 'yes' }]],
    ['answers for a participant', '404', ({ meetingId, participantId }) => ['PUT', `/meetings/${meetingId}/reply`, { startsAt: '2027-01-27T12:30:00Z', answer: 'yes', participantId }]],
    ['calls its group', '422', ({ groupId }) => ['POST', '/meetings', { starts: '2031-01-01T10:00', ends: '2031-01-01T11:00', groupId }]],
    ['adds himself to its group', '404', ({ groupId }) => ['POST', `/groups/${groupId}/members`, { personId: ulla }]],
  ])('%s in vain', async (_, status, request) => {
    const [method, path, body] = request(hidden);

    await expect(leaks.does('ulla.pol', [method, path, body], 's1.c1')).rejects.toThrow(`: ${status} `);
  });

  it('is in none of its rows after that', async () => {
    expect(await leaks.hub.asAdmin('meetings', 'select from meeting_audiences where audience_id = $1 union all select from participants where person_id = $1', [ulla])).toEqual([]);
    expect(await leaks.hub.asAdmin('directory', 'select from memberships where group_id = $1 and person_id = $2', [hidden.groupId, ulla])).toEqual([]);
  });
});

describe('straight SQL as the api of meetings', () => {
  it.each<[string, () => string]>([
    ['writes no audience row', () => `insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at) values ('${ulla}', '${hidden.meetingId}', 'content', 'person', now(), now())`],
    ['widens no audience row', () => `update meeting_audiences set audience_id = '${ulla}' where meeting_id = '${hidden.meetingId}'`],
    ['shares no meeting of others', () => `select share_meeting('${hidden.meetingId}', ${audience()})`],
    ['takes no meeting from others', () => `select unshare_meeting('${hidden.meetingId}', array['${hidden.groupId}'::uuid])`],
    ['makes nobody a participant', () => participant(hidden.meetingId)],
    ['adds no change', () => `insert into meeting_changes (id, meeting_id, at, what) values (gen_random_uuid(), '${hidden.meetingId}', now(), 'described')`],
    ['adds no text', () => `insert into meeting_contents (meeting_id, title, about, version) values ('${hidden.meetingId}', 'x', 'x', 1)`],
    ['makes no meeting in another\'s name', () => `insert into meetings select gen_random_uuid(), null, 'GENERAL', my_authority(), '${absent.people}', now() + interval '1 day', now() + interval '2 days', 'Europe/Stockholm', '', '', 'called', 0, 1, 1`],
    ['makes no meeting for another authority', () => `insert into meetings select gen_random_uuid(), null, 'GENERAL', gen_random_uuid(), me(), now() + interval '1 day', now() + interval '2 days', 'Europe/Stockholm', '', '', 'called', 0, 1, 1`],
    ['joins no group', () => `insert into memberships (id, version, at, group_id, person_id, role, valid_from) values (gen_random_uuid(), 1, 1, '${hidden.groupId}', '${ulla}', 'member', now())`],
    ['reads no event', () => 'select * from outbox'],
    ['reads no log', () => 'select * from audit'],
  ])('%s', async (_, sql) => {
    expect(await says('meetings', sql())).toEqual({ refused: '42501' });
  });

  it.each<[string, () => string]>([
    ['the meeting', () => `select * from meetings where id = '${hidden.meetingId}'`],
    ['its content', () => `select * from meeting_contents where meeting_id = '${hidden.meetingId}'`],
    ['its participants', () => `select * from participants where meeting_id = '${hidden.meetingId}'`],
    ['its history', () => `select * from meeting_changes where meeting_id = '${hidden.meetingId}'`],
    ['whom it reaches', () => `select * from audiences_of('${hidden.meetingId}')`],
    ['who takes part and how they answered', () => `select * from taking_part(array['${hidden.meetingId}'::uuid])`],
    ['its audience rows', () => `select * from meeting_audiences where meeting_id = '${hidden.meetingId}'`],
    ['the members of its group', () => `select * from memberships where group_id = '${hidden.groupId}'`],
    ['an individual-level group', () => "select * from groups where level = 'INDIVIDUAL'"],
    ['others\' keys', () => 'select * from idempotency_keys'],
  ])('does not see %s', async (_, sql) => {
    expect(await says('meetings', sql())).toEqual({ rows: [] });
  });

  it.each([['meetings', 'id', 'place'], ['meeting_contents', 'meeting_id', 'title'], ['participants', 'meeting_id', 'comment']])('changes nothing in %s, not even what its readers may', async (table, key, column) => {
    const changing = (what: string) => says('meetings', `with changed as (update ${table} set ${what} = ${what} where ${key} = '${hidden.meetingId}' returning 1) select * from changed`);

    expect([await changing(column), await changing(key)]).toEqual([{ rows: [] }, { refused: '42501' }]);
  });

  it('hears the same of a meeting that is hidden and one that never was', async () => {
    expect(await says('meetings', participant(hidden.meetingId))).toEqual(await says('meetings', participant(absent.meetingId)));
    expect(await says('meetings', `select share_meeting('${absent.meetingId}', ${audience()})`)).toEqual({ refused: '42501' });
  });
});

describe('straight SQL as the api of the others', () => {
  it.each<[ServiceName, string, () => string]>([
    ['directory', 'joins no group', () => `insert into memberships (id, version, at, group_id, person_id, role, valid_from) values (gen_random_uuid(), 1, 1, '${hidden.groupId}', '${ulla}', 'member', now())`],
    ['agendas', 'shares no item', () => `select share_item('${hidden.itemId}', 'all', '{}')`],
    ['agendas', 'shares no action', () => `select share_action('${hidden.actionId}')`],
    ['agendas', 'lets nobody see an agenda', () => `insert into agenda_audiences (audience_id, agenda_id, level, kind, valid_from) values ('${ulla}', '${hidden.meetingId}', 'content', 'person', now())`],
    ['agendas', 'proposes nothing', () => `insert into items (id, agenda_id, state, rank) values (gen_random_uuid(), '${hidden.meetingId}', 'proposed', 1)`],
    ['referrals', 'opens no side', () => `select open_sender_side('${hidden.referralId}', gen_random_uuid())`],
    ['referrals', 'receives nothing', () => `select add_receiver_side('${hidden.referralId}', gen_random_uuid())`],
    ['referrals', 'ends nobody\'s sight', () => `select end_sight('${hidden.referralId}', gen_random_uuid())`],
    ['referrals', 'moves no version', () => `select touch_sides('${hidden.referralId}')`],
    ['referrals', 'hears not whom a request reaches', () => `select * from audiences_of('${hidden.referralId}')`],
    ['referrals', 'links nothing', () => `select link_item('${hidden.referralId}', '${hidden.itemId}')`],
    ['referrals', 'lets nobody see a request', () => `insert into side_audiences (audience_id, side_id, referral_id, role, kind, level, valid_from, sort_at) values ('${ulla}', gen_random_uuid(), '${hidden.referralId}', 'sender', 'person', 'content', now(), now())`],
    ['notifications', 'tells nobody anything', () => `insert into notifications (id, event_id, person_id, matter_id, kind, at) values (gen_random_uuid(), gen_random_uuid(), '${ulla}', '${hidden.matterId}', 'invited', now())`],
    ['notifications', 'lets nobody see a matter', () => `insert into matter_audiences (audience, level, valid_from, matter_id, kind) values ('${ulla}', 'content', now(), '${hidden.matterId}', 'person')`],
    ['notifications', 'reads no mail', () => 'select * from mails'],
  ])('%s: %s', async (service, _, sql) => {
    expect(await says(service, sql())).toEqual({ refused: '42501' });
  });

  it.each<[ServiceName, string]>([
    ...['agendas', 'items', 'item_contents', 'item_notes', 'notes_versions', 'outcomes', 'presences', 'participants', 'actions', 'agenda_audiences', 'action_audiences'].map((table): [ServiceName, string] => ['agendas', table]),
    ...['referrals', 'sides', 'side_audiences', 'referral_texts', 'referral_changes', 'referral_links', 'agenda_readers'].map((table): [ServiceName, string] => ['referrals', table]),
  ])('%s: sees nothing of others in %s', async (service, table) => {
    expect(await says(service, `select * from ${table}`)).toEqual({ rows: [] });
  });

  it('raises nobody', async () => {
    expect(await says('directory', `with changed as (update people set roles = '{administrator}' where id = '${ulla}' returning 1) select * from changed`)).toEqual({ rows: [] });
  });

  it('ends no membership of others', async () => {
    expect(await says('directory', `with changed as (update memberships set valid_to = now() where group_id = '${hidden.groupId}' returning 1) select * from changed`)).toEqual({ rows: [] });
  });

  it('sees no matter of others', async () => {
    expect(await says('notifications', `select id from matters where id = '${hidden.matterId}' union all select id from notifications where matter_id = '${hidden.matterId}'`)).toEqual({ rows: [] });
  });
});
