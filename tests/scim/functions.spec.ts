import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '@knutpunkt/testing';
import { enterprise, group, ofFunctions, some, somebody, type Answered } from './machine.js';
import { refused, startScene, type Case, type Scene } from './scene.js';

let { leaks, kop, ours } = {} as Scene;
let stop: () => Promise<void>;
beforeAll(async () => {
  const scene = await startScene();
  ({ leaks, kop, ours } = scene);
  stop = () => scene.leaks.stop();
}, 120_000);
afterAll(() => stop?.());

const soon = 20_000;
const person = async (changes: Record<string, unknown> = {}): Promise<string> => (await kop.asks('POST', '/Users', somebody(changes))).body.id as string;
const made = async (members: readonly string[] = [], changes: Record<string, unknown> = {}): Promise<Answered['body']> => (await kop.asks('POST', '/Groups', some({ members: members.map((value) => ({ value })), ...changes }))).body;
const idsIn = ({ members = [] }: { members?: { value: string }[] }): string[] => members.map(({ value }) => value).sort();
const now = async (id: string): Promise<Answered['body']> => (await kop.asks('GET', `/Groups/${id}`)).body;
const step = (id: string, ...operations: object[]): Promise<Answered> => kop.patchAt(`/Groups/${id}`, ...operations);

const taken: readonly Case[] = [
  ['7644 §3.3', 'a group of a function\'s name, or its code, takes over the function; its address stays', async () => {
    const one = async (displayName: string) => (await kop.asks('POST', '/Groups', { schemas: [group], displayName, members: [{ value: ours.id }] }));
    const [{ id }] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'BRASAM-KOP'") as [{ id: string }];
    expect(await one('BRASAM-KOP')).toMatchObject({ status: 201, body: { id, displayName: 'BRASAM-KOP' } });
    await eventually(async () => expect(await leaks.hub.asAdmin('directory', 'select h.person_id as id from holdings h where h.function_id = $1 and h.valid_to is null', [id])).toEqual([{ id: ours.id }]), soon);
    expect(await leaks.hub.asAdmin('directory', 'select email, name from functions where id = $1', [id])).toEqual([{ email: 'funktion.samordning@prov.example', name: 'BRASAM-KOP' }]);
    expect(await one('BRASAM-KOP')).toMatchObject(refused(409, 'uniqueness'));
  }],
  ['7643 §4.2', 'a group that says nothing of members takes over a function with those who hold it; one that says that there are none ends that', async () => {
    const id = randomUUID();
    await leaks.hub.asAdmin('directory', "insert into functions (id, version, at, organisation_id, authority_id, unit_id, name, email) select $1, 1, 0, organisation_id, authority_id, unit_id, 'Jouren', '' from functions where code = 'BRASAM-KOP'", [id]);
    await leaks.hub.asAdmin('directory', 'insert into holdings (function_id, person_id, valid_from) values ($1, $2, now())', [id, ours.id]);
    const told = () => leaks.hub.asAdmin('directory', 'select version, (select count(*)::int from holdings h where h.function_id = f.id and h.valid_to is null) as holders from functions f where id = $1', [id]);
    expect(await kop.asks('POST', '/Groups', { schemas: [group], displayName: 'Jouren' })).toMatchObject({ status: 201, body: { id, members: [{ value: ours.id }] } });
    await eventually(async () => expect(await told()).toEqual([{ version: 2, holders: 1 }]), soon);
    await kop.asks('PUT', `/Groups/${id}`, { schemas: [group], displayName: 'Jouren' });
    await eventually(async () => expect(await told()).toMatchObject([{ holders: 0 }]), soon);
  }],
  ['7644 §3.12', 'a function never moves to another authority: mutability; within it, it does', async () => {
    const { id, displayName } = await made();
    expect(await step(id, { op: 'replace', path: `${ofFunctions}:department`, value: 'KOP-SAN-IFO' })).toMatchObject(refused(400, 'mutability'));
    expect(await kop.asks('PUT', `/Groups/${id}`, { schemas: [group, ofFunctions], displayName, [ofFunctions]: { department: 'POL-LPO' } })).toMatchObject({ status: 200 });
    expect(await leaks.hub.asAdmin('directory', 'select u.code from functions f join units u on u.id = f.unit_id where f.id = $1', [id])).toEqual([{ code: 'KOP-KS-TRYGGHET' }]);
  }],
  ['7643 §4.2', 'who works at another authority is a member and holds nothing, until that one moves here', async () => {
    const [id, other] = [await person({ [enterprise]: { department: 'KOP-SAN-IFO' } }), ours.id as string];
    const its = await made([id, other]);
    const holding = () => leaks.hub.asAdmin<{ id: string }>('directory', 'select person_id as id from holdings where function_id = $1 and valid_to is null', [its.id]);
    await eventually(async () => expect(await holding()).toEqual([{ id: ours.id }]), soon);
    expect(idsIn(await now(its.id))).toEqual([id, other].sort());
    await kop.patch(id, { op: 'replace', path: `${enterprise}:department`, value: 'KOP-KS-TRYGGHET' });
    await eventually(async () => expect((await holding()).map((one) => one.id).sort()).toEqual([id, other].sort()), soon);
  }],
  ['7643 §4.2', 'a group without a unit is told to nobody until it has one', async () => {
    const { body: { id } } = await kop.asks('POST', '/Groups', { schemas: [group], displayName: 'Utan plats', members: [{ value: ours.id }] });
    const elsewhere = (of: string = id as string) => leaks.hub.asAdmin('meetings', 'select h.person_id as id from functions f left join holdings h on h.function_id = f.id where f.id = $1', [of]);
    const later = await made([ours.id]);
    await eventually(async () => expect(await elsewhere(later.id)).toEqual([{ id: ours.id }]), soon);
    expect(await elsewhere()).toEqual([]);
    await step(id, { op: 'add', path: `${ofFunctions}:department`, value: 'provkommunens TRYGGHETSENHET' });
    await eventually(async () => expect(await elsewhere()).toEqual([{ id: ours.id }]), soon);
  }],
];

describe('SCIM groups that stand for functions', () => {
  it.each(taken)('RFC %s: %s', (_section, _says, shows) => shows());
});

describe('who holds a function', () => {
  const held = (service: 'meetings' | 'referrals' | 'agendas' | 'notifications', id: string) => leaks.hub.asAdmin<{ id: string }>(service, 'select person_id as id from holdings where function_id = $1 and (valid_to is null or valid_to > now())', [id]);

  it('is known to every service at once, and so is that somebody no longer does', async () => {
    const its = await made([ours.id]);
    for (const service of ['meetings', 'referrals', 'agendas', 'notifications'] as const) await eventually(async () => expect(await held(service, its.id)).toEqual([{ id: ours.id }]), soon);
    await step(its.id, { op: 'remove', path: `members[value eq "${ours.id as string}"]` });
    for (const service of ['meetings', 'referrals', 'agendas', 'notifications'] as const) await eventually(async () => expect(await held(service, its.id)).toEqual([]), soon);
  });

  it('holds none any more who has left, and none comes back with that one', async () => {
    const id = await person();
    const its = await made([id]);
    await eventually(async () => expect(await held('referrals', its.id)).toEqual([{ id }]), soon);
    await kop.patch(id, { op: 'replace', path: 'active', value: false });
    expect(idsIn(await now(its.id))).toEqual([]);
    await eventually(async () => expect(await held('referrals', its.id)).toEqual([]), soon);
    expect(idsIn((await step(its.id, { op: 'add', path: 'members', value: [{ value: id }] })).body)).toEqual([]);
    await kop.patch(id, { op: 'replace', path: 'active', value: true });
    expect(idsIn((await step(its.id, { op: 'add', path: 'members', value: [{ value: ours.id }] })).body)).toEqual([ours.id]);
    await eventually(async () => expect(await held('referrals', its.id)).toEqual([{ id: ours.id }]), soon);
    expect((await step(its.id, { op: 'replace', path: 'members', value: [{ value: id }] })).status).toBe(200);
    await eventually(async () => expect(await held('referrals', its.id)).toEqual([{ id }]), soon);
  });

  it('is nobody once the group is deleted, and nobody is offered the function', async () => {
    const its = await made([ours.id]);
    const offered = async () => (await leaks.does<{ items: { function?: { id: string } }[] }>('eva.kop', ['GET', `/possible-participants?search=${encodeURIComponent(its.displayName as string)}`])).items.map((one) => one.function?.id);
    expect(await offered()).toEqual([its.id]);
    await kop.asks('DELETE', `/Groups/${its.id as string}`);
    expect(await offered()).toEqual([]);
    await eventually(async () => expect(await held('meetings', its.id)).toEqual([]), soon);
    const when = { starts: '2031-05-05T10:00', ends: '2031-05-05T11:00' };
    await eventually(() => expect(leaks.does('eva.kop', ['POST', '/meetings', { ...when, functions: [its.id] }])).rejects.toThrow(/function-removed/), soon);
  });

  it('is shown to the organisation\'s administrators as kept by its directory system, and so is nobody who holds another function', async () => {
    const shown = async (id: string) => (await leaks.does<{ functions: { name: string; kept: boolean }[] }>('admin.kop', ['GET', `/people/${id}`])).functions.map(({ name, kept }) => [name, kept]);
    const id = await person();
    const its = await made([id]);
    await leaks.hub.asAdmin('directory', "insert into functions (id, version, at, name, email, organisation_id, authority_id, unit_id) select gen_random_uuid(), 1, 0, 'Ur en fil', '', organisation_id, authority_id, unit_id from functions where id = $1", [its.id]);
    await leaks.hub.asAdmin('directory', "insert into holdings (function_id, person_id, valid_from) select id, $1, now() from functions where name = 'Ur en fil'", [id]);
    await eventually(async () => expect(await shown(id)).toEqual([[its.displayName, true], ['Ur en fil', false]]), soon);
  });

  it('becomes no administrator and no member of a group of several organisations by that', async () => {
    const names = async () => leaks.hub.asAdmin("directory", "select (select json_agg(roles order by id) from people) as roles, (select count(*)::int from memberships) as seats, (select json_agg(g order by g.id) from groups g) as groups");
    const id = await person();
    const before = await names();
    const groups = await Promise.all(['administrator', 'hub-administrator', 'PROV-UNG'].map((displayName) => made([id], { displayName })));
    for (const one of groups) await eventually(async () => expect(await held('notifications', one.id)).toEqual([{ id }]), soon);
    expect(await names()).toEqual(before);
  });

  it('stands in the log before and after, by ids alone', async () => {
    const [a, b] = [await person(), await person()];
    const its = await made([a]);
    await step(its.id, { op: 'replace', path: 'members', value: [{ value: b }] });
    await kop.asks('DELETE', `/Groups/${its.id as string}`);
    const rows = await leaks.hub.asAdmin<{ action: string; before: { members: string[] } | null; after: { members: string[] } | null }>('directory', "select action, actor_kind, actor_id, details->'before' as before, details->'after' as after from audit where object_id = $1 and actor_kind = 'client' order by at, id", [its.id]);
    expect(rows).toMatchObject([
      { action: 'function.provision', actor_id: 'provisioning-kop', before: null, after: { members: [a] } }, { action: 'function.replace', before: { members: [a] }, after: { members: [b] } }, { action: 'function.deprovision', before: { members: [b] }, after: null },
    ]);
    expect(JSON.stringify(rows)).not.toContain(its.displayName);
  });
});
