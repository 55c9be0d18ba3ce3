import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AdministrationLog, ChangeRoles, ConfirmAdministrator, DeclineAdministrator, HubOrganisations, Me, People, PersonChanged, PersonDetails, ProposalChanged } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const person = (username: string): string => stableId('person', username);
const unit = (code: string): string => stableId('unit', code);
const refused = (name: string) => expect.objectContaining({ name });
const admin = () => county.as('admin.kop');

/** Somebody of Köping whom no other test touches. */
async function somebody(columns: Record<string, unknown> = {}): Promise<{ id: string; homeId: string }> {
  const homeId = `ny-${randomUUID()}`;
  const given = { id: randomUUID(), version: 1, at: 0, home_id: homeId, name: 'Ny Person', title: 'Handläggare', email: 'ny@koping.example', locale: 'sv', roles: '{}', status: 'active', valid_from: '2020-01-01', unit_id: unit('KOP-KS-KANSLI'), authority_id: stableId('authority', 'KOP-KS'), organisation_id: stableId('organisation', 'KOP'), ...columns };
  const values = Object.values(given);
  await county.see(`insert into people (${Object.keys(given).join(', ')}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`, values);
  return { id: given.id, homeId };
}
const roles = async (id: string, given: ('administrator' | 'coordinator')[], by = 'admin.kop') => county.hub.ask(ChangeRoles, county.as(by), { staffId: id, roles: given }, { ifMatch: await versionOf(id) });
const versionOf = async (id: string): Promise<string> => String((await county.see<{ version: number }>('select version from people where id = $1', [id]))[0]?.version ?? 1);
const bearerOf = (homeId: string) => ({ ...admin(), homeId });

describe('an administrator', () => {
  const decline = async (id: string, by = 'admin.kop') => county.hub.ask(DeclineAdministrator, county.as(by), { staffId: id }, { ifMatch: await versionOf(id) });
  const second = () => somebody({ roles: '{administrator}' });
  const asSecond = async (homeId: string, id: string, given: ('administrator' | 'coordinator')[]) => county.hub.ask(ChangeRoles, bearerOf(homeId), { staffId: id, roles: given }, { ifMatch: await versionOf(id) });
  const proposedOnes = async () => (await county.hub.ask(People, admin(), { proposed: 'true' })).items.map((one) => one.id);
  const hubs = async () => (await county.hub.ask(HubOrganisations, county.as('admin.hub'), {})).items.find(({ code }) => code === 'KOP')!;
  const confirmedByHub = async (personId: string, by = 'admin.hub') => {
    const { id, version } = await hubs();
    return county.hub.ask(ConfirmAdministrator, county.as(by), { organisationId: id, personId }, { ifMatch: version });
  };
  const toldOf = async (id: string) => (await county.told()).filter(({ type, data }) => type === ProposalChanged.type && data['id'] === id).map(({ data }) => data);
  const others = (status: string) => county.see("update people set status = $2 where organisation_id = $1 and 'administrator' = any(roles) and home_id <> 'admin.kop'", [stableId('organisation', 'KOP'), status]);

  afterEach(() => county.see("update people set roles = array_remove(roles, 'administrator'), administrator_proposed_by = null, administrator_proposed_at = null where home_id like 'ny-%'"));

  it('is made by two: one proposes, and another\'s word gives the role', async () => {
    const [{ id, homeId }, other] = [await somebody(), await second()];
    const proposed = await roles(id, ['administrator', 'coordinator']);

    expect(proposed).toMatchObject({ roles: ['coordinator'], proposed: { by: { id: person('admin.kop') }, asksHub: false } });
    expect((await county.hub.ask(Me, bearerOf(homeId), {})).administers).toBe(false);
    expect(await roles(id, ['administrator', 'coordinator'])).toMatchObject({ roles: ['coordinator'], proposed: { by: { id: person('admin.kop') } } });
    expect(await proposedOnes()).toContain(id);
    expect(await asSecond(other.homeId, id, ['administrator', 'coordinator'])).toMatchObject({ roles: ['administrator', 'coordinator'], proposed: null });
    expect((await county.hub.ask(Me, bearerOf(homeId), {})).administers).toBe(true);
    const log = (await county.hub.ask(AdministrationLog, admin(), { limit: 3 })).items.filter((act) => act.person?.id === id).map(({ by, before, after }) => [by?.id, before, after]);
    expect(log).toEqual([[other.id, 'administrator-proposed', 'both-roles'], [person('admin.kop'), 'coordinator', 'administrator-proposed'], [person('admin.kop'), 'no-role', 'administrator-proposed']]);
  });

  it('is not made where the other declines, where the proposal is taken back, has expired, or whoever proposed administers no more', async () => {
    const other = await second();
    const { id } = await somebody();
    await roles(id, ['administrator']);
    expect(await county.hub.ask(DeclineAdministrator, bearerOf(other.homeId), { staffId: id }, { ifMatch: await versionOf(id) })).toMatchObject({ roles: [], proposed: null });
    await expect(decline(id)).rejects.toEqual(refused('wrong-state'));
    await roles(id, ['administrator']);
    expect(await decline(id)).toMatchObject({ proposed: null });
    await roles(id, ['administrator']);
    await county.see("update people set administrator_proposed_at = now() - interval '31 days' where id = $1", [id]);
    expect(await proposedOnes()).not.toContain(id);
    expect(await asSecond(other.homeId, id, ['administrator'])).toMatchObject({ roles: [], proposed: { by: { id: other.id } } });
    await county.see("update people set roles = '{}' where id = $1", [other.id]);
    expect(await roles(id, ['administrator'])).toMatchObject({ roles: [], proposed: { by: { id: person('admin.kop') } } });
  });

  it('keeps a proposal while other roles change', async () => {
    const { id } = await somebody();
    await roles(id, ['administrator']);
    const told = (await toldOf(id)).length;

    expect(await roles(id, ['coordinator'])).toMatchObject({ roles: ['coordinator'], proposed: { by: { id: person('admin.kop') } } });
    expect(await toldOf(id)).toHaveLength(told);
  });

  it('is told of to those who can agree: others who administer, the hub where there are none, and that it is settled', async () => {
    const [{ id }, other] = [await somebody(), await second()];
    await roles(id, ['administrator']);
    expect((await toldOf(id)).at(-1)).toMatchObject({ of: 'administrator', state: 'open', requiredAssuranceLevel: 2, administrators: [other.id] });
    await asSecond(other.homeId, id, ['administrator']);
    expect((await toldOf(id)).at(-1)).toMatchObject({ state: 'closed', administrators: expect.arrayContaining([person('admin.kop'), other.id]) });

    const alone = await somebody();
    await others('dormant');
    await roles(alone.id, ['administrator']);
    expect((await toldOf(alone.id)).at(-1)).toMatchObject({ of: 'administrator-of-another', state: 'open', administrators: [person('admin.hub')] });
    await confirmedByHub(alone.id);
    expect((await toldOf(alone.id)).at(-1)).toMatchObject({ state: 'closed', administrators: expect.arrayContaining([person('admin.kop'), person('admin.hub')]) });
  });

  it('is confirmed by the hub where the organisation has nobody else, and not otherwise', async () => {
    const { id } = await somebody({ title: 'Ny chef' });
    await second();
    await roles(id, ['administrator']);
    expect((await hubs()).proposedAdministrator).toBeNull();
    await expect(confirmedByHub(id)).rejects.toEqual(refused('wrong-state'));

    await others('dormant');
    expect(await hubs()).toMatchObject({ proposedAdministrator: { id, title: 'Ny chef' }, may: expect.arrayContaining(['hub.confirm-administrator']) });
    expect((await county.hub.ask(PersonDetails, admin(), { staffId: id })).proposed).toMatchObject({ asksHub: true });
    await expect(confirmedByHub(person('rektor.kop'))).rejects.toEqual(refused('wrong-state'));
    await expect(confirmedByHub(id, 'admin.kop')).rejects.toEqual(refused('not-found'));
    expect(await confirmedByHub(id)).toMatchObject({ proposedAdministrator: null });
    expect((await county.hub.ask(PersonDetails, admin(), { staffId: id }))).toMatchObject({ roles: ['administrator'], proposed: null });
    expect((await county.told()).findLast(({ type }) => type === PersonChanged.type)).toMatchObject({ subject: id, actorid: person('admin.hub') });
    const lastOf = async (by: string, level: 2 | 3) => (await county.hub.ask(AdministrationLog, county.as(by, level), { limit: 1 })).items[0];
    expect(await lastOf('admin.kop', 2)).toMatchObject({ action: 'organisation.confirm-administrator', by: { id: person('admin.hub') }, person: { id }, before: 'administrator-proposed', after: 'administrator' });
    expect(await lastOf('admin.pol', 3)).toBeUndefined();
  });

  it('is not made past the handlers either', async () => {
    const db = await county.hub.db('directory');
    const sql = (statement: string, params: unknown[]) => db.as({ kind: 'person', identityProvider: 'kop', homeId: 'admin.kop', organisation: 'kop', assuranceLevel: 3, client: 'test', session: 'test' }, (tx) => tx.query(statement, params));
    const [{ id }, other] = [await somebody(), await second()];

    await expect(sql("update people set roles = '{administrator}' where id = $1", [id])).rejects.toThrow(/two people make an administrator/);
    await expect(sql('update people set administrator_proposed_by = $2, administrator_proposed_at = now() where id = $1', [id, other.id])).rejects.toThrow(/nobody proposes in the name of another/);
    const born = `insert into people (id, version, at, organisation_id, authority_id, unit_id, home_id, name, title, email, locale, roles, status, valid_from, administrator_proposed_by, administrator_proposed_at)
      select gen_random_uuid(), version, at, organisation_id, authority_id, unit_id, 'nyss', name, title, email, locale, '{}', status, valid_from, $2, now() from people where id = $1`;
    await expect(sql(born, [id, other.id])).rejects.toThrow(/nobody is proposed who is not there yet/);
    await roles(id, ['administrator']);
    await expect(sql("update people set roles = '{administrator}' where id = $1", [id])).rejects.toThrow(/two people make an administrator/);
    await county.see("update people set administrator_proposed_by = $2, administrator_proposed_at = now() - interval '31 days' where id = $1", [id, other.id]);
    await expect(sql("update people set roles = '{administrator}', administrator_proposed_at = now() where id = $1", [id])).rejects.toThrow(/two people make an administrator/);
  });
});
