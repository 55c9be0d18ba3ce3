import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AdministrationLog, ChangePerson, EndEmployment, ImportPeopleFile, Me, PersonChanged, PersonDetails, PreviewPeopleFile, type RawInput, type StaffView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const refused = (name: string) => expect.objectContaining({ name });
const admin = () => county.as('admin.kop');
const unitId = stableId('unit', 'KOP-KS-KANSLI');
const anAddress = (): string => `a-${randomUUID().slice(0, 8)}@kommun.koping.example`;

/** Somebody of Köping, or of another organisation, whom no other test touches. */
async function somebody(columns: Record<string, unknown> = {}, organisation = 'KOP'): Promise<{ id: string; homeId: string; email: string }> {
  const [homeId, email] = [`adr-${randomUUID()}`, anAddress()];
  const place = organisation === 'KOP' ? { unit_id: unitId, authority_id: stableId('authority', 'KOP-KS') } : { unit_id: stableId('unit', 'ARB-KS-KANSLI'), authority_id: stableId('authority', 'ARB-KS') };
  const given = { id: randomUUID(), version: 1, at: 0, home_id: homeId, name: 'Ny Person', title: 'Chef', email, locale: 'sv', roles: '{}', status: 'active', valid_from: '2020-01-01', ...place, organisation_id: stableId('organisation', organisation), ...columns };
  const values = Object.values(given);
  await county.see(`insert into people (${Object.keys(given).join(', ')}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`, values);
  return { id: given.id, homeId, email };
}
const versionOf = async (id: string): Promise<string> => String((await county.see<{ version: number }>('select version from people where id = $1', [id]))[0]!.version);
const change = async ({ id, email }: { id: string; email: string }, input: Partial<RawInput<typeof ChangePerson>>): Promise<StaffView> =>
  county.hub.ask(ChangePerson, admin(), { staffId: id, name: 'Ny Person', title: 'Chef', email, unitId, ...input }, { ifMatch: await versionOf(id) });
const told = async (id: string) => (await county.told()).filter(({ subject }) => subject === id).at(-1);

describe('the other addresses of somebody', () => {
  it('are kept, told, and shown to the administrators and to oneself, each once and never the first', async () => {
    const person = await somebody();
    const [one, two] = [anAddress(), anAddress()];

    expect(await change(person, { aliases: [one, one.toUpperCase(), person.email, two] })).toMatchObject({ email: person.email, aliases: [one, two] });

    expect((await county.hub.ask(PersonDetails, admin(), { staffId: person.id })).aliases).toEqual([one, two]);
    expect((await county.hub.ask(Me, { ...admin(), homeId: person.homeId }, {})).addresses).toEqual({ primary: person.email, others: [one, two] });
    expect(await told(person.id)).toMatchObject({ type: PersonChanged.type, data: { email: person.email, aliases: [one, two] } });
    expect(JSON.stringify((await county.hub.ask(AdministrationLog, admin(), { limit: 5 })).items)).not.toContain(one);
  });

  it('stay where nothing is said of them, but for one that mail goes to from then on, and go where none is said', async () => {
    const person = await somebody();
    const [one, two] = [anAddress(), anAddress()];
    await change(person, { aliases: [one, two] });

    expect(await change(person, { title: 'Samordnare' })).toMatchObject({ aliases: [one, two] });
    expect(await change(person, { email: one })).toMatchObject({ email: one, aliases: [two] });
    expect(await change(person, { aliases: [] })).toMatchObject({ aliases: [] });
  });

  it('are refused where a colleague or a function has one, and what was there stays', async () => {
    const [person, colleague] = [await somebody(), await somebody()];
    const theirs = anAddress();
    await change(colleague, { aliases: [theirs] });
    const [{ email: desk }] = await county.see<{ email: string }>("select email from functions where organisation_id = $1 and email <> '' limit 1", [stableId('organisation', 'KOP')]) as [{ email: string }];

    for (const taken of [theirs, colleague.email.toUpperCase(), desk]) {
      const answer = await county.hub.answer(ChangePerson, admin(), { staffId: person.id, name: 'Ny Person', title: 'Chef', email: person.email, unitId, aliases: [anAddress(), taken] }, { ifMatch: '1' });
      expect(answer).toMatchObject({ problem: { status: 409, type: expect.stringMatching(/address-taken$/), errors: [{ pointer: '/aliases' }] } });
    }
    expect(await versionOf(person.id)).toBe('1');
  });

  it('of another organisation\'s people, and of one who has left, are as free as any', async () => {
    const [elsewhere, left] = [await somebody({ aliases: [anAddress()] }, 'ARB'), await somebody({ status: 'ended', valid_to: '2026-01-01' })];

    expect(await change(await somebody(), { aliases: [elsewhere.email, left.email] })).toMatchObject({ aliases: [elsewhere.email, left.email] });
  });

  it.each([['what is no address', ['ny']], ['more than ten', Array.from({ length: 11 }, () => anAddress())]])('are refused where there is %s', async (_, aliases) => {
    await expect(change(await somebody(), { aliases })).rejects.toEqual(refused('malformed'));
  });

  it('are gone with the employment', async () => {
    const person = await somebody();
    await change(person, { aliases: [anAddress()] });

    expect(await county.hub.ask(EndEmployment, admin(), { staffId: person.id }, { ifMatch: await versionOf(person.id) })).toMatchObject({ state: 'ended', aliases: [] });
    expect(await told(person.id)).toMatchObject({ data: { status: 'ended', aliases: [] } });
  });

  it('are read from a file, which says who has them already', async () => {
    const [homeId, one, two] = [`fil-${randomUUID().slice(0, 8)}`, anAddress(), anAddress()];
    const fileOf = (row: string): string => Buffer.from(`id;namn;titel;e-post;enhet;andra adresser\n${row}\n`).toString('base64');
    const imported = async (file: string) => county.hub.ask(ImportPeopleFile, admin(), { file, preview: (await county.hub.ask(PreviewPeopleFile, admin(), { file })).preview }, { idempotencyKey: randomUUID() });
    const kept = async () => (await county.see('select aliases from people where home_id = $1', [homeId]))[0];

    expect(await imported(fileOf(`${homeId};Åsa Ny;Chef;${homeId}@koping.example;KOP-KS-KANSLI;"${one}; ${two}"`))).toEqual({ added: 1, changed: 0, ended: 0 });
    expect(await kept()).toEqual({ aliases: [one, two] });
    expect(await imported(fileOf(`${homeId};Åsa Ny;Chef;${homeId}@koping.example;KOP-KS-KANSLI;${two}`))).toEqual({ added: 0, changed: 1, ended: 0 });
    expect(await kept()).toEqual({ aliases: [two] });
    const file = fileOf(`${homeId}-2;Bo Ny;Chef;bo@koping.example;KOP-KS-KANSLI;${two}`);
    expect((await county.hub.ask(PreviewPeopleFile, admin(), { file })).items).toMatchObject([{ faults: [{ column: 'aliases', fault: 'address-taken' }] }]);
  });

  it('that the organisation\'s directory told before they were kept are taken from there, and told', async () => {
    const one = anAddress();
    const email = anAddress();
    const person = await somebody({ email, provisioned_at: '2026-01-01', facts: JSON.stringify({ emails: [{ value: email, primary: true }, { value: one, type: 'other' }, { value: 'hem@privat.example', type: 'home' }] }) });
    await county.see("insert into due (kind, subject_id, at) values ('other-addresses-read', $1, now())", [person.id]);

    await eventually(async () => expect(await told(person.id)).toMatchObject({ aggregateversion: 2, data: { aliases: [one] } }));
  });

  it('that a colleague or a function has are nobody else\'s, also where the directory told them before they were kept', async () => {
    const [shared, first] = [anAddress(), anAddress()];
    const [{ email: desk }] = await county.see<{ email: string }>("select email from functions where organisation_id = $1 and email <> '' limit 1", [stableId('organisation', 'KOP')]) as [{ email: string }];
    const toldOf = (own: string, email = anAddress()) => somebody({ email, facts: JSON.stringify({ emails: [{ value: email, primary: true }, ...[shared.toUpperCase(), desk, first, own].map((value) => ({ value, type: 'other' }))] }) });
    await somebody({ aliases: [first] }, 'ARB');
    const [evas, bos] = [anAddress(), anAddress()];
    const [eva, bo] = [await toldOf(evas), await toldOf(bos)];
    await county.see("insert into due (kind, subject_id, at) select 'other-addresses-read', unnest($1::text[]), now()", [[eva.id, bo.id]]);

    const both = () => Promise.all([eva, bo].map(({ id }) => told(id)));
    await eventually(async () => expect(await both()).toMatchObject([{ aggregateversion: 2 }, { aggregateversion: 2 }]));
    const aliases = (await both()).map((event) => (event!.data as { aliases: string[] }).aliases);
    expect(aliases).toEqual([expect.arrayContaining([evas]), expect.arrayContaining([bos])]);
    expect(aliases.flat().toSorted()).toEqual([shared.toUpperCase(), first, evas, bos].toSorted());
  });
});
