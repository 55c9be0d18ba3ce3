import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ActivateOrganisation, AddOrganisation, AdministrationLog, AnnounceLogin, EndOrganisation, GroupChanged, GroupDetails, HubLog, HubOrganisations, Me, Organisations, OrganisationChanged, PauseOrganisation, PersonChanged, ResumeOrganisation,
  type HubOrganisation, type RawInput,
} from '@knutpunkt/contracts';
import { eventually, type Bearer } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const refused = (name: string) => expect.objectContaining({ name });
const all = async (by = 'admin.hub'): Promise<HubOrganisation[]> => (await county.hub.ask(HubOrganisations, county.as(by), {})).items;
const named = async (code: string): Promise<HubOrganisation> => (await all()).find((one) => one.code === code)!;
/** Organisation numbers with a right check digit, that the demo does not have. */
const numbers = ['556016-0680', '556703-7485', '202100-5489', '232100-0016', '212000-0142', '802002-8711'];
let made = 0;
const input = (changes: Partial<RawInput<typeof AddOrganisation>> = {}): RawInput<typeof AddOrganisation> => ({
  code: `NY${made}`, name: `Nya föreningen ${made}`, number: numbers[made]!, type: 'association', identityProvider: `ny${made}`, boundByOsl: false, authority: 'Styrelsen', unit: 'Kansliet',
  administrator: { homeId: `ada.ny${made}`, name: 'Ada Behörin', title: 'Administratör', email: 'ada@ny.example' }, ...changes,
});
async function proposed(): Promise<HubOrganisation & { readonly ada: Bearer }> {
  const asked = input();
  made += 1;
  const one = await county.hub.ask(AddOrganisation, county.as('admin.hub'), asked);
  return { ...one, ada: { homeId: asked.administrator.homeId, organisationAlias: asked.identityProvider, organisationId: one.id, assuranceLevel: 2 } };
}
type Steps = typeof ActivateOrganisation | typeof ResumeOrganisation | typeof PauseOrganisation | typeof EndOrganisation;
const step = <Op extends Steps>(op: Op, { id, version }: Pick<HubOrganisation, 'id' | 'version'>, said: object = {}, by = 'admin.hub'): Promise<HubOrganisation> =>
  county.hub.ask(op, county.as(by), { organisationId: id, ...said } as RawInput<Op>, { ifMatch: version }) as Promise<HubOrganisation>;
const signed = { agreement: 'Anslutningsavtal KS 2026/12', signedOn: '2026-01-15' };
const reason = { reason: 'Verksamheten flyttar.' };

describe('the organisations of the hub', () => {
  it('are shown to its administrator with their authorities and units, and nobody in them by name', async () => {
    const koping = await named('KOP');

    expect(koping).toMatchObject({ name: 'Köpings kommun', number: '212000-2114', state: 'active', agreement: null, may: ['hub.pause', 'hub.end'], authorities: expect.arrayContaining([expect.objectContaining({ name: 'Kommunstyrelsen', units: expect.arrayContaining([expect.any(Object)]) })]) });
    expect([koping.people > 3, koping.administrators]).toEqual([true, 1]);
    expect(JSON.stringify(await all())).not.toMatch(/Behörin|Hubert|@/);
    expect((await county.hub.ask(Me, county.as('admin.hub'), {})).may).toContain('hub.read');
  });

  it.each(['admin.kop', 'brasam.kop'])('are not shown to %s, to whom none of them exists', async (by) => {
    const { id, version } = await named('ARB');

    await expect(all(by)).rejects.toEqual(refused('not-allowed'));
    await expect(county.hub.ask(HubLog, county.as(by), {})).rejects.toEqual(refused('not-allowed'));
    await expect(county.hub.ask(AddOrganisation, county.as(by), input())).rejects.toEqual(refused('not-allowed'));
    await expect(step(PauseOrganisation, { id, version }, reason, by)).rejects.toEqual(refused('not-found'));
  });
});

describe('an organisation that is proposed', () => {
  it('is known to nobody else, and nobody of it gets in, before it is active', async () => {
    const { ada, ...one } = await proposed();

    expect(one).toMatchObject({ state: 'proposed', version: '1', people: 1, administrators: 1, agreement: null, may: ['hub.activate', 'hub.end'], authorities: [{ name: 'Styrelsen', units: [{ name: 'Kansliet' }] }] });
    expect((await county.told()).filter(({ subject }) => subject === one.id)).toEqual([]);
    expect((await county.hub.ask(Organisations, county.as('admin.kop'), {})).items.map(({ id }) => id)).not.toContain(one.id);
    await expect(county.hub.ask(Me, ada, {})).rejects.toEqual(refused('no-access'));
    expect(await county.operator.republish()).toBeGreaterThan(0);
    expect((await county.told(true)).filter(({ subject }) => subject === one.id)).toEqual([]);
  });

  it.each([
    ['whose number has a wrong check digit', { number: '212000-2115' }, 'organisation-number-invalid', '/number'],
    ['whose number is a person\'s', { number: '811218-9876' }, 'organisation-number-invalid', '/number'],
    ['whose number another has', { number: '2120002114' }, 'organisation-known', '/number'],
    ['whose code another has', { code: 'KOP' }, 'organisation-known', '/code'],
    ['whose identity provider another has', { identityProvider: 'kop' }, 'organisation-known', '/identityProvider'],
    ['with a personal identity number in a name', { name: 'Föreningen 19121212-1212' }, 'personal-identity-number', '/name'],
  ])('is refused, %s', async (_, changes, name, pointer) => {
    await expect(county.hub.ask(AddOrganisation, county.as('admin.hub'), input(changes))).rejects.toMatchObject({ name, body: { errors: [{ pointer }] } });
  });

  it('is let in with a signed agreement and an administrator, and is told then with all that belongs to it', async () => {
    const { ada, ...one } = await proposed();
    await expect(step(ActivateOrganisation, one)).rejects.toEqual(refused('agreement-not-signed'));
    await expect(step(ActivateOrganisation, one, { agreement: 'Avtal' })).rejects.toEqual(refused('agreement-not-signed'));
    await county.see("update people set status = 'ended' where organisation_id = $1", [one.id]);
    await expect(step(ActivateOrganisation, one, signed)).rejects.toEqual(refused('administrator-missing'));
    await county.see("update people set status = 'active', valid_from = now() - interval '2 days', valid_to = now() - interval '1 day' where organisation_id = $1", [one.id]);
    await expect(step(ActivateOrganisation, one, signed)).rejects.toEqual(refused('administrator-missing'));
    await county.see('update people set valid_to = null where organisation_id = $1', [one.id]);

    expect(await step(ActivateOrganisation, one, signed)).toMatchObject({ state: 'active', version: '2', agreement: { reference: signed.agreement, signedOn: signed.signedOn }, may: ['hub.pause', 'hub.end'] });
    const mine = (await county.told()).slice(-4);
    expect(mine.map(({ type }) => type.split('.').at(-3))).toEqual(['organisation', 'authority', 'unit', 'person']);
    expect(mine.map(({ data }) => Number(data['at']))).toEqual([0, 1, 2, 3].map((after) => Number(mine[0]!.data['at']) + after));
    expect(await county.hub.ask(Me, ada, {})).toMatchObject({ administers: true, person: { name: 'Ada Behörin' } });
    expect((await county.hub.ask(AdministrationLog, county.as('admin.kop'), {})).items.filter(({ action }) => action.startsWith('organisation'))).toEqual([]);
  });
});

describe('an organisation that is paused', () => {
  it('is shut out at once with its memberships kept, and is let in again on the same conditions', async () => {
    const { ada, ...one } = await proposed();
    const active = await step(ActivateOrganisation, one, signed);
    const paused = await step(PauseOrganisation, active, reason);

    expect(paused).toMatchObject({ state: 'paused', reason: reason.reason, may: ['hub.resume', 'hub.end'] });
    await expect(county.hub.ask(Me, ada, {})).rejects.toEqual(refused('no-access'));
    expect(await county.hub.ask(AnnounceLogin, ada, {})).toEqual({ standing: 'unknown' });
    expect((await county.told()).findLast(({ type }) => type === OrganisationChanged.type)).toMatchObject({ subject: one.id, data: { status: 'paused' } });
    await expect(step(PauseOrganisation, active, reason)).rejects.toEqual(refused('stale'));
    await expect(step(PauseOrganisation, paused, reason)).rejects.toEqual(refused('wrong-state'));
    expect(await step(ResumeOrganisation, paused)).toMatchObject({ state: 'active', reason: null });
    expect(await county.hub.ask(Me, ada, {})).toMatchObject({ administers: true });
    const acts = (await county.hub.ask(AdministrationLog, ada, {})).items.map(({ action, by, before, after }) => [action, by?.organisation.code, before, after]);
    expect(acts).toEqual([['organisation.resume', 'VMK', 'paused', 'active'], ['organisation.pause', 'VMK', 'active', 'paused'], ['organisation.activate', 'VMK', 'proposed', 'active'], ['organisation.add', 'VMK', null, 'proposed']]);
  });

  it('is never the own organisation of who would pause it', async () => {
    const own = await named('VMK');

    expect(own.may).toEqual([]);
    for (const op of [PauseOrganisation, EndOrganisation]) await expect(step(op, own, reason)).rejects.toEqual(refused('not-allowed'));
  });
});

describe('an organisation that has ended', () => {
  it('takes with it, at the same instant, its people\'s memberships everywhere and everybody\'s in its groups', async () => {
    const police = await named('POL');
    const [before] = await county.see<{ many: number }>("select count(*)::int as many from memberships m join people p on p.id = m.person_id where p.organisation_id = $1 and m.valid_to is null", [police.id]);
    expect(before!.many).toBeGreaterThan(0);
    const ended = await step(EndOrganisation, police, reason);

    expect(ended).toMatchObject({ state: 'ended', may: [] });
    await expect(county.hub.ask(GroupDetails, county.as('kpol.vm'), { groupId: youth })).rejects.toEqual(refused('no-access'));
    const ends = await eventually(async () => {
      const rows = await county.see<{ valid_to: Date | null }>('select m.valid_to from memberships m join people p on p.id = m.person_id where p.organisation_id = $1', [police.id]);
      expect(rows.filter(({ valid_to }) => valid_to === null)).toEqual([]);
      return rows;
    });
    expect(new Set(ends.map(({ valid_to }) => valid_to!.toISOString()))).toEqual(new Set([ended.changedAt]));
    expect(JSON.stringify((await county.hub.ask(GroupDetails, county.as('rektor.kop'), { groupId: youth })).members)).not.toContain('Polismyndigheten');
    for (const op of [PauseOrganisation, EndOrganisation]) await expect(step(op, ended, reason)).rejects.toEqual(refused('wrong-state'));
  });

  it('leaves no group behind that goes on, and nobody at work, and tells of each once', async () => {
    const gone = await named('LST');
    const mine = 'select x.id from groups x join authorities a on a.id = x.owner_authority_id where a.organisation_id = $1';
    const [groups, people] = [await county.see<{ id: string }>(mine, [gone.id]), await county.see<{ id: string }>("select id from people where organisation_id = $1 and status <> 'ended'", [gone.id])];
    expect(people.length).toBeGreaterThan(0);
    await step(EndOrganisation, gone, reason);

    await eventually(async () => {
      expect(await county.see(`${mine} and x.status <> 'archived'`, [gone.id])).toEqual([]);
      expect(await county.see("select id from people where organisation_id = $1 and status <> 'ended'", [gone.id])).toEqual([]);
      expect(await county.see("select kind from due where state = 'pending' and kind in ('end-of-organisation', 'person-left')")).toEqual([]);
    });
    const told = (await county.told()).map(({ type, subject, data }) => `${type} ${subject} ${(data as { status?: string }).status}`);
    for (const [type, ids, status] of [[GroupChanged.type, groups, 'archived'], [PersonChanged.type, people, 'ended']] as const)
      for (const { id } of ids) expect([id, told.filter((one) => one === `${type} ${id} ${status}`).length]).toEqual([id, 1]);
    expect(await county.see("select from holdings h join people p on p.id = h.person_id where p.organisation_id = $1 and (h.valid_to is null or h.valid_to > now())", [gone.id])).toEqual([]);
  });
});

describe('the log of the hub', () => {
  it('tells who by id, of which organisation, what and when, page by page, and nothing else', async () => {
    const first = await county.hub.ask(HubLog, county.as('admin.hub'), { limit: 3 });
    const rest = await county.hub.ask(HubLog, county.as('admin.hub'), { limit: 100, cursor: first.next! });
    const acts = [...first.items, ...rest.items];

    expect(acts.find(({ operation }) => operation === 'organisation.end')).toMatchObject({ actor: { kind: 'person', id: stableId('person', 'admin.hub') }, organisation: { code: 'VMK' } });
    expect(acts.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['organisation.add', 'organisation.activate', 'organisation.pause', 'membership.end']));
    expect(new Set(acts.flatMap((act) => Object.keys(act)))).toEqual(new Set(['id', 'at', 'actor', 'organisation', 'operation']));
    expect(JSON.stringify(acts)).not.toMatch(/flyttar|Anslutningsavtal|Behörin|Unggruppen/);
  });
});
