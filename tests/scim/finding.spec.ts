import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { core, enterprise, somebody, type Answered } from './machine.js';
import { refused, startScene, type Case, type Scene } from './scene.js';

let { kop, pol, ours, theirs } = {} as Scene;
let stop: () => Promise<void>;
beforeAll(async () => {
  const scene = await startScene();
  ({ kop, pol, ours, theirs } = scene);
  stop = () => scene.leaks.stop();
}, 120_000);
afterAll(() => stop?.());

const added = async (changes: Record<string, unknown> = {}): Promise<Answered['body']> => (await kop.asks('POST', '/Users', somebody(changes))).body;
const without = (name: string) => { const { [name]: _, ...rest } = somebody(); return rest; };

const creating: readonly Case[] = [
  ['7644 §3.3', 'POST makes a resource: 201, its address, and the resource with id and meta', async () => {
    const sent = somebody();
    const { status, headers, body } = await kop.asks('POST', '/Users', sent);
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 201, type: 'application/scim+json; charset=utf-8' });
    expect(body).toMatchObject({ ...sent, id: expect.any(String), meta: { resourceType: 'User', created: expect.any(String), lastModified: expect.any(String), location: headers.get('location'), version: headers.get('etag') } });
    expect((await kop.asks('GET', `/Users/${body.id}`)).body).toEqual(body);
  }],
  ['7644 §3.3', 'what is not in the schemas is not kept, and what is read-only not taken', async () => {
    const { status, body } = await kop.asks('POST', '/Users', somebody({ id: theirs.id, nickName: 'Proven', phoneNumbers: [{ value: '021-1' }], roles: [{ value: 'administrator' }], groups: [{ value: 'x' }], password: 'hemligt' }));
    expect([status, body.nickName, body.phoneNumbers, body.roles, body.groups, body.password]).toEqual([201, undefined, undefined, undefined, undefined, undefined]);
    expect(body.id).not.toBe(theirs.id);
  }],
  ['7644 §3.3.1', 'a home id or user name that is taken is a conflict: uniqueness, in any case of its letters', async () => {
    expect(await kop.asks('POST', '/Users', somebody({ externalId: ours.externalId }))).toMatchObject(refused(409, 'uniqueness'));
    expect(await kop.asks('POST', '/Users', somebody({ userName: ours.userName.toUpperCase() }))).toMatchObject(refused(409, 'uniqueness'));
    expect(await pol.asks('POST', '/Users', somebody({ externalId: ours.externalId, userName: ours.userName }))).toMatchObject({ status: 201 });
  }],
  ['7643 §4.1.1', 'userName is required', async () => expect(await kop.asks('POST', '/Users', without('userName'))).toMatchObject(refused(400, 'invalidValue'))],
  ['7643 §3.1', 'externalId is the client\'s own id; here it is required', async () => expect(await kop.asks('POST', '/Users', without('externalId'))).toMatchObject(refused(400, 'invalidValue'))],
  ['7643 §3', 'schemas says of what kind the resource is', async () => {
    expect(await kop.asks('POST', '/Users', without('schemas'))).toMatchObject(refused(400, 'invalidSyntax'));
    expect(await kop.asks('POST', '/Users', somebody({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] }))).toMatchObject(refused(400, 'invalidSyntax'));
  }],
  ['7643 §2.1', 'names of attributes are the same in any case of their letters', async () => {
    const { userName, displayName: _, ...rest } = somebody();
    expect((await kop.asks('POST', '/Users', { ...rest, USERNAME: userName, DisplayName: 'Prov Versal' })).body).toMatchObject({ userName, displayName: 'Prov Versal' });
  }],
  ['7643 §2.3', 'a value has the type that its schema says', async () => {
    for (const wrong of [{ userName: { a: 1 } }, { active: 'kanske' }, { emails: 'a@b.se' }, { emails: [{ value: 'ingen adress' }] }, { name: 'Prov' }, { displayName: 'a\u0000b' }, { title: 'x'.repeat(201) }]) {
      expect(await kop.asks('POST', '/Users', somebody(wrong))).toMatchObject(refused(400, 'invalidValue'));
    }
  }],
  ['7643 §2.5', 'null and an empty list are the same as nothing', async () => {
    const { body } = await kop.asks('POST', '/Users', somebody({ title: null, emails: [], name: { givenName: null } }));
    expect([body.title, body.emails, body.name]).toEqual([undefined, undefined, undefined]);
  }],
  ['7644 §3.12', 'a text with a personal identity number is refused, and not repeated', async () => {
    const answer = await kop.asks('POST', '/Users', somebody({ title: 'Ring 811228-9874' }));
    expect(answer).toMatchObject(refused(400, 'invalidValue'));
    expect(JSON.stringify(answer.body)).not.toContain('9874');
  }],
  ['7644 §3.12', 'a body that is no JSON, or no object, is invalidSyntax', async () => {
    for (const body of ['{', '[]', '"x"', 'null', '\ufffd']) expect(await kop.asks('POST', '/Users', body)).toMatchObject(refused(400, 'invalidSyntax'));
    expect(await kop.asks('POST', '/Users', '<x/>', { 'content-type': 'text/xml' })).toMatchObject(refused(415));
  }],
];

const reading: readonly Case[] = [
  ['7644 §3.4.1', 'GET gives a known resource; another organisation\'s is as absent as none', async () => {
    expect(await kop.asks('GET', `/Users/${ours.id}`)).toMatchObject({ status: 200, body: ours });
    const [other, none] = [await kop.asks('GET', `/Users/${theirs.id}`), await kop.asks('GET', `/Users/${randomUUID()}`)];
    expect(other).toMatchObject(refused(404));
    expect(other.body).toEqual(none.body);
    expect(await kop.asks('GET', '/Users/nobody')).toMatchObject(refused(404));
  }],
  ['7644 §3.4.2', 'a list says how many there are, and holds nobody of another organisation', async () => {
    const { body } = await kop.asks('GET', '/Users?count=200');
    expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], startIndex: 1, itemsPerPage: body.Resources.length, totalResults: body.Resources.length });
    expect(body.Resources.map(({ id }: { id: string }) => id)).toContain(ours.id);
    expect(body.Resources.map(({ id }: { id: string }) => id)).not.toContain(theirs.id);
  }],
  ['7644 §3.4.2', 'people who were known without the directory are there too', async () => expect(await kop.found('externalId eq "eva.kop"')).toEqual(['eva.kop'])],
  ['7644 §3.4.2', 'nothing found is an empty list', async () => expect((await kop.asks('GET', '/Users?filter=userName eq "x"')).body).toMatchObject({ totalResults: 0, Resources: [] })],
  ['7644 §3.4.2.4', 'pages follow each other, whole and without a gap', async () => {
    const page = async (startIndex: number) => (await kop.asks('GET', `/Users?startIndex=${startIndex}&count=3`)).body;
    const [all, first, second] = [(await kop.asks('GET', '/Users?count=200')).body, await page(1), await page(4)];
    expect([...first.Resources, ...second.Resources]).toEqual(all.Resources.slice(0, 6));
    expect(second).toMatchObject({ totalResults: all.totalResults, startIndex: 4, itemsPerPage: 3 });
  }],
  ['7644 §3.4.2.4', 'a start below 1 is 1, and a count below 0 is 0', async () => {
    expect((await kop.asks('GET', '/Users?startIndex=0&count=-1')).body).toMatchObject({ startIndex: 1, itemsPerPage: 0, totalResults: expect.any(Number), Resources: [] });
    expect((await kop.asks('GET', '/Users?startIndex=99999')).body).toMatchObject({ itemsPerPage: 0 });
    expect(await kop.asks('GET', '/Users?count=many')).toMatchObject(refused(400, 'invalidValue'));
  }],
  ['7644 §3.4.3', 'a search may be sent as a body', async () => {
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: `id eq "${ours.id}"`, attributes: ['userName'] };
    for (const path of ['/Users/.search', '/.search']) expect((await kop.asks('POST', path, search)).body.Resources).toEqual([expect.objectContaining({ id: ours.id, userName: ours.userName })]);
  }],
  ['7644 §3.9', 'attributes and excludedAttributes say what is shown; the id always is', async () => {
    const keys = async (query: string) => Object.keys((await kop.asks('GET', `/Users/${ours.id}?${query}`)).body).sort();
    expect(await keys('attributes=userName,name.familyName')).toEqual(expect.arrayContaining(['id', 'name', 'schemas', 'userName']));
    expect(await keys('attributes=userName')).not.toContain('emails');
    expect(await keys('excludedAttributes=emails')).not.toContain('emails');
    expect(await keys('excludedAttributes=emails')).toContain('userName');
  }],
];

const filtering: readonly Case[] = [
  ['7644 §3.4.2.2', 'every operator finds what it says', async () => {
    const { userName, id } = await added({ displayName: 'Åsa Filterberg', title: 'Filterchef' });
    for (const filter of [
      `userName eq "${userName}"`, `userName eq "${userName.toUpperCase()}"`, `USERNAME Eq "${userName}"`, `${core}:userName eq "${userName}"`, 'displayName co "filterb"', 'displayName sw "åsa f"', 'displayName ew "BERG"',
      `id eq "${id}"`, 'title eq "filterchef"', `emails.value eq "${userName}"`, `emails[type eq "work" and value co "${userName}"]`, `emails eq "${userName}"`,
      `userName eq "${userName}" and active eq true`, `(userName eq "x" or userName eq "${userName}") and not (active eq false)`, `meta.lastModified gt "2020-01-01T00:00:00Z" and userName ge "${userName}" and userName le "${userName}"`,
      `${enterprise}:department eq "KOP-KS-TRYGGHET" and userName eq "${userName}"`, `title pr and userName eq "${userName}"`, `userName ne "x" and displayName eq "Åsa Filterberg"`,
    ]) expect([filter, await kop.found(filter)]).toEqual([filter, [userName]]);
  }],
  ['7643 §3.1', 'externalId is compared letter by letter', async () => {
    expect(await kop.found(`externalId eq "${ours.externalId}"`)).toEqual([ours.userName]);
    expect(await kop.found(`externalId eq "${ours.externalId.toUpperCase()}"`)).toEqual([]);
  }],
  ['7644 §3.4.2.2', 'signs of SQL in a value are letters', async () => {
    for (const value of ["' or true --", '%', '_', 'a\\b', '$1']) expect(await kop.found(`displayName co "${value}"`)).toEqual([]);
  }],
  ['7644 §3.12', 'a filter that cannot be understood is invalidFilter', async () => {
    for (const filter of ['userName eq "a" not userName eq "b"', '', ' ', 'userName', 'userName eq', 'userName eq "a', 'userName xx "a"', 'shoeSize eq 43', 'active eq "true"', 'active gt true', 'userName eq 1', 'meta.created co "2020"', 'meta.created gt "igår"', 'emails[shoe eq 1]', 'name[x eq 1]', 'password eq "a"', 'constructor eq "a"', 'userName eq "a" and', `userName eq "${'x'.repeat(1_000)}"`, Array(25).fill('userName eq "a"').join(' or ')]) {
      expect([filter, await kop.asks('GET', `/Users?filter=${encodeURIComponent(filter)}`)]).toMatchObject([filter, refused(400, 'invalidFilter')]);
    }
  }],
];

describe.each([
  ['creating', creating], ['reading', reading], ['filtering', filtering],
])('SCIM, %s', (_, cases) => {
  it.each(cases)('RFC %s: %s', (_section, _says, shows) => shows());
});
