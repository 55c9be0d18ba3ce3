import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddMember, AdministrationLog, EndMembership, PartnerAccess } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const person = (username: string): string => stableId('person', username);
const refused = (name: string) => expect.objectContaining({ name });
const access = async (by: string, level?: 2 | 3) => (await county.hub.ask(PartnerAccess, county.as(by, level), {})).items;
const log = async (by: string, input = {}, level?: 2 | 3) => county.hub.ask(AdministrationLog, county.as(by, level), input);

describe('who outside can see what of ours', () => {
  it('is every live right of others on the own groups, and none of the own people', async () => {
    const rights = await access('admin.kop');

    const [all] = await county.see<{ many: number }>(`select count(*)::int as many from memberships m join groups g on g.id = m.group_id join authorities a on a.id = g.owner_authority_id join organisations o on o.id = a.organisation_id
      join people p on p.id = m.person_id where o.code = 'KOP' and p.organisation_id <> o.id`);
    expect(rights).toHaveLength(all!.many);
    expect(new Set(rights.map(({ person: { organisation } }) => organisation.code))).not.toContain('KOP');
    expect(rights.find(({ group, person: { id } }) => group.id === youth && id === person('kpol.vm'))).toMatchObject({ role: 'member', until: null, agreement: null, purpose: expect.stringContaining('ungas miljöer på generell nivå'), since: expect.stringMatching(/Z$/) });
  });

  it('leaves out, below its assurance level, an individual-level group', async () => {
    const levels = async (level: 2 | 3) => new Set((await access('admin.kop', level)).map(({ group }) => group.level));

    expect(await levels(3)).toContain('INDIVIDUAL');
    expect(await levels(2)).not.toContain('INDIVIDUAL');
  });

  it('leaves out what has ended', async () => {
    await county.see('update memberships set valid_to = now() where group_id = $1 and person_id = $2', [youth, person('kpol.vm')]);

    expect((await access('admin.kop')).filter(({ group, person: { id } }) => group.id === youth && id === person('kpol.vm'))).toEqual([]);
  });

  it.each(['brasam.kop', 'admin.hub'])('is not told to %s', async (by) => {
    await expect(access(by)).rejects.toEqual(refused('not-allowed'));
    await expect(log(by)).rejects.toEqual(refused('not-allowed'));
  });
});

describe('the log', () => {
  it('tells the own organisation\'s acts, and others\' to the own groups, with what was and what became', async () => {
    const { id, version } = await county.hub.ask(AddMember, county.as('admin.kop'), { groupId: youth, personId: person('kurator.kop') });
    await county.hub.ask(EndMembership, county.as('admin.kop'), { groupId: youth, membershipId: id }, { ifMatch: version });
    await county.hub.ask(EndMembership, county.as('admin.pol', 2), { groupId: stableId('group', 'EST-KOP'), membershipId: stableId('membership', 'EST-KOP:kpol.vm') }, { ifMatch: '1' });

    const told = { by: { id: person('admin.kop') }, group: { id: youth, name: 'Unggruppen Köping' }, person: { id: person('kurator.kop') } };
    expect((await log('admin.kop')).items).toMatchObject([
      { action: 'membership.end', by: { id: person('admin.pol') }, group: { name: 'EST Köping' }, before: 'active', after: 'ended' },
      { action: 'membership.end', ...told, before: 'active', after: 'ended' }, { action: 'membership.add', ...told, before: null, after: 'active' },
    ]);
    expect((await log('admin.pol')).items).toMatchObject([{ by: { id: person('admin.pol') } }]);
    expect((await log('admin.arb')).items).toEqual([]);
  });

  it('is read page by page', async () => {
    const first = await log('admin.kop', { limit: 2 });
    const rest = await log('admin.kop', { limit: 2, cursor: first.next! });

    expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
    expect(rest.items[0]!.action).toBe('membership.add');
    await expect(log('admin.kop', { cursor: 'elsewhere' })).rejects.toEqual(refused('malformed'));
  });

  it('does not tell a session what was done above its assurance level', async () => {
    expect((await log('admin.kop', {}, 2)).items).toMatchObject([{ by: { id: person('admin.pol') } }]);
  });
});

describe('for one organisation among 300 with 20,000 people', () => {
  const organisation = (n: string): string => `('00000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const of = (kind: number, n: string): string => `('00000000-0000-4000-8${String(kind).padStart(3, '0')}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const crowd = [
    `insert into organisations (id, version, at, code, name, type, identity_provider, bound_by_osl, status) select ${organisation('n')}, 1, 0, 'O' || n, 'Organisation ' || n, 'kommun', 'o' || n, true, 'active' from generate_series(1, 300) n`,
    `insert into authorities (id, version, at, organisation_id, name) select ${of(1, 'n')}, 1, 0, ${organisation('n')}, 'Nämnd ' || n from generate_series(1, 300) n`,
    `insert into people (id, version, at, organisation_id, authority_id, unit_id, home_id, name, title, email, locale, roles, status, valid_from)
      select ${of(2, 'n')}, 1, 0, ${organisation('1 + n % 300')}, ${of(1, '1 + n % 300')}, ${of(1, '1 + n % 300')}, 'p' || n, 'Person ' || n, 'Handläggare', 'p' || n || '@prov.example', 'sv', '{}', 'active', now() from generate_series(1, 20000) n`,
    `insert into groups (id, version, at, name, level, owner_authority_id, required_assurance_level, status, type) select ${of(3, 'n')}, 1, 0, 'Grupp ' || n, 'GENERAL', ${of(1, '1 + n % 300')}, 2, 'established', 'CollaborationGroup' from generate_series(1, 1500) n`,
    `insert into groups (id, version, at, name, level, owner_authority_id, required_assurance_level, status, type) select ${of(4, 'n')}, 1, 0, 'Köpings grupp ' || n, 'GENERAL', (select id from authorities where code = 'KOP-KS'), 2, 'established', 'CollaborationGroup' from generate_series(1, 20) n`,
    `insert into memberships (id, version, at, group_id, person_id, role, valid_from) select gen_random_uuid(), 1, 0, ${of(3, '1 + n % 1500')}, ${of(2, 'n')}, 'member', now() from generate_series(1, 20000) n`,
    `insert into memberships (id, version, at, group_id, person_id, role, valid_from) select gen_random_uuid(), 1, 0, ${of(4, '1 + n % 20')}, ${of(2, 'n')}, 'member', now() from generate_series(1, 400) n`, 'analyze',
  ];

  it('is told whole, and how long that takes is said (300 ms is the aim)', async () => {
    for (const statement of crowd) await county.see(statement);
    const took: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      const before = performance.now();
      expect((await access('admin.kop')).length).toBeGreaterThan(400);
      took.push(performance.now() - before);
    }
    const median = took.toSorted((a, b) => a - b)[4]!;

    console.info(`the access page of one organisation: ${Math.round(median)} ms in the median, ${Math.round(took.at(0)!)} ms the first time`);
  }, 120_000);
});
