import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { core, somebody, type Answered } from './machine.js';
import { refused, startScene, type Case, type Scene } from './scene.js';

let { leaks, kop, pol } = {} as Scene;
let stop: () => Promise<void>;
beforeAll(async () => {
  const scene = await startScene();
  ({ leaks, kop, pol } = scene);
  stop = () => scene.leaks.stop();
}, 120_000);
afterAll(() => stop?.());

let last = 0;
const anAddress = (): string => `adress${(last += 1)}@kommun.kop.example`;
const withEmails = async (...emails: object[]): Promise<Answered> => kop.asks('POST', '/Users', somebody({ emails }));
const kept = async (id: string) => (await leaks.hub.asAdmin<{ email: string; aliases: string[] }>('directory', 'select email, aliases from people where id = $1', [id]))[0];

const cases: readonly Case[] = [
  ['7643 §4.1.2', 'emails are several; mail goes to the primary, and the others are the person\'s too', async () => {
    const [one, two, three] = [anAddress(), anAddress(), anAddress()];
    const { status, body } = await withEmails({ value: one, type: 'other' }, { value: two, type: 'work', primary: true }, { value: three });
    expect([status, body.emails.length]).toEqual([201, 3]);
    expect(await kept(body.id)).toEqual({ email: two, aliases: [one, three] });
  }],
  ['7643 §2.4', 'where none is primary, mail goes to the first', async () => {
    const [one, two] = [anAddress(), anAddress()];
    expect(await kept((await withEmails({ value: one }, { value: two })).body.id)).toEqual({ email: one, aliases: [two] });
  }],
  ['7643 §4.1.2', 'a home address is private: it is answered with, and used for nothing', async () => {
    const [one, home] = [anAddress(), 'nagon@privat.example'];
    const { body } = await withEmails({ value: one, type: 'work', primary: true }, { value: home, type: 'home' });
    expect(body.emails).toContainEqual({ value: home, type: 'home' });
    expect(await kept(body.id)).toEqual({ email: one, aliases: [] });
  }],
  ['7644 §3.4.2.2', 'a filter finds by any of the addresses, and by what kind it is', async () => {
    const [one, two] = [anAddress(), anAddress()];
    const { userName } = (await withEmails({ value: one, type: 'work', primary: true }, { value: two, type: 'other' })).body;
    for (const filter of [`emails eq "${two}"`, `emails.value eq "${two.toUpperCase()}"`, `emails[type eq "other" and value eq "${two}"]`, `emails[type eq "work" and primary eq true and value eq "${one}"]`]) expect([filter, await kop.found(filter)]).toEqual([filter, [userName]]);
    expect(await kop.found(`emails[type eq "work" and value eq "${two}"]`)).toEqual([]);
    expect(await pol.found(`emails.value eq "${two}"`)).toEqual([]);
  }],
  ['7644 §3.5.2.3', 'a path with a filter replaces one of the addresses and leaves the others', async () => {
    const [one, two, next] = [anAddress(), anAddress(), anAddress()];
    const { id } = (await withEmails({ value: one, type: 'work', primary: true }, { value: two, type: 'other' })).body;
    await kop.patch(id, { op: 'replace', path: 'emails[type eq "work"].value', value: next });
    expect(await kept(id)).toEqual({ email: next, aliases: [two] });
  }],
  ['7644 §3.5.2.1', 'add adds one, and remove takes what a filter finds', async () => {
    const [one, two] = [anAddress(), anAddress()];
    const { id } = (await withEmails({ value: one, type: 'work', primary: true })).body;
    await kop.patch(id, { op: 'add', path: 'emails', value: [{ value: two, type: 'other' }] });
    expect(await kept(id)).toEqual({ email: one, aliases: [two] });
    await kop.patch(id, { op: 'remove', path: `emails[value eq "${two}"]` });
    expect(await kept(id)).toEqual({ email: one, aliases: [] });
  }],
  ['7644 §3.3.1', 'another address that a colleague or a function has, in any case of its letters, is answered with and used for nothing, and the person is there', async () => {
    const [one, two, free, hers] = [anAddress(), anAddress(), anAddress(), anAddress()];
    const { id } = (await withEmails({ value: one, primary: true }, { value: two, type: 'other' })).body;
    const [{ email: desk }] = await leaks.hub.asAdmin<{ email: string }>('directory', "select f.email from functions f join organisations o on o.id = f.organisation_id where o.code = 'KOP' and f.email <> '' limit 1") as [{ email: string }];
    const others = [two.toUpperCase(), one, desk].map((value) => ({ value, type: 'other' }));
    const { status, body } = await withEmails({ value: free, primary: true }, ...others, { value: hers, type: 'other' });
    expect([status, body.emails]).toEqual([201, [{ value: free, primary: true }, ...others, { value: hers, type: 'other' }]]);
    const third = (await withEmails({ value: anAddress(), primary: true })).body;
    expect((await kop.patch(third.id, { op: 'add', path: 'emails', value: [{ value: two }] })).status).toBe(200);
    expect([await kept(body.id), (await kept(third.id))!.aliases, await kept(id)]).toEqual([{ email: free, aliases: [hers] }, [], { email: one, aliases: [two] }]);
  }],
  ['7643 §4.1.1', 'whoever comes back is let in, also where a colleague was given one of the addresses meanwhile', async () => {
    const [one, shared] = [anAddress(), anAddress()];
    const { id } = (await withEmails({ value: one, primary: true }, { value: shared })).body;
    await kop.patch(id, { op: 'replace', path: 'active', value: false });
    const colleague = (await withEmails({ value: anAddress(), primary: true }, { value: shared })).body;
    const { body } = await kop.patch(id, { op: 'replace', path: 'active', value: true });
    expect([body.active, body.emails.length]).toEqual([true, 2]);
    expect([(await kept(id))!.aliases, (await kept(colleague.id))!.aliases]).toEqual([[], [shared]]);
  }],
  ['7644 §3.3.1', 'what another organisation has is answered as what nobody has', async () => {
    const [theirs, nobodys] = [anAddress(), anAddress()];
    await pol.asks('POST', '/Users', somebody({ emails: [{ value: anAddress(), primary: true }, { value: theirs }] }));
    const answers = [await withEmails({ value: anAddress(), primary: true }, { value: theirs }), await withEmails({ value: anAddress(), primary: true }, { value: nobodys })];
    expect(answers.map(({ status, body }) => [status, body.emails.length])).toEqual([[201, 2], [201, 2]]);
  }],
  ['7643 §4.1.1', 'whoever has left has none, also where the directory still says them, and has them again when she comes back', async () => {
    const [one, two] = [anAddress(), anAddress()];
    const { id } = (await withEmails({ value: one, primary: true }, { value: two })).body;
    await kop.patch(id, { op: 'replace', path: 'active', value: false });
    expect(await kept(id)).toMatchObject({ aliases: [] });
    await kop.patch(id, { op: 'replace', path: 'active', value: true });
    expect(await kept(id)).toMatchObject({ aliases: [two] });
    await kop.asks('DELETE', `/Users/${id}`);
    expect(await kept(id)).toMatchObject({ aliases: [] });
  }],
  ['7643 §2.3', 'more than ten, or what is no address, is invalidValue', async () => {
    expect(await withEmails(...Array.from({ length: 11 }, () => ({ value: anAddress() })))).toMatchObject(refused(400, 'invalidValue'));
    expect(await withEmails({ value: anAddress() }, { value: 'ingen adress' })).toMatchObject(refused(400, 'invalidValue'));
  }],
  ['7644 §3.10', 'an address may be named with its schema', async () => {
    const two = anAddress();
    const { userName } = (await withEmails({ value: anAddress(), primary: true }, { value: two, type: 'other' })).body;
    expect(await kop.found(`${core}:emails.value eq "${two}"`)).toEqual([userName]);
  }],
];

describe('the addresses of people over SCIM', () => {
  it.each(cases)('RFC %s: %s', async (_, __, shows) => shows());
});
