import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { core, enterprise, group, ofFunctions, somebody, type Answered } from './machine.js';
import { refused, startScene, type Case, type Scene } from './scene.js';

let { leaks, kop, pol, ours, theirs } = {} as Scene;
let stop: () => Promise<void>;
beforeAll(async () => {
  const scene = await startScene();
  ({ leaks, kop, pol, ours, theirs } = scene);
  stop = () => scene.leaks.stop();
}, 120_000);
afterAll(() => stop?.());

const added = async (changes: Record<string, unknown> = {}): Promise<Answered['body']> => (await kop.asks('POST', '/Users', somebody(changes))).body;
const patchOp = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });

const changing: readonly Case[] = [
  ['7644 §3.5.1', 'PUT replaces all that can be written: what is not said is gone', async () => {
    const person = await added();
    const { status, body } = await kop.asks('PUT', `/Users/${person.id}`, { schemas: [core], externalId: person.externalId, userName: person.userName, displayName: 'Ny Namnsdotter' });
    expect({ status, id: body.id, displayName: body.displayName, title: body.title, active: body.active }).toEqual({ status: 200, id: person.id, displayName: 'Ny Namnsdotter', title: undefined, active: true });
    expect(Date.parse(body.meta.lastModified)).toBeGreaterThanOrEqual(Date.parse(person.meta.lastModified));
  }],
  ['7644 §3.5.1', 'PUT to another organisation\'s id, or to none, is 404 and changes nothing', async () => {
    for (const id of [theirs.id, randomUUID()]) expect(await kop.asks('PUT', `/Users/${id}`, somebody())).toMatchObject(refused(404));
    expect((await pol.asks('GET', `/Users/${theirs.id}`)).body).toEqual(theirs);
  }],
  ['7644 §3.12', 'the home id never changes: mutability', async () => {
    const { id } = await added();
    expect(await kop.asks('PUT', `/Users/${id}`, somebody())).toMatchObject(refused(400, 'mutability'));
    expect(await kop.patch(id, { op: 'replace', path: 'externalId', value: 'another' })).toMatchObject(refused(400, 'mutability'));
  }],
  ['7644 §3.5.2.1', 'add sets what was not there, and adds to a list', async () => {
    const { id } = await added({ title: undefined });
    const { body } = await kop.patch(id, { op: 'add', path: 'title', value: 'Chef' }, { op: 'add', path: 'emails', value: [{ value: 'andra@kop.example', type: 'other' }] });
    expect([body.title, body.emails.length]).toEqual(['Chef', 2]);
    expect((await kop.patch(id, { op: 'add', value: { preferredLanguage: 'en', displayName: 'Utan Väg' } })).body).toMatchObject({ preferredLanguage: 'en', displayName: 'Utan Väg', title: 'Chef' });
  }],
  ['7644 §3.5.2.2', 'remove takes an attribute, or what a filter finds of a list', async () => {
    const { id } = await added({ emails: [{ value: 'a@kop.example', type: 'work', primary: true }, { value: 'b@kop.example', type: 'other' }] });
    const { body } = await kop.patch(id, { op: 'remove', path: 'title' }, { op: 'remove', path: 'emails[type eq "other"]' });
    expect([body.title, body.emails.map(({ value }: { value: string }) => value)]).toEqual([undefined, ['a@kop.example']]);
  }],
  ['7644 §3.5.2.3', 'replace changes one value, one of a list, or one of an extension', async () => {
    const { id } = await added();
    const { body } = await kop.patch(id, { op: 'replace', path: 'name.familyName', value: 'Ny' }, { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ny@kop.example' }, { op: 'replace', path: `${enterprise}:department`, value: 'KOP-SAN-IFO' });
    expect(body).toMatchObject({ name: { familyName: 'Ny', givenName: 'Prov' }, emails: [{ value: 'ny@kop.example' }], [enterprise]: { department: 'KOP-SAN-IFO' } });
    expect(await leaks.hub.asAdmin('directory', 'select u.code from people p join units u on u.id = p.unit_id where p.id = $1', [id])).toEqual([{ code: 'KOP-SAN-IFO' }]);
  }],
  ['7644 §3.5.2.3', 'of an extension what is not kept is passed over', async () => {
    const { id } = await added();
    expect((await kop.patch(id, { op: 'replace', path: enterprise, value: { department: 'KOP-SAN-IFO', costCenter: '1' } })).body[enterprise]).toEqual({ department: 'KOP-SAN-IFO' });
    expect((await kop.patch(id, { op: 'add', value: { [enterprise]: { Department: 'KOP-KS-TRYGGHET', employeeNumber: '7' } } })).body[enterprise]).toEqual({ department: 'KOP-KS-TRYGGHET' });
    expect((await kop.patch(id, { op: 'remove', path: enterprise })).body[enterprise]).toBeUndefined();
  }],
  ['7644 §3.10', 'an attribute may be named with its schema', async () => {
    const { id } = await added();
    expect((await kop.patch(id, { op: 'replace', path: `${core}:title`, value: 'Med schema' }, { op: 'add', value: { [`${core}:displayName`]: 'Namn Medschema' } })).body).toMatchObject({ title: 'Med schema', displayName: 'Namn Medschema' });
    expect((await kop.asks('GET', `/Users/${id}?attributes=${core}:title`)).body).toMatchObject({ id, title: 'Med schema' });
  }],
  ['7644 §3.5.2', 'a patch is done as a whole or not at all', async () => {
    const person = await added();
    expect(await kop.patch(person.id, { op: 'replace', path: 'title', value: 'Halv' }, { op: 'replace', path: 'shoeSize', value: 43 })).toMatchObject(refused(400, 'invalidPath'));
    expect((await kop.asks('GET', `/Users/${person.id}`)).body).toEqual(person);
  }],
  ['7644 §3.5.2', 'a patch that is none is invalidSyntax', async () => {
    const { id } = await added();
    for (const body of [{}, [], { Operations: [] }, { ...patchOp(), Operations: 'x' }, { ...patchOp(), Operations: [null] }, { ...patchOp(), Operations: [7] }, patchOp({ op: 'move', path: 'title', value: 'x' }), { schemas: [core], Operations: [{ op: 'remove', path: 'title' }] }]) {
      expect([body, await kop.asks('PATCH', `/Users/${id}`, body)]).toMatchObject([body, refused(400, 'invalidSyntax')]);
    }
    expect(await kop.patch(id, { op: 'remove', path: 'userName' })).toMatchObject({ status: 400 });
    expect(await kop.patch(theirs.id, { op: 'replace', path: 'active', value: false })).toMatchObject(refused(404));
  }],
  ['7644 §3.14', 'a version that is not the newest any more changes nothing', async () => {
    const { id, meta } = await added();
    expect(await kop.asks('PATCH', `/Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'Först' }), { 'if-match': meta.version })).toMatchObject({ status: 200, body: { title: 'Först' } });
    for (const [method, body] of [['PATCH', patchOp({ op: 'replace', path: 'title', value: 'Sedan' })], ['PUT', somebody()], ['DELETE', undefined]] as const) {
      expect(await kop.asks(method, `/Users/${id}`, body, { 'if-match': meta.version })).toMatchObject(refused(412));
    }
    const { headers } = await kop.asks('GET', `/Users/${id}`);
    expect((await kop.asks('GET', `/Users/${id}`, undefined, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
  }],
  ['7644 §3.5.2', 'patches at the same time are all done', async () => {
    const { id } = await added();
    const values = { title: 'Samtidig', displayName: 'Sam Tidig', preferredLanguage: 'en' };
    const answers = await Promise.all(Object.entries(values).map(([path, value]) => kop.patch(id, { op: 'replace', path, value })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await kop.asks('GET', `/Users/${id}`)).body).toMatchObject(values);
  }],
];

const leaving: readonly Case[] = [
  ['7643 §4.1.1', 'active: false ends the person here, and true begins again', async () => {
    const { id } = await added();
    const state = async () => (await leaks.hub.asAdmin('directory', 'select status, valid_to is not null as over from people where id = $1', [id]))[0];
    expect((await kop.patch(id, { op: 'replace', path: 'active', value: false })).body.active).toBe(false);
    expect(await state()).toEqual({ status: 'ended', over: true });
    expect((await kop.patch(id, { op: 'replace', value: { active: true } })).body.active).toBe(true);
    expect(await state()).toEqual({ status: 'active', over: false });
  }],
  ['7643 §2.3.2', 'what is true or false is a boolean; "False" as a text is taken for active, so that whoever has left is out', async () => {
    for (const step of [{ op: 'Replace', path: 'active', value: 'False' }, { op: 'replace', value: { active: 'false' } }]) expect((await kop.patch((await added()).id, step)).body.active).toBe(false);
    expect((await added({ active: 'False' })).active).toBe(false);
  }],
  ['7644 §3.6', 'DELETE gives 204, and the resource is gone for the client; the row stays', async () => {
    const { id, userName, externalId } = await added();
    expect(await kop.asks('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: null });
    for (const [method, body] of [['GET'], ['DELETE'], ['PUT', somebody({ externalId })], ['PATCH', patchOp({ op: 'replace', path: 'active', value: true })]] as const) expect(await kop.asks(method, `/Users/${id}`, body)).toMatchObject(refused(404));
    expect(await kop.found(`userName eq "${userName}"`)).toEqual([]);
    expect(await leaks.hub.asAdmin('directory', 'select status from people where id = $1', [id])).toEqual([{ status: 'ended' }]);
  }],
  ['7644 §3.6', 'one who was deleted is no conflict: the same home id is the same person, who comes back', async () => {
    const { id, userName, externalId } = await added();
    await kop.asks('DELETE', `/Users/${id}`);
    expect(await added({ userName })).toMatchObject({ userName });
    expect(await kop.asks('POST', '/Users', somebody({ externalId }))).toMatchObject({ status: 201, body: { id, active: true } });
  }],
  ['7644 §3.6', 'another organisation deletes nobody here', async () => {
    expect(await pol.asks('DELETE', `/Users/${ours.id}`)).toMatchObject(refused(404));
    expect((await kop.asks('GET', `/Users/${ours.id}`)).body).toEqual(ours);
  }],
];

const finding: readonly Case[] = [
  ['7643 §5', 'ServiceProviderConfig says what is there', async () => {
    expect((await kop.asks('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, bulk: { supported: false }, filter: { supported: true, maxResults: 200 }, sort: { supported: false }, etag: { supported: true }, changePassword: { supported: false } });
  }],
  ['7643 §6', 'ResourceTypes are users and groups', async () => {
    const { body } = await kop.asks('GET', '/ResourceTypes');
    expect(body.Resources).toEqual([
      expect.objectContaining({ id: 'User', endpoint: '/Users', schema: core, schemaExtensions: [{ schema: enterprise, required: false }] }),
      expect.objectContaining({ id: 'Group', endpoint: '/Groups', schema: group, schemaExtensions: [{ schema: ofFunctions, required: false }] }),
    ]);
    for (const { id } of body.Resources as { id: string }[]) expect([(await kop.asks('GET', `/ResourceTypes/${id}`)).body]).toEqual((body.Resources as { id: string }[]).filter((one) => one.id === id));
    for (const path of ['/ResourceTypes/Device', '/Devices', '/nothing']) expect(await kop.asks('GET', path)).toMatchObject(refused(404));
  }],
  ['7643 §7', 'Schemas say each attribute that is kept, and how', async () => {
    const { body } = await kop.asks('GET', '/Schemas');
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([core, enterprise, group, ofFunctions]);
    for (const { id } of body.Resources as { id: string }[]) expect((await kop.asks('GET', `/Schemas/${id}`)).body).toMatchObject({ id });
    expect(body.Resources[0].attributes).toContainEqual(expect.objectContaining({ name: 'userName', type: 'string', required: true, caseExact: false, mutability: 'readWrite', returned: 'default', uniqueness: 'server' }));
    expect(body.Resources[0].attributes).toContainEqual(expect.objectContaining({ name: 'groups', type: 'complex', multiValued: true, mutability: 'readOnly', returned: 'default' }));
    expect(body.Resources[2].attributes).toContainEqual(expect.objectContaining({ name: 'members', type: 'complex', multiValued: true, mutability: 'readWrite', returned: 'default' }));
  }],
  ['7644 §4', 'these cannot be filtered: 403', async () => {
    for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig']) expect(await kop.asks('GET', `${path}?filter=id eq "User"`)).toMatchObject(refused(403));
  }],
  ['7644 §3.2', 'what is there but cannot be asked in this way: 405', async () => {
    for (const [method, path] of [['POST', '/Schemas'], ['DELETE', '/ResourceTypes/User'], ['PUT', '/ServiceProviderConfig'], ['DELETE', '/Users'], ['POST', `/Users/${ours.id}`], ['PUT', '/Groups'], ['POST', `/Groups/${ours.id}`]] as const) expect(await kop.asks(method, path)).toMatchObject(refused(405));
  }],
  ['7644 §3.7 and §3.11', 'Bulk and Me are not there: 501', async () => {
    for (const [method, path] of [['POST', '/Bulk'], ['GET', '/Me']] as const) expect(await kop.asks(method, path)).toMatchObject(refused(501));
  }],
];

const places = [['GET', '/Users'], ['POST', '/Users'], ['GET', '/Users/x'], ['PUT', '/Users/x'], ['PATCH', '/Users/x'], ['DELETE', '/Users/x'], ['POST', '/Users/.search'], ['GET', '/Schemas'], ['GET', '/ServiceProviderConfig'], ['GET', '/Groups'], ['POST', '/Groups'], ['PUT', '/Groups/x'], ['PATCH', '/Groups/x'], ['DELETE', '/Groups/x'], ['POST', '/Groups/.search'], ['POST', '/.search']] as const;
const entering: readonly Case[] = [
  ['7644 §2', 'nothing is answered without the token of the organisation\'s own machine: 401', async () => {
    const person = await leaks.token('admin.kop');
    const not = async (authorization: string | undefined) => {
      for (const [method, path] of places) expect(await kop.raw(method, `/scim/v2/kop${path}`, authorization === undefined ? {} : { authorization })).toMatchObject(refused(401));
    };
    for (const authorization of [undefined, 'Basic eDp5', 'Bearer x', `Bearer ${person}`]) await not(authorization);
    for (const claims of [{ scope: 'openid' }, { scope: 'provisioningx' }, { azp: 'provisioning-pol' }, { azp: 'knutpunkt-cli' }, { home_id: 'eva.kop' }, { idp: 'kop' }, { acr: 'loa3' }, { act: { sub: 'x' } }, { organization: {} }, { organization: { kop: { id: 'x' }, pol: { id: 'y' } } }, { organization: ['kop'] }]) await not(`Bearer ${await kop.token(claims)}`);
  }],
  ['7644 §2', 'a machine\'s token is nobody\'s: it opens no other door, and no cookie goes with it', async () => {
    const authorization = `Bearer ${await kop.token()}`;
    for (const path of ['/api/me', '/api/groups', '/api/session']) expect((await kop.raw('GET', path, { authorization })).status).toBe(401);
    expect((await kop.raw('GET', '/scim/v2/kop/Users', { authorization, cookie: '__Host-knutpunkt=x' })).status).toBe(401);
  }],
  ['7644 §2', 'another organisation\'s path is as absent as one that is none', async () => {
    const authorization = `Bearer ${await kop.token()}`;
    const [other, none] = [await kop.raw('GET', '/scim/v2/pol/Users', { authorization }), await kop.raw('GET', '/scim/v2/ingen/Users', { authorization })];
    expect(other).toMatchObject(refused(404));
    expect(other.body).toEqual(none.body);
  }],
];

describe.each([
  ['changing', changing], ['leaving', leaving], ['finding out', finding], ['entering', entering],
])('SCIM, %s', (_, cases) => {
  it.each(cases)('RFC %s: %s', (_section, _says, shows) => shows());
});
