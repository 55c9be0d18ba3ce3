import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddAuthority, AddFunction, AddUnit, AdministrationLog, AuthorityChanged, ChangePerson, ChangeUnit, EndAuthority, EndUnit, FunctionChanged, GiveFunction, HubOrganisations, ImportPeopleFile, Me, PreviewPeopleFile, ProvisionPerson, RenameAuthority, Structure, UnitChanged, Units,
  type AuthorityPart, type RawInput, type UnitPart,
} from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland, demo } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const refused = (name: string, extra = {}) => expect.objectContaining({ name, ...extra });
const atField = (name: string, pointer: string) => refused(name, { body: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }) });
const nowhere = '018f0000-0000-7000-8000-000000000000';
const by = (username = 'admin.kop') => county.as(username);
let made = 0;
const fresh = (name: string): string => `${name} ${(made += 1)}`;
const structure = async (username?: string): Promise<AuthorityPart[]> => (await county.hub.ask(Structure, by(username), {})).items;
const authority = (name = fresh('Nämnden')): Promise<AuthorityPart> => county.hub.ask(AddAuthority, by(), { name });
const unitOf = (ownAuthorityId: string, input: Partial<RawInput<typeof AddUnit>> = {}): Promise<UnitPart> => county.hub.ask(AddUnit, by(), { ownAuthorityId, name: fresh('Enheten'), ...input });
const aUnit = async (input: Partial<RawInput<typeof AddUnit>> = {}): Promise<UnitPart> => unitOf((await authority()).id, input);
const now = async (unitId: string): Promise<UnitPart> => (await structure()).flatMap(({ units }) => units).find(({ id }) => id === unitId)!;
const endUnit = async (ownUnitId: string) => county.hub.ask(EndUnit, by(), { ownUnitId }, { ifMatch: (await now(ownUnitId)).version });
const lastTold = async () => (await county.told()).at(-1)!;
const rowOf = async (homeId: string) => (await county.see<Record<string, unknown>>('select * from people where home_id = $1', [homeId]))[0]!;

/** What the directory system of Köping says of somebody. */
async function provision(department: string, externalId = `scim-${randomUUID()}`, active = true) {
  const token = await county.hub.issuer.machineToken({ organisationAlias: 'kop', organisationId: 'of-the-identity-provider' });
  await county.hub.answer(ProvisionPerson, by(), { externalId, userName: externalId, active, facts: { displayName: 'Sam Scim', department, emails: [{ value: `${externalId}@koping.example` }] } }, { token });
  return rowOf(externalId);
}
/** What an administrator reads from a file. */
async function fromFile(unit: string): Promise<Record<string, unknown>> {
  const homeId = `fil-${randomUUID()}`;
  const file = Buffer.from(`id;namn;titel;e-post;enhet\n${homeId};Fia Fil;Chef;${homeId}@koping.example;${unit}\n`).toString('base64');
  const { preview } = await county.hub.ask(PreviewPeopleFile, by(), { file });
  await county.hub.ask(ImportPeopleFile, by(), { file, preview, leaving: [] });
  return rowOf(homeId);
}

describe('the authorities and units of an organisation', () => {
  it('are read by its administrators, with functions and how many work there, and by nobody else', async () => {
    const [board] = (await structure()).filter(({ name }) => name === 'Kommunstyrelsen');

    expect(board!.units.find(({ code }) => code === 'KOP-KS-KANSLI')).toMatchObject({ name: 'Kansliet', people: expect.any(Number), functions: [{ name: 'Behörighetsansvarig i Köping' }, { name: 'Registratorn i Köping', kept: false, holders: [{ id: stableId('person', 'registrator.kop') }] }] });
    expect((await structure('admin.arb')).map(({ id }) => id)).not.toContain(board!.id);
    await expect(structure('rektor.kop')).rejects.toEqual(refused('not-allowed'));
    await expect(structure('admin.hub')).rejects.toEqual(refused('not-allowed'));
  });

  it('are added, renamed and ended, told, and in the log', async () => {
    const board = await authority();
    expect(await lastTold()).toMatchObject({ type: AuthorityChanged.type, subject: board.id, aggregateversion: 1, actorkind: 'person', data: { name: board.name, status: 'active' } });
    const unit = await unitOf(board.id, { code: 'X-1' });
    expect(await lastTold()).toMatchObject({ type: UnitChanged.type, subject: unit.id, data: { authorityId: board.id, name: unit.name, status: 'active' } });
    expect(await county.hub.ask(RenameAuthority, by(), { ownAuthorityId: board.id, name: `${board.name} i Köping` }, { ifMatch: '1' })).toMatchObject({ version: '2', units: [{ id: unit.id, code: 'X-1' }] });
    expect(await county.hub.ask(ChangeUnit, by(), { ownUnitId: unit.id, name: unit.name, code: 'X-2' }, { ifMatch: '1' })).toMatchObject({ version: '2', code: 'X-2' });

    await expect(county.hub.ask(EndAuthority, by(), { ownAuthorityId: board.id }, { ifMatch: '2' })).rejects.toEqual(refused('authority-has-units'));
    await endUnit(unit.id);
    expect(await lastTold()).toMatchObject({ type: UnitChanged.type, aggregateversion: 3, data: { status: 'ended' } });
    await expect(county.hub.ask(EndAuthority, county.as('admin.kop', 2), { ownAuthorityId: board.id }, { ifMatch: '2' })).rejects.toEqual(refused('higher-level-needed'));
    await county.hub.ask(EndAuthority, by(), { ownAuthorityId: board.id }, { ifMatch: '2' });
    expect(await lastTold()).toMatchObject({ type: AuthorityChanged.type, aggregateversion: 3, data: { name: `${board.name} i Köping`, status: 'ended' } });
    expect((await structure()).map(({ id }) => id)).not.toContain(board.id);
    expect((await county.hub.ask(AdministrationLog, by(), { limit: 6 })).items.map(({ action, part, before, after }) => [action, part?.id, before, after])).toEqual([
      ['authority.end', board.id, 'in-use', 'place-ended'], ['unit.end', unit.id, 'in-use', 'place-ended'], ['unit.change', unit.id, null, 'changed'], ['authority.rename', board.id, null, 'changed'], ['unit.add', unit.id, null, 'in-use'], ['authority.add', board.id, null, 'in-use'],
    ]);
  });

  it('are added once for one Idempotency-Key, and changed by the newest version', async () => {
    const [name, idempotencyKey] = [fresh('Nämnden'), randomUUID()];
    const add = () => county.hub.ask(AddAuthority, by(), { name }, { idempotencyKey });
    const [first, second] = [await add(), await add()];

    expect(second).toEqual(first);
    for (const ask of [() => county.hub.ask(RenameAuthority, by(), { ownAuthorityId: first.id, name }, { ifMatch: '9' }), () => county.hub.ask(EndAuthority, by(), { ownAuthorityId: first.id }, { ifMatch: '9' })]) await expect(ask()).rejects.toEqual(refused('stale'));
  });

  it('are told apart by names and codes within the organisation; another\'s are nobody\'s business', async () => {
    const [board, unit] = [await authority(), await aUnit({ code: 'Y-1' })];

    await expect(authority(board.name.toUpperCase())).rejects.toEqual(atField('authority-name-taken', '/name'));
    await expect(unitOf(board.id, { name: unit.name.toUpperCase() })).rejects.toEqual(atField('unit-name-taken', '/name'));
    await expect(unitOf(board.id, { code: 'Y-1' })).rejects.toEqual(atField('unit-code-taken', '/code'));
    await expect(unitOf(board.id, { name: 'Enheten 19811218-9876' })).rejects.toEqual(refused('personal-identity-number'));
    await expect(unitOf(board.id, { code: '811218-9876' })).rejects.toEqual(refused('personal-identity-number'));
    expect(await unitOf(board.id, { code: 'ARB-KS-KANSLI' })).toMatchObject({ code: 'ARB-KS-KANSLI' });
    await endUnit(unit.id);
    expect(await unitOf(board.id, { code: 'Y-1', name: unit.name })).toMatchObject({ code: 'Y-1' });
  });

  it('are not for colleagues, and do not exist for another organisation\'s administrators', async () => {
    const unit = await aUnit();
    const board = (await structure()).find(({ units }) => units.some(({ id }) => id === unit.id))!;
    const asked = (username: string, [ownAuthorityId, ownUnitId]: [string, string]) => Promise.all([
      county.hub.answer(RenameAuthority, by(username), { ownAuthorityId, name: 'Annat' }, { ifMatch: '1' }), county.hub.answer(EndAuthority, by(username), { ownAuthorityId }, { ifMatch: '1' }), county.hub.answer(AddUnit, by(username), { ownAuthorityId, name: 'Annat' }),
      county.hub.answer(ChangeUnit, by(username), { ownUnitId, name: 'Annat' }, { ifMatch: '1' }), county.hub.answer(EndUnit, by(username), { ownUnitId }, { ifMatch: '1' }), county.hub.answer(AddFunction, by(username), { ownUnitId, name: 'Annat' }),
    ]);

    for (const username of ['admin.arb', 'rektor.kop', 'admin.hub']) {
      const hidden = await asked(username, [board.id, unit.id]);
      expect(hidden).toEqual(await asked(username, [nowhere, nowhere]));
      expect(hidden.map((answer) => 'problem' in answer && answer.problem.status)).toEqual([404, 404, 404, 404, 404, 404]);
    }
    await expect(county.hub.ask(AddAuthority, by('rektor.kop'), { name: 'Annat' })).rejects.toEqual(refused('not-allowed'));
  });
});

describe('a unit that was added', () => {
  it('is where the directory system, a file and an administrator say that somebody works', async () => {
    const unit = await aUnit({ code: `Z-${randomUUID().slice(0, 4)}` });

    expect(await provision(unit.code!)).toMatchObject({ unit_id: unit.id, status: 'active' });
    expect(await provision(unit.name)).toMatchObject({ unit_id: unit.id });
    expect(await fromFile(unit.code!)).toMatchObject({ unit_id: unit.id, status: 'active' });
    expect((await county.hub.ask(Units, by(), {})).items.map(({ id }) => id)).toContain(unit.id);
    const { version } = await rowOf('teknik.kop');
    await county.hub.ask(ChangePerson, by(), { staffId: stableId('person', 'teknik.kop'), name: 'Ture Teknik', title: 'Driftledare', email: 'ture@koping.example', unitId: unit.id }, { ifMatch: String(version) });
    expect((await county.hub.ask(Me, by('teknik.kop'), {})).person.id).toBe(stableId('person', 'teknik.kop'));
    expect(await now(unit.id)).toMatchObject({ people: 4, cannot: [{ act: 'structure.end', because: 'unit-has-people' }] });
    await expect(endUnit(unit.id)).rejects.toEqual(refused('unit-has-people'));
  });

  it('ends with its functions that nobody holds, and not while somebody holds one', async () => {
    const board = await authority();
    const [unit, other] = [await unitOf(board.id), await unitOf(board.id)];
    const [free, held] = [await county.hub.ask(AddFunction, by(), { ownUnitId: unit.id, name: fresh('Fri') }), await county.hub.ask(AddFunction, by(), { ownUnitId: other.id, name: fresh('Hållen') })];
    const person = await provision(unit.name);
    await county.hub.ask(GiveFunction, by(), { ownFunctionId: held.id, personId: person['id'] as string }, { ifMatch: '1' });

    expect(await now(other.id)).toMatchObject({ cannot: [{ act: 'structure.end', because: 'unit-has-functions' }] });
    await expect(endUnit(other.id)).rejects.toEqual(refused('unit-has-functions'));
    await provision(unit.name, person['home_id'] as string, false);
    await county.see("update people set status = 'ended' where id = $1", [person['id']]);
    await endUnit(unit.id);
    expect((await county.told()).findLast(({ type }) => type === FunctionChanged.type)).toMatchObject({ subject: free.id, data: { status: 'removed' } });
  });

  it('lets nobody in once it has ended, whoever says so, and is offered nowhere', async () => {
    const unit = await aUnit({ code: `Å-${randomUUID().slice(0, 4)}` });
    const left = await provision(unit.name, undefined, false);
    await endUnit(unit.id);

    expect(await provision(unit.code!)).toMatchObject({ unit_id: null, status: 'invited' });
    await county.see('update people set removed_at = now() where id = $1', [left['id']]);
    expect(await provision('Okänd', left['home_id'] as string)).toMatchObject({ unit_id: null, status: 'invited' });
    await expect(fromFile(unit.code!)).resolves.toBeUndefined();
    await expect(county.hub.ask(ChangePerson, by(), { staffId: stableId('person', 'teknik.kop'), name: 'Ture', title: 'Chef', email: 't@koping.example', unitId: unit.id }, { ifMatch: String((await rowOf('teknik.kop'))['version']) })).rejects.toEqual(refused('unknown-unit'));
    await expect(county.see('update people set unit_id = $1 where home_id = $2', [unit.id, 'teknik.kop'])).rejects.toThrow(/nobody works in a unit that has ended/);
    for (const shown of [await county.hub.ask(Units, by(), {}), await county.hub.ask(HubOrganisations, county.as('admin.hub'), {})]) expect(JSON.stringify(shown)).not.toContain(unit.id);
  });

  it('takes nobody whom the operator\'s file puts into another organisation\'s unit of the same code, and is no place for new people once it has another code or has ended', async () => {
    await aUnit({ code: 'ARB-KS-KANSLI-2' });
    const folder = await mkdtemp(join(tmpdir(), 'directory-structure-'));
    await cp(demo, folder, { recursive: true });
    const edit = async (file: string, change: (text: string) => string): Promise<void> => writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')));
    const withSomebody = (username: string, unit: string) => edit('people.yaml', (text) => `${text}  - { username: ${username}, name: Ny Ny, title: Chef, email: ${username}@arboga.example, unit: ${unit}, acr: loa2 }\n`);
    await edit('organisations.yaml', (text) => text.replace('- code: ARB-KS-KANSLI\n', '- code: ARB-KS-KANSLI-2\n            name: Kansliet, två\n          - code: ARB-KS-KANSLI\n'));
    await withSomebody('ny.ett', 'ARB-KS-KANSLI-2');

    await county.operator.import(folder);
    const row = await rowOf('ny.ett');
    expect(row).toMatchObject({ unit_id: stableId('unit', 'ARB-KS-KANSLI-2'), organisation_id: stableId('organisation', 'ARB') });
    await county.see("update people set status = 'ended' where home_id = 'ny.ett'");
    const ownUnitId = row['unit_id'] as string;
    await county.hub.ask(ChangeUnit, by('admin.arb'), { ownUnitId, name: 'Kansliet, två', code: 'ANNAN' }, { ifMatch: '1' });
    await county.operator.import(folder);
    await withSomebody('ny.tva', 'ARB-KS-KANSLI-2');
    await expect(county.operator.import(folder)).rejects.toThrow(/unit ARB-KS-KANSLI-2 has another code now/);
    await county.hub.ask(ChangeUnit, by('admin.arb'), { ownUnitId, name: 'Kansliet, två', code: 'ARB-KS-KANSLI-2' }, { ifMatch: '2' });
    await county.hub.ask(EndUnit, by('admin.arb'), { ownUnitId }, { ifMatch: '3' });
    await expect(county.operator.import(folder)).rejects.toThrow(/unit ARB-KS-KANSLI-2 has ended/);
    await rm(folder, { recursive: true });
  });
});
