import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '@knutpunkt/testing';
import { group, ofFunctions, some, somebody, type Answered } from './machine.js';
import { refused, startScene, type Case, type Scene } from './scene.js';

let { leaks, kop, pol, ours, theirs } = {} as Scene;
let stop: () => Promise<void>;
beforeAll(async () => {
  const scene = await startScene();
  ({ leaks, kop, pol, ours, theirs } = scene);
  stop = () => scene.leaks.stop();
}, 120_000);
afterAll(() => stop?.());

const soon = 20_000;
const person = async (changes: Record<string, unknown> = {}): Promise<string> => (await kop.asks('POST', '/Users', somebody(changes))).body.id as string;
const people = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, () => person()));
const made = async (members: readonly string[] = [], changes: Record<string, unknown> = {}): Promise<Answered['body']> => (await kop.asks('POST', '/Groups', some({ members: members.map((value) => ({ value })), ...changes }))).body;
const idsIn = ({ members = [] }: { members?: { value: string }[] }): string[] => members.map(({ value }) => value).sort();
const now = async (id: string): Promise<Answered['body']> => (await kop.asks('GET', `/Groups/${id}`)).body;
const step = (id: string, ...operations: object[]): Promise<Answered> => kop.patchAt(`/Groups/${id}`, ...operations);
const found = async (filter: string): Promise<string[]> => ((await kop.asks('GET', `/Groups?filter=${encodeURIComponent(filter)}`)).body.Resources as { id: string }[]).map(({ id }) => id);

const creating: readonly Case[] = [
  ['7644 §3.3', 'POST makes a group: 201, its address, and the resource with id and meta', async () => {
    const sent = some({ members: [{ value: ours.id }], [ofFunctions]: { department: 'KOP-KS-TRYGGHET', email: 'funktion@kop.example' } });
    const { status, headers, body } = await kop.asks('POST', '/Groups', sent);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...sent, members: [{ value: ours.id, $ref: expect.stringMatching(new RegExp(`/scim/v2/kop/Users/${ours.id}$`)), type: 'User' }], meta: { resourceType: 'Group', location: headers.get('location'), version: headers.get('etag') } });
    expect(await now(body.id)).toEqual(body);
  }],
  ['7643 §4.2', 'displayName is required; nothing else is', async () => {
    expect(await kop.asks('POST', '/Groups', { schemas: [group], externalId: 'x' })).toMatchObject(refused(400, 'invalidValue'));
    expect(await kop.asks('POST', '/Groups', { schemas: [group], displayName: 'Bara ett namn' })).toMatchObject({ status: 201, body: { displayName: 'Bara ett namn', schemas: [group] } });
  }],
  ['7643 §3', 'schemas says of what kind the resource is', async () => {
    expect(await kop.asks('POST', '/Groups', somebody())).toMatchObject(refused(400, 'invalidSyntax'));
    expect(await kop.asks('POST', '/Groups', { displayName: 'Utan schema' })).toMatchObject(refused(400, 'invalidSyntax'));
  }],
  ['7644 §3.3.1', 'an id that is taken, or a name in the same unit, is a conflict: uniqueness', async () => {
    const { externalId, displayName } = await made();
    expect(await kop.asks('POST', '/Groups', some({ externalId }))).toMatchObject(refused(409, 'uniqueness'));
    expect(await kop.asks('POST', '/Groups', some({ displayName: (displayName as string).toUpperCase() }))).toMatchObject(refused(409, 'uniqueness'));
    expect(await kop.asks('POST', '/Groups', some({ displayName, [ofFunctions]: { department: 'KOP-SAN-IFO' } }))).toMatchObject({ status: 201 });
    expect(await pol.asks('POST', '/Groups', some({ externalId, displayName, [ofFunctions]: { department: 'POL-LPO' } }))).toMatchObject({ status: 201 });
  }],
  ['7643 §4.2', 'a member is a person of the organisation: another\'s, or nobody, is refused in the same words, and nothing is made', async () => {
    const answers = await Promise.all([theirs.id, randomUUID()].map((value) => kop.asks('POST', '/Groups', some({ displayName: 'Med främling', members: [{ value: ours.id }, { value }] }))));
    expect(answers[0]).toMatchObject(refused(400, 'invalidValue'));
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    expect(await found('displayName eq "Med främling"')).toEqual([]);
  }],
  ['7643 §4.2', 'there are no groups in groups', async () => {
    const { id } = await made();
    expect(await kop.asks('POST', '/Groups', some({ members: [{ value: id, type: 'Group' }] }))).toMatchObject(refused(400, 'invalidValue'));
    expect(await kop.asks('POST', '/Groups', some({ members: [{ value: id }] }))).toMatchObject(refused(400, 'invalidValue'));
  }],
  ['7643 §2.3', 'a value has the type that its schema says', async () => {
    for (const wrong of [{ displayName: { a: 1 } }, { displayName: 'x'.repeat(201) }, { displayName: 'a\u0000b' }, { members: [{ value: 'ingen' }] }, { members: [7] }, { [ofFunctions]: { email: 'ingen adress' } }, { displayName: 'Ring 811228-9874' }, { members: Array.from({ length: 251 }, () => ({ value: randomUUID() })) }])
      expect([wrong, await kop.asks('POST', '/Groups', some(wrong))]).toMatchObject([wrong, refused(400, 'invalidValue')]);
  }],
  ['7643 §4.2', 'the same member twice is one', async () => expect(idsIn(await made([ours.id, ours.id, (ours.id as string).toUpperCase()]))).toEqual([ours.id])],
];

const reading: readonly Case[] = [
  ['7644 §3.4.1', 'GET gives a known group; another organisation\'s is as absent as none, whatever is done with it', async () => {
    const other = (await pol.asks('POST', '/Groups', some({ [ofFunctions]: { department: 'POL-LPO' } }))).body;
    for (const [method, body] of [['GET'], ['PUT', some()], ['PATCH', { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', path: 'members', value: [{ value: ours.id }] }] }], ['DELETE']] as const) {
      const [its, none] = [await kop.asks(method, `/Groups/${other.id}`, body), await kop.asks(method, `/Groups/${randomUUID()}`, body)];
      expect(its).toMatchObject(refused(404));
      expect(its.body).toEqual(none.body);
    }
    expect((await pol.asks('GET', `/Groups/${other.id}`)).body).toEqual(other);
  }],
  ['7644 §3.4.2', 'functions that were known without the directory are there too, with who holds them, and none of another organisation', async () => {
    const { body } = await kop.asks('GET', '/Groups');
    const names = (body.Resources as { displayName: string }[]).map(({ displayName }) => displayName);
    expect(names).toContain('Provsamordnaren');
    expect(names).not.toContain('Provpolisens vakthavande');
    expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], startIndex: 1, totalResults: names.length, itemsPerPage: names.length });
    const [eva] = (await kop.asks('GET', '/Users?filter=externalId eq "eva.kop"')).body.Resources;
    expect((await kop.asks('GET', '/Groups?filter=displayName eq "Provsamordnaren"')).body.Resources).toEqual([expect.objectContaining({ members: [expect.objectContaining({ value: eva.id })], [ofFunctions]: { department: 'Provkommunens trygghetsenhet', email: 'funktion.samordning@prov.example' } })]);
    expect(eva.groups).toEqual([expect.objectContaining({ display: 'Provsamordnaren', type: 'direct' })]);
  }],
  ['7644 §3.4.2.4', 'pages follow each other, whole and without a gap', async () => {
    await Promise.all([made(), made(), made()]);
    const page = async (startIndex: number) => (await kop.asks('GET', `/Groups?startIndex=${startIndex}&count=2`)).body;
    const [all, first, second] = [(await kop.asks('GET', '/Groups?count=200&excludedAttributes=members')).body, await page(1), await page(3)];
    expect([...first.Resources, ...second.Resources].map(({ id }) => id)).toEqual(all.Resources.slice(0, 4).map(({ id }: { id: string }) => id));
    expect(second).toMatchObject({ totalResults: all.totalResults, startIndex: 3, itemsPerPage: 2 });
    expect((await kop.asks('GET', '/Groups?startIndex=0&count=-1')).body).toMatchObject({ startIndex: 1, itemsPerPage: 0, Resources: [] });
  }],
  ['7644 §3.9', 'members are left out where they are not asked for', async () => {
    const { id } = await made([ours.id]);
    for (const query of ['excludedAttributes=members', 'attributes=displayName', `excludedAttributes=${group}:members`]) for (const path of [`/Groups/${id}?${query}`, `/Groups?filter=id eq "${id}"&${query}`]) {
      const { body } = await kop.asks('GET', path);
      expect([query, (body.Resources?.[0] ?? body).members]).toEqual([query, undefined]);
    }
    for (const query of ['attributes=members', 'attributes=members.value']) expect(idsIn((await kop.asks('GET', `/Groups?filter=id eq "${id}"&${query}`)).body.Resources[0])).toEqual([ours.id]);
  }],
  ['7644 §3.4.2.2', 'every attribute can be asked about', async () => {
    const member = await person();
    const { id, externalId, displayName } = await made([member], { [ofFunctions]: { department: 'KOP-KS-TRYGGHET', email: `${randomUUID()}@kop.example` } });
    for (const filter of [
      `displayName eq "${displayName}"`, `DISPLAYNAME Eq "${(displayName as string).toUpperCase()}"`, `externalId eq "${externalId}"`, `id eq "${id}"`, `members eq "${member}"`, `members.value eq "${member}"`, `members[value eq "${member}" and type eq "user"]`, `${group}:displayName eq "${displayName}"`,
      `members pr and externalId eq "${externalId}"`, `id eq "${id}" and members eq "${member}"`, `${ofFunctions}:department eq "kop-ks-trygghet" and id eq "${id}"`, `${ofFunctions}:email pr and id eq "${id}"`, `meta.lastModified gt "2020-01-01T00:00:00Z" and id eq "${id}"`,
    ]) expect([filter, await found(filter)]).toEqual([filter, [id]]);
    for (const filter of [`members eq "${theirs.id}"`, `members eq "' or true --"`, `id eq "${id}" and members eq "${ours.id}"`, `externalId eq "${(externalId as string).toUpperCase()}"`]) expect([filter, await found(filter)]).toEqual([filter, []]);
    for (const filter of ['userName eq "x"', 'members[shoe eq 1]', 'emails pr', 'members[value eq "a"', 'active eq true', '']) expect([filter, await kop.asks('GET', `/Groups?filter=${encodeURIComponent(filter)}`)]).toMatchObject([filter, refused(400, 'invalidFilter')]);
  }],
  ['7644 §3.4.3', 'a search may be sent as a body, at the groups or at the root, where people and groups are found together', async () => {
    const { id } = await made([ours.id]);
    const search = (filter: string, more = {}) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter, ...more });
    for (const path of ['/Groups/.search', '/.search']) expect((await kop.asks('POST', path, search(`id eq "${id}"`))).body.Resources).toEqual([expect.objectContaining({ id, meta: expect.objectContaining({ resourceType: 'Group' }) })]);
    const all = (await kop.asks('POST', '/.search', search('meta.created gt "2020-01-01T00:00:00Z"', { count: 200 }))).body;
    expect([...new Set((all.Resources as { meta: { resourceType: string } }[]).map(({ meta }) => meta.resourceType))]).toEqual(['User', 'Group']);
    expect(all.totalResults).toBe(all.Resources.length);
    const users = (await kop.asks('GET', '/Users?count=1')).body.totalResults as number;
    expect((await kop.asks('POST', '/.search', search('meta.created gt "2020-01-01T00:00:00Z"', { startIndex: users, count: 2 }))).body.Resources.map(({ meta }: { meta: { resourceType: string } }) => meta.resourceType)).toEqual(['User', 'Group']);
    expect((await kop.asks('POST', '/.search', search('userName pr', { count: 0 }))).body.totalResults).toBe(users);
    expect(await kop.asks('POST', '/.search', search('shoeSize eq 43'))).toMatchObject(refused(400, 'invalidFilter'));
  }],
];

const changing: readonly Case[] = [
  ['7644 §3.5.1', 'PUT replaces name and members; the unit stays where nothing is said of it', async () => {
    const [a, b] = await people(2);
    const { id, externalId } = await made([a!]);
    const { status, body } = await kop.asks('PUT', `/Groups/${id}`, { schemas: [group], externalId, displayName: `Nytt namn ${id}`, members: [{ value: b }] });
    expect([status, body.displayName, idsIn(body)]).toEqual([200, `Nytt namn ${id}`, [b]]);
    expect(await leaks.hub.asAdmin('directory', 'select u.code from functions f join units u on u.id = f.unit_id where f.id = $1', [id])).toEqual([{ code: 'KOP-KS-TRYGGHET' }]);
    expect(idsIn((await kop.asks('PUT', `/Groups/${id}`, { schemas: [group], displayName: `Tom ${id}` })).body)).toEqual([]);
  }],
  ['7644 §3.5.2.1', 'add adds members to those that there are, whatever form they have', async () => {
    const [a, b, c, d] = await people(4) as [string, string, string, string];
    const { id } = await made([a]);
    expect(idsIn((await step(id, { op: 'Add', path: 'members', value: [{ $ref: null, value: b }, { value: b, display: 'Två gånger', type: 'User' }] })).body)).toEqual([a, b].sort());
    expect(idsIn((await step(id, { op: 'add', value: { members: [{ value: c }] } }, { op: 'add', path: `${group}:members`, value: { value: d } })).body)).toEqual([a, b, c, d].sort());
  }],
  ['7644 §3.5.2.2', 'remove takes the one that a path names, all without one, and those alone that a value names', async () => {
    const [a, b, c, d] = await people(4) as [string, string, string, string];
    const { id } = await made([a, b, c, d]);
    expect(idsIn((await step(id, { op: 'remove', path: `members[value eq "${a}"]` })).body)).toEqual([b, c, d].sort());
    expect(idsIn((await step(id, { op: 'Remove', path: 'members', value: [{ $ref: null, value: b }] })).body)).toEqual([c, d].sort());
    expect(idsIn((await step(id, { op: 'remove', path: 'members', value: c })).body)).toEqual([d]);
    expect(idsIn((await step(id, { op: 'remove', path: `members[value eq "${a}"]` })).body)).toEqual([d]);
    expect(idsIn((await step(id, { op: 'remove', path: 'members', value: [] })).body)).toEqual([d]);
    expect((await step(id, { op: 'remove', path: 'members' })).body.members).toBeUndefined();
  }],
  ['7644 §3.5.2.3', 'replace puts others in the place of all', async () => {
    const [a, b] = await people(2) as [string, string];
    const { id } = await made([a]);
    expect(idsIn((await step(id, { op: 'replace', path: 'members', value: [{ value: b }] })).body)).toEqual([b]);
    expect((await step(id, { op: 'Replace', path: 'members', value: [] })).body.members).toBeUndefined();
    expect(await step(id, { op: 'replace', value: { id, displayName: `Okta ${id}` } })).toMatchObject({ status: 200, body: { displayName: `Okta ${id}` } });
    expect((await step(id, { op: 'replace', path: `${ofFunctions}:email`, value: 'ny@kop.example' })).body[ofFunctions]).toEqual({ department: 'KOP-KS-TRYGGHET', email: 'ny@kop.example' });
    expect((await step(id, { op: 'remove', path: ofFunctions })).body[ofFunctions]).toBeUndefined();
    expect((await step(id, { op: 'replace', value: { [ofFunctions]: { department: 'KOP-KS-TRYGGHET', shoeSize: 7 } } })).body[ofFunctions]).toEqual({ department: 'KOP-KS-TRYGGHET' });
  }],
  ['7644 §3.5.2', 'a patch is done as a whole or not at all', async () => {
    const group_ = await made([ours.id]);
    for (const wrong of [{ op: 'add', path: 'members', value: [{ value: theirs.id }] }, { op: 'replace', path: 'shoeSize', value: 43 }, { op: 'remove', path: 'displayName' }, { op: 'replace', value: { id: randomUUID() } }, { op: 'move', path: 'members', value: [] }, { op: 'add', path: 'members', value: [{ value: ours.id, type: 'Group' }] }, { op: 'remove', path: 'members[value eq' }])
      expect([wrong, await step(group_.id, { op: 'remove', path: 'members' }, wrong)]).toMatchObject([wrong, { status: 400 }]);
    expect(await now(group_.id)).toEqual(group_);
  }],
  ['7644 §3.5.2', 'patches at the same time are all done', async () => {
    const all = await people(3);
    const { id } = await made();
    expect((await Promise.all(all.map((value) => step(id, { op: 'add', path: 'members', value: [{ value }] })))).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(idsIn(await now(id))).toEqual(all.sort());
  }],
  ['7644 §3.14', 'a version that is not the newest any more changes nothing, and what was done right after does not make it old', async () => {
    const { id, meta } = await made([ours.id]);
    await eventually(async () => expect(await leaks.hub.asAdmin('directory', 'select from holdings where function_id = $1', [id])).toHaveLength(1), soon);
    const first = await kop.asks('PATCH', `/Groups/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'displayName', value: `Först ${id}` }] }, { 'if-match': meta.version });
    expect(first.status).toBe(200);
    for (const [method, body] of [['PUT', some()], ['DELETE', undefined]] as const) expect(await kop.asks(method, `/Groups/${id}`, body, { 'if-match': meta.version })).toMatchObject(refused(412));
    expect((await kop.asks('GET', `/Groups/${id}`, undefined, { 'if-none-match': first.headers.get('etag')! })).status).toBe(304);
  }],
  ['7643 §4.1.2', 'groups of a person are read-only, and change the version of the person', async () => {
    const id = await person();
    const before = (await kop.asks('GET', `/Users/${id}`)).body;
    const its = await made([id]);
    const after = (await kop.asks('GET', `/Users/${id}`)).body;
    expect([before.groups, after.groups]).toEqual([undefined, [{ value: its.id, $ref: its.meta.location, display: its.displayName, type: 'direct' }]]);
    expect(after.meta.version).not.toBe(before.meta.version);
    expect((await kop.asks('PUT', `/Users/${id}`, { ...after, groups: [], title: 'Ny titel' }, { 'if-match': after.meta.version })).body).toMatchObject({ title: 'Ny titel', groups: after.groups });
    expect(await kop.patch(id, { op: 'remove', path: 'groups' })).toMatchObject(refused(400, 'mutability'));
    expect((await kop.asks('GET', `/Users/${id}`)).body.groups).toEqual(after.groups);
  }],
  ['7644 §3.6', 'DELETE gives 204, and the group is gone for the client; the same id brings the same function back', async () => {
    const { id, externalId, displayName } = await made([ours.id]);
    expect(await kop.asks('DELETE', `/Groups/${id}`)).toMatchObject({ status: 204, body: null });
    for (const [method, body] of [['GET'], ['PUT', some()], ['DELETE']] as const) expect(await kop.asks(method, `/Groups/${id}`, body)).toMatchObject(refused(404));
    expect(await found(`displayName eq "${displayName}"`)).toEqual([]);
    const again = await kop.asks('POST', '/Groups', some({ externalId, displayName }));
    expect([again.status, again.body.id, again.body.members]).toEqual([201, id, undefined]);
  }],
];

describe.each([
  ['creating', creating], ['reading', reading], ['changing', changing],
])('SCIM groups, %s', (_, cases) => {
  it.each(cases)('RFC %s: %s', (_section, _says, shows) => shows());
});
