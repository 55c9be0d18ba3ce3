import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AdministrationLog, AnnounceLogin, ChangePerson, ChangeRoles, EndEmployment, Me, People, PersonChanged, PersonDetails, Units, type RawInput, type StaffView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const person = (username: string): string => stableId('person', username);
const unit = (code: string): string => stableId('unit', code);
const refused = (name: string) => expect.objectContaining({ name });
const admin = () => county.as('admin.kop');
const details = (username: string, by = 'admin.kop') => county.hub.ask(PersonDetails, county.as(by), { staffId: person(username) });
const names = (items: readonly StaffView[]): string[] => items.map(({ name }) => name);

/** Somebody of Köping whom no other test touches. */
async function somebody(columns: Record<string, unknown> = {}): Promise<{ id: string; homeId: string }> {
  const homeId = `ny-${randomUUID()}`;
  const given = { id: randomUUID(), version: 1, at: 0, home_id: homeId, name: 'Ny Person', title: 'Handläggare', email: 'ny@koping.example', locale: 'sv', roles: '{}', status: 'active', valid_from: '2020-01-01', unit_id: unit('KOP-KS-KANSLI'), authority_id: stableId('authority', 'KOP-KS'), organisation_id: stableId('organisation', 'KOP'), ...columns };
  const values = Object.values(given);
  await county.see(`insert into people (${Object.keys(given).join(', ')}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`, values);
  return { id: given.id, homeId };
}
const change = async (id: string, input: Partial<RawInput<typeof ChangePerson>> = {}, by = 'admin.kop') =>
  county.hub.ask(ChangePerson, county.as(by), { staffId: id, name: 'Ny Person', title: 'Chef', email: 'ny@koping.example', unitId: unit('KOP-KS-TRYGGHET'), ...input }, { ifMatch: await versionOf(id) });
const roles = async (id: string, given: ('administrator' | 'coordinator')[], by = 'admin.kop') => county.hub.ask(ChangeRoles, county.as(by), { staffId: id, roles: given }, { ifMatch: await versionOf(id) });
const end = async (id: string, by = 'admin.kop') => county.hub.ask(EndEmployment, county.as(by), { staffId: id }, { ifMatch: await versionOf(id) });
const versionOf = async (id: string): Promise<string> => String((await county.see<{ version: number }>('select version from people where id = $1', [id]))[0]?.version ?? 1);
const bearerOf = (homeId: string) => ({ ...admin(), homeId });

describe('the people of an organisation', () => {
  it('are listed by name as Swedish is sorted, each once, page by page', async () => {
    for (const name of ['Östen Sist', 'Åke Näst', 'Ärla Mitt']) await somebody({ name });
    const read: StaffView[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await county.hub.ask(People, admin(), { limit: 4, ...(cursor ? { cursor } : {}) });
      read.push(...page.items);
      if (!page.next) break;
      cursor = page.next;
    }

    expect(names(read)).toEqual(names(read).toSorted(new Intl.Collator('sv').compare));
    expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
    expect((await county.see('select from people where organisation_id = $1', [stableId('organisation', 'KOP')])).length).toBe(read.length);
  });

  it('are found by a part of the name, and by state', async () => {
    const { id } = await somebody({ name: 'Sökt Åbergsson', status: 'dormant' });

    expect(names((await county.hub.ask(People, admin(), { search: 'åbergs' })).items)).toEqual(['Sökt Åbergsson']);
    expect((await county.hub.ask(People, admin(), { search: 'åbergs', state: 'active' })).items).toEqual([]);
    expect((await county.hub.ask(People, admin(), { state: 'dormant' })).items.map((one) => one.id)).toContain(id);
  });

  it('are told with unit, authority, roles, state, source and last login', async () => {
    const scim = await somebody({ provisioned_at: '2026-01-01' });
    const login = await somebody({ status: 'invited', unit_id: null, authority_id: null, source: 'login', last_login_at: '2026-05-04T08:00:00Z' });
    const one = async (id: string) => county.hub.ask(PersonDetails, admin(), { staffId: id });

    expect(await details('brasam.kop')).toMatchObject({ name: 'Brita Samverin', unit: { name: expect.any(String) }, authority: { name: expect.any(String) }, roles: ['coordinator'], state: 'active', source: 'import', lastLoginAt: null, may: ['person.change', 'person.give-roles', 'person.end'], cannot: [] });
    expect(await one(scim.id)).toMatchObject({ source: 'scim', may: ['person.give-roles'], cannot: [{ act: 'person.change', because: 'kept-by-directory-system' }, { act: 'person.end', because: 'kept-by-directory-system' }] });
    expect(await one(login.id)).toMatchObject({ source: 'login', state: 'invited', unit: null, lastLoginAt: '2026-05-04T08:00:00.000Z', may: ['person.change', 'person.end'], cannot: [{ act: 'person.give-roles', because: 'no-access-yet' }] });
  });

  it('are told with what each belongs to', async () => {
    const { seats, functions } = await details('brasam.kop');

    expect(seats.map(({ group }) => group.name)).toContain('Unggruppen Köping');
    expect(functions.length).toBeGreaterThan(0);
  });

  it('of 20,000 are listed and searched, and how long that takes is said', async () => {
    await county.see(`insert into people (id, version, at, organisation_id, authority_id, unit_id, home_id, name, title, email, locale, roles, status, valid_from)
      select gen_random_uuid(), 1, 0, $1, $2, $3, 'stor-' || n, 'Person ' || n, 'Handläggare', 'p@stor.example', 'sv', '{}', 'active', now() from generate_series(1, 20000) n`,
    [stableId('organisation', 'ARB'), stableId('authority', 'ARB-KS'), unit('ARB-KS-KANSLI')]);
    const took = async (input: RawInput<typeof People>): Promise<number> => {
      await county.hub.ask(People, county.as('admin.arb'), input);
      const started = performance.now();
      const { items } = await county.hub.ask(People, county.as('admin.arb'), input);
      expect(items.length).toBeGreaterThan(0);
      return performance.now() - started;
    };
    const [middle] = await county.see<{ id: string }>("select id from people where home_id = 'stor-15000'");
    const figures = { first: await took({}), later: await took({ cursor: middle!.id }), searched: await took({ search: 'person 19999' }) };
    process.stderr.write(`20,000 people: ${JSON.stringify(figures)} ms\n`);
  }, 60_000);

  it('of another organisation are as those who never were, also to its administrator', async () => {
    const hidden = await county.hub.answer(PersonDetails, county.as('admin.pol'), { staffId: person('brasam.kop') });

    expect(hidden).toMatchObject({ problem: { status: 404 } });
    expect(hidden).toEqual(await county.hub.answer(PersonDetails, county.as('admin.pol'), { staffId: randomUUID() }));
    expect(names((await county.hub.ask(People, county.as('admin.pol'), { search: 'Brita' })).items)).toEqual([]);
    const after = await county.hub.ask(People, county.as('admin.pol'), { cursor: person('brasam.kop') });
    expect(after).toEqual({ items: [], next: null });
  });

  it('are not for those who administer nothing', async () => {
    await expect(county.hub.ask(People, county.as('rektor.kop'), {})).rejects.toEqual(refused('not-allowed'));
    await expect(county.hub.ask(Units, county.as('rektor.kop'), {})).rejects.toEqual(refused('not-allowed'));
    await expect(details('brasam.kop', 'rektor.kop')).rejects.toEqual(refused('not-found'));
  });
});

describe('changing somebody', () => {
  it('says who and where, tells it, and stands in the log', async () => {
    const { id } = await somebody();

    expect(await change(id, { title: 'Samordnare' })).toMatchObject({ version: '2', title: 'Samordnare', unit: { id: unit('KOP-KS-TRYGGHET') }, state: 'active' });
    expect((await county.told()).at(-1)).toMatchObject({ type: PersonChanged.type, subject: id, aggregateversion: 2, actorkind: 'person', data: { title: 'Samordnare', unitId: unit('KOP-KS-TRYGGHET') } });
    expect((await county.hub.ask(AdministrationLog, admin(), { limit: 1 })).items[0]).toMatchObject({ action: 'person.change', person: { id } });
  });

  it('lets in whoever was invited', async () => {
    const { id, homeId } = await somebody({ status: 'invited', unit_id: null, authority_id: null, email: '' });
    await expect(county.hub.ask(Me, bearerOf(homeId), {})).rejects.toEqual(refused('no-access'));

    expect(await change(id)).toMatchObject({ state: 'active' });
    expect((await county.hub.ask(Me, bearerOf(homeId), {})).person.id).toBe(id);
  });

  it.each([
    ['another organisation\'s unit', { unitId: unit('POL-M-VM') }, 'unknown-unit'], ['a unit that never was', { unitId: randomUUID() }, 'unknown-unit'],
    ['a name that holds a personal identity number', { name: 'Ny 19811218-9876' }, 'personal-identity-number'], ['what is no address', { email: 'ny' }, 'malformed'],
  ])('is refused with %s', async (_, input, problem) => {
    const { id } = await somebody();

    await expect(change(id, input)).rejects.toEqual(refused(problem));
    expect(await versionOf(id)).toBe('1');
  });

  it('is refused where the organisation\'s own directory system says it, where somebody has left, and of oneself', async () => {
    await expect(change((await somebody({ provisioned_at: '2026-01-01' })).id)).rejects.toEqual(refused('kept-by-directory-system'));
    await expect(change((await somebody({ status: 'ended', valid_to: '2026-01-01' })).id)).rejects.toEqual(refused('wrong-state'));
    await expect(change(person('admin.kop'))).rejects.toEqual(refused('not-allowed'));
  });

  it('is refused to another organisation\'s administrator, and with a version that is not the newest', async () => {
    const { id } = await somebody();

    await expect(change(id, {}, 'admin.pol')).rejects.toEqual(refused('not-found'));
    await expect(county.hub.ask(ChangeRoles, admin(), { staffId: id, roles: [] }, { ifMatch: '7' })).rejects.toEqual(refused('stale'));
  });
});

describe('roles', () => {
  it('are given and taken back, and hold at once', async () => {
    const { id, homeId } = await somebody({ roles: '{administrator}' });

    expect(await roles(id, ['administrator', 'coordinator'])).toMatchObject({ roles: ['administrator', 'coordinator'], proposed: null });
    expect((await county.hub.ask(Me, bearerOf(homeId), {})).administers).toBe(true);
    expect(await roles(id, [])).toMatchObject({ roles: [] });
    expect((await county.hub.ask(AdministrationLog, admin(), { limit: 1 })).items[0]).toMatchObject({ action: 'person.give-roles', before: 'both-roles', after: 'no-role' });
  });

  it('nobody gives oneself, and the hub\'s own are not an organisation\'s to take', async () => {
    await expect(roles(person('admin.kop'), ['administrator', 'coordinator'])).rejects.toEqual(refused('not-allowed'));
    const hub = await somebody({ roles: '{hub-administrator}' });
    expect(await roles(hub.id, ['coordinator'])).toMatchObject({ roles: ['coordinator', 'hub-administrator'] });
  });
});

describe('the last administrator', () => {
  it('keeps the role and the employment, by own hand too', async () => {
    await expect(roles(person('admin.lst'), [], 'admin.lst')).rejects.toEqual(refused('last-administrator'));
    await expect(end(person('admin.lst'), 'admin.lst')).rejects.toEqual(refused('last-administrator'));
    expect(await versionOf(person('admin.lst'))).toBe('1');
  });

  it('is told why the own employment cannot be ended, and any administrator why not the own details', async () => {
    const own = (name: string) => details(name, name);
    expect(await own('admin.lst')).toMatchObject({ may: ['person.give-roles'], cannot: [{ act: 'person.change', because: 'yourself' }, { act: 'person.end', because: 'last-administrator' }] });
    const { id } = await somebody({ roles: '{administrator}' });
    expect(await own('admin.kop')).toMatchObject({ may: ['person.give-roles', 'person.end'], cannot: [{ act: 'person.change', because: 'yourself' }] });
    expect((await end(id)).cannot.map(({ because }) => because)).toEqual(['ended', 'ended', 'ended']);
  });

  it('is one, also when two remove each other at the same time, and when the other\'s access rests', async () => {
    const { id, homeId } = await somebody({ roles: '{administrator}' });
    const other = bearerOf(homeId);
    const asked = await Promise.allSettled([end(id), county.hub.ask(EndEmployment, other, { staffId: person('admin.kop') }, { ifMatch: await versionOf(person('admin.kop')) })]);
    const left = await county.see<{ id: string }>("select id from people where organisation_id = $1 and 'administrator' = any(roles) and status = 'active'", [stableId('organisation', 'KOP')]);

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(left).toHaveLength(1);
    await county.see("update people set status = 'active', valid_to = null where id = $1", [person('admin.kop')]);
    await county.see("update people set status = 'dormant', roles = '{administrator}', valid_to = null where id = $1", [id]);
    await expect(roles(person('admin.kop'), [])).rejects.toEqual(refused('last-administrator'));
  });
});

describe('ending an employment', () => {
  it('takes everything at once: the login, the seats and the functions', async () => {
    const { id, homeId } = await somebody();
    await county.see("insert into memberships (id, version, at, group_id, person_id, role, valid_from) values (gen_random_uuid(), 1, 0, $1, $2, 'member', now())", [stableId('group', 'UNGGRUPPEN-KOP'), id]);
    await county.see("insert into holdings (function_id, person_id, valid_from) select id, $1, now() from functions where organisation_id = $2 limit 1", [id, stableId('organisation', 'KOP')]);

    expect(await end(id)).toMatchObject({ state: 'ended', may: [] });
    await expect(county.hub.ask(Me, bearerOf(homeId), {})).rejects.toEqual(refused('no-access'));
    await eventually(async () => {
      expect(await county.see('select from memberships where person_id = $1 and (valid_to is null or valid_to > now())', [id])).toEqual([]);
      expect(await county.see('select from holdings where person_id = $1 and (valid_to is null or valid_to > now())', [id])).toEqual([]);
    });
    await expect(end(id)).rejects.toEqual(refused('wrong-state'));
  });

  it('of whom the organisation\'s own directory system tells is done there', async () => {
    await expect(end((await somebody({ provisioned_at: '2026-01-01' })).id)).rejects.toEqual(refused('kept-by-directory-system'));
  });
});

describe('a login', () => {
  const announced = async (homeId: string, input: RawInput<typeof AnnounceLogin> = {}) => (await county.hub.ask(AnnounceLogin, bearerOf(homeId), input)).standing;
  const row = async (id: string) => (await county.see<{ status: string; last_login_at: Date | null }>('select status, last_login_at from people where id = $1', [id]))[0]!;

  it('is kept, and a question how somebody stands is none', async () => {
    const { id, homeId } = await somebody();
    expect(await announced(homeId, { asks: 'standing' })).toBe('active');
    expect(await row(id)).toMatchObject({ last_login_at: null });

    expect(await announced(homeId)).toBe('active');
    expect((await county.hub.ask(PersonDetails, admin(), { staffId: id })).lastLoginAt).not.toBeNull();
    expect(await versionOf(id)).toBe('1');
  });

  it('gives back the access of one whose access rested, and tells it', async () => {
    const { id, homeId } = await somebody({ status: 'dormant' });
    await expect(county.hub.ask(Me, bearerOf(homeId), {})).rejects.toEqual(refused('no-access'));

    expect(await announced(homeId, { asks: 'standing' })).toBe('active');
    expect(await row(id)).toMatchObject({ status: 'dormant' });
    expect(await announced(homeId)).toBe('active');
    expect((await county.hub.ask(Me, bearerOf(homeId), {})).person.id).toBe(id);
    expect((await county.told()).findLast(({ subject }) => subject === id)).toMatchObject({ data: { status: 'active' } });
  });

  it('keeps awake: after 90 days without one, access rests until the next', async () => {
    const [late, soon, fresh] = await Promise.all([somebody({ awake_since: '2020-01-01', last_login_at: new Date(Date.now() - 90 * 86_400_000 - 1_000) }), somebody({ awake_since: '2020-01-01', last_login_at: new Date(Date.now() - 89 * 86_400_000) }), somebody({ awake_since: new Date() })]);
    await county.see("insert into due (kind, subject_id, at) values ('dormancy', 'people', now())");

    await eventually(async () => expect(await row(late.id)).toMatchObject({ status: 'dormant' }));
    expect([(await row(soon.id)).status, (await row(fresh.id)).status]).toEqual(['active', 'active']);
    expect((await county.told()).findLast(({ subject }) => subject === late.id)).toMatchObject({ actorkind: 'worker', data: { status: 'dormant' } });
    expect(await county.see("select action from audit where object_id = $1", [late.id])).toEqual([{ action: 'person.rest' }]);
    expect(await county.see("select from due where kind = 'dormancy' and state = 'pending' and at > now() + interval '50 minutes'")).not.toEqual([]);
  });
});
