import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  AddFunction, AdministrationLog, ChangePerson, DeprovisionFunction, FunctionChanged, GiveFunction, PersonDetails, PossibleParticipants, ProvisionFunction, RemoveFunction, RenameFunction, Structure, TakeFunction,
  type FunctionPart, type Operation, type ProvisionedFunctionView,
} from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const refused = (name: string, extra = {}) => expect.objectContaining({ name, ...extra });
const atField = (name: string, pointer: string) => refused(name, { body: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }) });
const person = (username: string): string => stableId('person', username);
const unit = (code: string): string => stableId('unit', code);
const [field, fieldChief] = ['falt.kop', 'ifochef.kop'];
const by = (username = 'admin.kop') => county.as(username);
let made = 0;
const fresh = (name: string): string => `${name} ${(made += 1)}`;
const added = (name = fresh('Socialsekreterare förebygg')): Promise<FunctionPart> => county.hub.ask(AddFunction, by(), { ownUnitId: unit('KOP-SAN-IFO'), name });
const now = async (id: string): Promise<FunctionPart> => (await county.hub.ask(Structure, by(), {})).items.flatMap(({ units }) => units).flatMap(({ functions }) => functions).find((one) => one.id === id)!;
const give = async (ownFunctionId: string, username: string, as = 'admin.kop') => county.hub.ask(GiveFunction, by(as), { ownFunctionId, personId: person(username) }, { ifMatch: (await now(ownFunctionId)).version });
const take = async (ownFunctionId: string, username: string) => county.hub.ask(TakeFunction, by(), { ownFunctionId, personId: person(username) }, { ifMatch: (await now(ownFunctionId)).version });
const lastTold = async () => (await county.told()).findLast(({ type }) => type === FunctionChanged.type)!;

/** What the directory system of Köping asks. */
async function scim(op: Operation, input: object, ifMatch?: string): Promise<ProvisionedFunctionView> {
  const token = await county.hub.issuer.machineToken({ organisationAlias: 'kop', organisationId: 'of-the-identity-provider' });
  const answer = await county.hub.answer(op as typeof ProvisionFunction, by(), input as never, { token, ...(ifMatch ? { ifMatch } : {}) });
  if ('problem' in answer) throw new Error(answer.problem.type);
  return answer.body;
}

describe('a function that an administrator keeps', () => {
  it('is added, renamed, given, taken and removed, told each time, and in the log', async () => {
    const { id, name } = await added();
    expect(await lastTold()).toMatchObject({ subject: id, aggregateversion: 1, actorkind: 'person', data: { name, status: 'active', unitId: unit('KOP-SAN-IFO'), authorityId: stableId('authority', 'KOP-SAN'), holders: [] } });
    await county.hub.ask(RenameFunction, by(), { ownFunctionId: id, name: `${name}ande` }, { ifMatch: '1' });
    expect(await give(id, field)).toMatchObject({ version: '3', holders: [{ id: person(field) }], cannot: [{ act: 'structure.end', because: 'function-held' }] });
    expect(await lastTold()).toMatchObject({ aggregateversion: 3, data: { name: `${name}ande`, holders: [{ personId: person(field), validTo: null }] } });
    expect((await county.hub.ask(PersonDetails, by(), { staffId: person(field) })).functions).toContainEqual(expect.objectContaining({ id, kept: false }));
    await expect(county.hub.ask(RemoveFunction, by(), { ownFunctionId: id }, { ifMatch: '3' })).rejects.toEqual(refused('function-held'));

    expect(await take(id, field)).toMatchObject({ version: '4', holders: [] });
    expect(await lastTold()).toMatchObject({ data: { holders: [{ personId: person(field), validTo: expect.any(String) }] } });
    await county.hub.ask(RemoveFunction, by(), { ownFunctionId: id }, { ifMatch: '4' });
    expect(await lastTold()).toMatchObject({ subject: id, data: { status: 'removed' } });
    expect((await county.hub.ask(PossibleParticipants, by(), { search: name })).items).toEqual([]);
    expect((await county.hub.ask(AdministrationLog, by(), { limit: 5 })).items.map((act) => [act.action, act.part?.id, act.person?.id, act.before, act.after])).toEqual([
      ['function.remove', id, undefined, 'in-use', 'place-ended'], ['function.end', id, person(field), 'held', 'not-held'], ['function.hold', id, person(field), 'not-held', 'held'], ['function.rename', id, undefined, null, 'changed'], ['function.add', id, undefined, null, 'in-use'],
    ]);
  });

  it('is held by people of its own authority alone, once each, and given to nobody by oneself', async () => {
    const { id } = await added();

    for (const who of ['rektor.kop', 'kpol.vm', 'nobody']) await expect(give(id, who)).rejects.toEqual(atField(who === 'rektor.kop' ? 'works-at-another-authority' : 'unknown-member', '/personId'));
    await give(id, field);
    await expect(give(id, field)).rejects.toEqual(atField('holds-already', '/personId'));
    await expect(take(id, fieldChief)).rejects.toEqual(refused('wrong-state'));
    const own = await county.hub.ask(AddFunction, by(), { ownUnitId: unit('KOP-KS-KANSLI'), name: fresh('Egen') });
    await expect(give(own.id, 'admin.kop')).rejects.toEqual(refused('not-allowed'));
  });

  it('has a name of its own, without an identity number, and is changed by the newest version', async () => {
    const { id, name } = await added();

    await expect(added(name.toUpperCase())).rejects.toEqual(atField('function-name-taken', '/name'));
    await expect(added('Vakt 19811218-9876')).rejects.toEqual(refused('personal-identity-number'));
    await expect(county.hub.ask(RenameFunction, by(), { ownFunctionId: id, name: 'Annat' }, { ifMatch: '7' })).rejects.toEqual(refused('stale'));
    const idempotencyKey = randomUUID();
    const once = () => county.hub.ask(GiveFunction, by(), { ownFunctionId: id, personId: person(field) }, { ifMatch: '1', idempotencyKey });
    expect(await once()).toEqual(await once());
  });

  it('does not exist for colleagues and other organisations', async () => {
    const { id } = await added();
    const asked = (username: string, ownFunctionId: string) => Promise.all([
      county.hub.answer(RenameFunction, by(username), { ownFunctionId, name: 'Annat' }, { ifMatch: '1' }), county.hub.answer(RemoveFunction, by(username), { ownFunctionId }, { ifMatch: '1' }),
      ...[GiveFunction, TakeFunction].map((op) => county.hub.answer(op, by(username), { ownFunctionId, personId: person(field) }, { ifMatch: '1' })),
    ]);

    for (const username of ['admin.arb', 'rektor.kop', 'admin.hub']) {
      const hidden = await asked(username, id);
      expect(hidden).toEqual(await asked(username, '018f0000-0000-7000-8000-000000000000'));
      expect(hidden.map((answer) => 'problem' in answer && answer.problem.status)).toEqual([404, 404, 404, 404]);
    }
  });

  it('lets go of whoever moves to another authority, as every function does', async () => {
    const { id } = await added();
    await give(id, fieldChief);
    const { version, name, title, email } = await county.hub.ask(PersonDetails, by(), { staffId: person(fieldChief) });
    await county.hub.ask(ChangePerson, by(), { staffId: person(fieldChief), name, title, email, unitId: unit('KOP-KS-KANSLI') }, { ifMatch: version });

    await eventually(async () => expect((await now(id)).holders).toEqual([]));
  });
});

describe('a function that the directory system keeps', () => {
  it('is shown, and changed by nobody here', async () => {
    const { id } = await scim(ProvisionFunction, { externalId: randomUUID(), name: fresh('Jouren'), facts: { department: 'KOP-SAN-IFO' }, members: [person(field)] });
    await eventually(async () => expect((await now(id)).holders).toHaveLength(1));
    const { version, ...shown } = await now(id);

    expect(shown).toMatchObject({ kept: true, may: [], cannot: expect.arrayContaining([{ act: 'function.give', because: 'kept-by-directory-system' }]) });
    const at = { ifMatch: version };
    for (const ask of [
      () => county.hub.ask(RenameFunction, by(), { ownFunctionId: id, name: 'Annat' }, at), () => county.hub.ask(RemoveFunction, by(), { ownFunctionId: id }, at),
      () => county.hub.ask(GiveFunction, by(), { ownFunctionId: id, personId: person('ifo1.kop') }, at), () => county.hub.ask(TakeFunction, by(), { ownFunctionId: id, personId: person(field) }, at),
    ]) await expect(ask()).rejects.toEqual(refused('kept-by-directory-system'));
  });

  it('may be one that an administrator has added: it keeps its holders, and is the directory system\'s from then on', async () => {
    const { id, name } = await added();
    await give(id, field);

    expect(await scim(ProvisionFunction, { externalId: randomUUID(), name, facts: {} })).toMatchObject({ id, members: [person(field)] });
    await eventually(async () => expect(await now(id)).toMatchObject({ kept: true, holders: [{ id: person(field) }] }));
  });

  it('is never one that an administrator has removed', async () => {
    const { id, name } = await added();
    await county.hub.ask(RemoveFunction, by(), { ownFunctionId: id }, { ifMatch: '1' });

    expect((await scim(ProvisionFunction, { externalId: randomUUID(), name, facts: { department: 'KOP-SAN-IFO' } })).id).not.toBe(id);
  });

  it('does not come back into a unit that has ended meanwhile, but into another of its authority', async () => {
    const { id: unitId } = (await county.see<{ id: string }>("insert into units (id, version, at, authority_id, name) select gen_random_uuid(), 1, 0, id, 'Tillfällig' from authorities where code = 'KOP-SAN' returning id"))[0]!;
    const told = { externalId: randomUUID(), name: fresh('Tillfällig jour') };
    const { id, version } = await scim(ProvisionFunction, { ...told, facts: { department: 'Tillfällig' } });
    await scim(DeprovisionFunction, { functionId: id }, version);
    await county.see('update units set ended_at = now() where id = $1', [unitId]);

    await expect(scim(ProvisionFunction, { ...told, facts: {} })).rejects.toThrow(/function-stays/);
    expect((await scim(ProvisionFunction, { ...told, facts: { department: 'KOP-SAN-FALT' } })).id).toBe(id);
  });
});
