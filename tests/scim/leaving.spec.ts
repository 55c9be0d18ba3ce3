import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnnounceLogin, Me, type ActionView, type ItemView, type MeetingView } from '@knutpunkt/contracts';
import { openDirectory } from '@knutpunkt/directory';
import { eventually } from '@knutpunkt/testing';
import { bearer, type LeakHub } from '../leaks/leak-hub.js';
import { agendaSeen, groupOf, when } from '../leaks/scene.js';
import { enterprise, some, somebody, type Machine } from './machine.js';
import { startScene } from './scene.js';

let leaks: LeakHub;
let kop: Machine;
beforeAll(async () => { ({ leaks, kop } = await startScene()); }, 120_000);
afterAll(() => leaks?.stop());

const soon = 20_000;
/** One question to each service that answers people. */
const everywhere = ['/me', '/meetings', '/actions', '/referrals/inbox', '/notifications'] as const;
const asked = async (username: string): Promise<number[]> => {
  const token = await leaks.token(username);
  return Promise.all(everywhere.map(async (path) => (await leaks.http({ method: 'GET', path: `/api${path}`, body: undefined }, { token })).status));
};

/** Somebody of Provkommunen who came by the organisation's own directory, and sits in a general group. */
async function member(username: string, address: string): Promise<string> {
  const { body } = await kop.asks('POST', '/Users', somebody({ externalId: username, emails: [{ value: address, primary: true }] }));
  await leaks.heard();
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  await leaks.does('admin.kop', ['POST', `/groups/${group.id}/members`, { personId: body.id as string }]);
  await leaks.heard();
  return body.id as string;
}

interface Promised { readonly meeting: MeetingView; readonly action: ActionView }

/** A meeting to which the person is called, and something that the person has promised. */
async function promised(id: string): Promise<Promised> {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: group.id }]);
  await agendaSeen(leaks, 'eva.kop', meeting.id);
  const item = await leaks.does<ItemView>('eva.kop', ['POST', `/agendas/${meeting.id}/items`, { title: 'Punkt', type: 'discussion' }]);
  await leaks.does('eva.kop', ['POST', `/agendas/${meeting.id}/items/${item.id}/take-up`, {}], item.version);
  const action = await leaks.does<ActionView>('eva.kop', ['POST', `/agendas/${meeting.id}/items/${item.id}/actions`, { text: 'Något att göra', due: when.starts.slice(0, 10), personId: id }]);
  return { meeting, action };
}

const calledTo = async (meeting: MeetingView): Promise<string[]> =>
  (await leaks.hub.asAdmin<{ person_id: string }>('meetings', 'select person_id from participants where meeting_id = $1 and person_id is not null and removed_at is null', [meeting.id])).map((row) => row.person_id);
const openMails = (id: string) => leaks.hub.asAdmin('notifications', 'select from mails where recipient_id = $1 and sent_at is null and dropped_at is null', [id]);

describe('one who leaves at home', () => {
  it('is out of everything at once: no service answers, no seat, no call, no mail, and what was promised has no owner', async () => {
    const id = await member('slutar.kop', 'slutar@prov.example');
    const { meeting, action } = await promised(id);
    await eventually(async () => expect(await calledTo(meeting)).toContain(id), soon);
    expect(await asked('slutar.kop')).toEqual(everywhere.map(() => 200));

    const started = Date.now();
    expect((await kop.patch(id, { op: 'replace', path: 'active', value: false })).status).toBe(200);
    await eventually(async () => expect(await asked('slutar.kop')).toEqual(everywhere.map(() => 403)), soon);
    await eventually(async () => expect(await leaks.hub.asAdmin('directory', 'select from memberships where person_id = $1 and (valid_to is null or valid_to > now())', [id])).toEqual([]), soon);
    await eventually(async () => expect(await calledTo(meeting)).not.toContain(id), soon);
    await eventually(async () => expect(await openMails(id)).toEqual([]), soon);
    await eventually(async () => expect(await leaks.does<ActionView>('eva.kop', ['GET', `/actions/${action.id}`])).toMatchObject({ ownerless: true, state: 'open' }), soon);
    expect(Date.now() - started).toBeLessThan(60_000);
    expect(await leaks.hub.asAdmin('directory', 'select status from people where id = $1', [id])).toEqual([{ status: 'ended' }]);
  });

  it('comes back without what was left', async () => {
    const id = await member('ater.kop', 'ater@prov.example');
    await kop.asks('DELETE', `/Users/${id}`);
    await eventually(async () => expect(await asked('ater.kop')).toEqual(everywhere.map(() => 403)), soon);
    await eventually(async () => expect(await leaks.hub.asAdmin('directory', 'select from memberships where person_id = $1 and valid_to is null', [id])).toEqual([]), soon);

    expect(await kop.asks('POST', '/Users', somebody({ externalId: 'ater.kop' }))).toMatchObject({ status: 201, body: { id } });
    await eventually(async () => expect(await asked('ater.kop')).toEqual(everywhere.map(() => 200)), soon);
    expect(await leaks.does('ater.kop', ['GET', '/groups'])).toMatchObject({ items: [] });
  });

  it('loses what was there before also where the hub gets to it only when the person is back, and keeps what came after', async () => {
    const { body: { id } } = await kop.asks('POST', '/Users', somebody({ externalId: 'kvick.kop' }));
    const seat = (code: string, since: string, at: string) => leaks.hub.asAdmin('directory', `insert into memberships (id, version, at, group_id, person_id, role, valid_from) select gen_random_uuid(), 1, ${at}, g.id, $1, 'member', ${since} from groups g where g.code = $2`, [id, code]);
    await kop.asks('DELETE', `/Users/${id as string}`);
    await kop.asks('POST', '/Users', somebody({ externalId: 'kvick.kop' }));
    await eventually(async () => expect(await leaks.hub.asAdmin('directory', "select state from due where kind = 'person-left' and subject_id = $1", [id])).toEqual([{ state: 'done' }]), soon);
    await seat('PROV-SIG', "now() - interval '1 day'", '1');
    await seat('PROV-UNG', 'now()', 'next_place()');

    await leaks.hub.asAdmin('directory', "update due set state = 'pending', at = now() where kind = 'person-left' and subject_id = $1", [id]);

    const live = "select g.code from memberships m join groups g on g.id = m.group_id where m.person_id = $1 and (m.valid_to is null or m.valid_to > now())";
    await eventually(async () => expect(await leaks.hub.asAdmin('directory', live, [id])).toEqual([{ code: 'PROV-UNG' }]), soon);
    expect(await leaks.hub.asAdmin('directory', 'select status from people where id = $1', [id])).toEqual([{ status: 'active' }]);
  });

  it('and back at once holds the functions still of which the directory says so', async () => {
    const { body: { id } } = await kop.asks('POST', '/Users', somebody({ externalId: 'jour.kop' }));
    const { body: { id: functionId } } = await kop.asks('POST', '/Groups', some({ displayName: 'Jouren', members: [{ value: id }] }));
    const holds = () => leaks.hub.asAdmin('directory', 'select valid_from from holdings where function_id = $1 and person_id = $2 and (valid_to is null or valid_to > now())', [functionId, id]);
    await eventually(async () => expect(await holds()).toHaveLength(1), soon);
    await leaks.hub.asAdmin('directory', "update people set left_at = now(), left_place = at where id = $1", [id]);

    const [before] = await holds() as [{ valid_from: Date }];
    await leaks.hub.asAdmin('directory', "insert into due (kind, subject_id, at) values ('person-left', $1, now())", [id]);

    await eventually(async () => expect(((await holds()) as { valid_from: Date }[])[0]?.valid_from.getTime()).toBeGreaterThan(before.valid_from.getTime()), soon);
  });

  it('holds no function any more', async () => {
    const [rut] = (await kop.asks('GET', '/Users?filter=externalId eq "rut.kop"')).body.Resources as { id: string }[];
    await leaks.hub.asAdmin('directory', "insert into holdings (function_id, person_id, valid_from) select id, $1, now() from functions where code = 'BRASAM-KOP'", [rut!.id]);
    await kop.asks('DELETE', `/Users/${rut!.id}`);

    const ended = [{ over: true }];
    for (const service of ['directory', 'referrals'] as const) await eventually(async () => expect(await leaks.hub.asAdmin(service, 'select valid_to <= now() as over from holdings where person_id = $1', [rut!.id])).toEqual(ended), soon);
  });
});

describe('one who moves to another authority', () => {
  const department = `${enterprise}:department`;
  const held = (service: 'directory' | 'agendas' | 'notifications', id: string) =>
    leaks.hub.asAdmin<{ code: string; over: boolean }>(service, `select f.name as code, h.valid_to is not null and h.valid_to <= now() as over from holdings h join functions f on f.id = h.function_id where h.person_id = $1 order by 1`, [id]);

  it('holds no function of the former one, which every service hears, and keeps those of the own', async () => {
    const { body: { id } } = await kop.asks('POST', '/Users', somebody({ externalId: 'flyttar.kop' }));
    await leaks.hub.asAdmin('directory', "insert into holdings (function_id, person_id, valid_from) select id, $1, now() from functions where code = 'BRASAM-KOP'", [id]);
    const other = "insert into functions (id, version, at, code, name, email, organisation_id, authority_id, unit_id) select gen_random_uuid(), 1, 0, 'FLYTT-KOP', 'Ny funktion', 'ny@prov.example', a.organisation_id, a.id, u.id from units u join authorities a on a.id = u.authority_id where u.code = $1 returning id";
    const [unit] = await leaks.hub.asAdmin<{ code: string }>('directory', "select u.code from units u join authorities a on a.id = u.authority_id join organisations o on o.id = a.organisation_id where lower(o.code) = 'kop' and a.code <> (select a.code from units u join authorities a on a.id = u.authority_id where u.code = 'KOP-KS-TRYGGHET') limit 1");
    const [fresh] = await leaks.hub.asAdmin<{ id: string }>('directory', other, [unit!.code]);
    await leaks.hub.asAdmin('directory', 'insert into holdings (function_id, person_id, valid_from) values ($1, $2, now())', [fresh!.id, id]);

    expect((await kop.patch(id as string, { op: 'replace', path: department, value: unit!.code })).status).toBe(200);

    await eventually(async () => expect(await held('directory', id as string)).toEqual([{ code: 'Ny funktion', over: false }, { code: 'Provsamordnaren', over: true }]), soon);
    for (const service of ['agendas', 'notifications'] as const) await eventually(async () => expect((await held(service, id as string)).filter(({ over }) => over)).toEqual([{ code: 'Provsamordnaren', over: true }]), soon);
    expect(await leaks.hub.asAdmin('directory', "select details->>'personId' as who from audit where action = 'function.end' and actor_id = 'person-moved'")).toEqual([{ who: id }]);
  });

  it('within the authority keeps what it holds', async () => {
    const { body: { id } } = await kop.asks('POST', '/Users', somebody({ externalId: 'stannar.kop' }));
    await leaks.hub.asAdmin('directory', "insert into holdings (function_id, person_id, valid_from) select id, $1, now() from functions where code = 'BRASAM-KOP'", [id]);
    await kop.patch(id as string, { op: 'replace', path: 'title', value: 'Ny titel' });

    expect(await leaks.hub.asAdmin('directory', "select from due where kind = 'person-moved' and subject_id = $1", [id])).toEqual([]);
    expect(await held('directory', id as string)).toEqual([{ code: 'Provsamordnaren', over: false }]);
  });
});

describe('a login', () => {
  const announced = async (username: string, claims: Record<string, unknown> = {}) => (await leaks.hub.ask(AnnounceLogin, bearer(username), { name: 'Ny Person' }, { token: await leaks.hub.issuer.token(bearer(username), claims) })).standing;
  const rows = (homeId: string) => leaks.hub.asAdmin<{ id: string; status: string; name: string; unit_id: string | null }>('directory', 'select id, status, name, unit_id from people where home_id = $1', [homeId]);

  it('of somebody whom nobody knew makes an invitation, and opens nothing', async () => {
    expect([await announced('ny.kop'), await announced('ny.kop')]).toEqual(['invited', 'invited']);
    expect(await rows('ny.kop')).toEqual([{ id: expect.any(String), status: 'invited', name: 'Ny Person', unit_id: null }]);
    expect(await leaks.hub.answer(Me, bearer('ny.kop'), {})).toMatchObject({ problem: { status: 403 } });
    expect(await asked('ny.kop')).toEqual(everywhere.map(() => 403));
  });

  it('is met by the home id when the organisation\'s directory says who that is', async () => {
    await announced('mott.kop');
    const [{ id }] = (await rows('mott.kop')) as [Awaited<ReturnType<typeof rows>>[0]];

    expect(await kop.asks('POST', '/Users', somebody({ externalId: 'mott.kop' }))).toMatchObject({ status: 201, body: { id } });
    await eventually(async () => expect(await asked('mott.kop')).toEqual(everywhere.map(() => 200)), soon);
    expect(await announced('mott.kop')).toBe('active');
  });

  it('of one who has left is told so, and changes nothing', async () => {
    const { body } = await kop.asks('POST', '/Users', somebody({ externalId: 'borta.kop' }));
    await kop.asks('DELETE', `/Users/${body.id as string}`);

    expect(await announced('borta.kop')).toBe('ended');
    expect(await rows('borta.kop')).toMatchObject([{ status: 'ended' }]);
  });

  it.each([
    ['an organisation that nobody knows', { idp: 'okand', organization: { okand: { id: 'x' } } }],
    ['an organisation that is bound to another identity provider', { idp: 'pol' }],
    ['a provider that speaks for another organisation', { organization: { pol: { id: 'x' } } }],
    ['a personal identity number', { home_id: '811228-9874' }],
  ])('by %s makes nobody', async (_, claims) => {
    const count = async () => (await leaks.hub.asAdmin<{ n: string }>('directory', 'select count(*) as n from people'))[0]!.n;
    const before = await count();

    expect(await announced('framling.kop', claims)).toBe('unknown');
    expect(await count()).toBe(before);
  });

  it('without a unit or an address is known to its organisation alone, until it says where the person works', async () => {
    const { body } = await kop.asks('POST', '/Users', somebody({ externalId: 'utan.kop', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'En enhet som inte finns' } }));
    expect(await announced('utan.kop')).toBe('invited');
    expect(await asked('utan.kop')).toEqual(everywhere.map(() => 403));

    await kop.patch(body.id as string, { op: 'replace', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'provkommunens TRYGGHETSENHET' });
    await eventually(async () => expect(await asked('utan.kop')).toEqual(everywhere.map(() => 200)), soon);
  });
});

describe('the last administrator of an organisation', () => {
  const marked = async () => (await leaks.hub.asAdmin<{ since: Date | null }>('directory', "select without_administrator_since as since from organisations where code = 'KOP'"))[0]!.since;
  const figure = async () => Number(/knutpunkt_organisations_without_administrator\{[^}]*\} (\d+)/.exec(await leaks.metrics())?.[1]);

  it('leaves at home all the same; then the organisation is marked and the hub\'s operators see it, until somebody has the role', async () => {
    const [admin] = (await kop.asks('GET', '/Users?filter=externalId eq "admin.kop"')).body.Resources as { id: string }[];
    expect([await marked(), await figure()]).toEqual([null, 0]);

    expect((await kop.asks('DELETE', `/Users/${admin!.id}`)).status).toBe(204);
    await eventually(async () => expect(await marked()).not.toBeNull(), soon);
    expect(await figure()).toBe(1);

    await leaks.hub.asAdmin('directory', "update people set roles = '{administrator}' where home_id = 'eva.kop'");
    await leaks.hub.asAdmin('directory', "insert into due (kind, subject_id, at) select 'administrators', id, now() from organisations where code = 'KOP'");
    await eventually(async () => expect(await marked()).toBeNull(), soon);
    expect(await figure()).toBe(0);
  });
});

describe('a dormant person', () => {
  it('reads nothing, keeps the seat, is not woken by a nightly provisioning, and has it all again at the next login', async () => {
    const told = somebody({ externalId: 'vilar.kop' });
    const { body } = await kop.asks('POST', '/Users', told);
    const id = body.id as string;
    await leaks.heard();
    const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
    await leaks.hub.asAdmin('directory', "insert into memberships (id, version, at, group_id, person_id, role, valid_from) values (gen_random_uuid(), 1, next_place(), $1, $2, 'member', now())", [group.id, id]);
    await leaks.hub.asAdmin('directory', "update people set awake_since = now() - interval '91 days' where id = $1", [id]);
    const operator = await openDirectory(leaks.hub.configOf('directory'));
    await operator.republish();
    await operator.close();
    await eventually(async () => expect(await asked('vilar.kop')).toEqual(everywhere.map(() => 200)), soon);

    await leaks.hub.asAdmin('directory', "insert into due (kind, subject_id, at) values ('dormancy', 'people', now())");
    await eventually(async () => expect(await asked('vilar.kop')).toEqual(everywhere.map(() => 403)), soon);
    const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: group.id }]);
    expect(await calledTo(meeting)).toContain(id);
    await eventually(async () => expect(await leaks.hub.asAdmin('notifications', 'select from mails where recipient_id = $1 and dropped_at is null', [id])).not.toEqual([]), soon);
    expect((await kop.asks('PUT', `/Users/${id}`, told)).status).toBe(200);
    expect(await leaks.hub.asAdmin('directory', 'select status from people where id = $1', [id])).toEqual([{ status: 'dormant' }]);

    expect((await leaks.hub.ask(AnnounceLogin, bearer('vilar.kop'), {})).standing).toBe('active');
    await eventually(async () => expect(await asked('vilar.kop')).toEqual(everywhere.map(() => 200)), soon);
  });
});
