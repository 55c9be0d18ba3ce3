import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ConfirmNomination, EndMembership, GroupDetails, MembershipChanged, NominateMember, PendingNominations, PossibleNominees, type Output, type RawInput } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see("update people set roles = '{administrator}' where home_id in ('idrott.led', 'fc-sa.kop')");
  await county.see("insert into people (id, version, at, organisation_id, authority_id, unit_id, home_id, name, title, email, locale, roles, status, valid_from) select gen_random_uuid(), 1, 0, organisation_id, authority_id, unit_id, 'kassor.ifk', 'Kaj Kassör', 'Kassör', 'kassor@example.test', 'sv', '{}', 'active', now() from people where home_id = 'idrott.led'");
  await county.see("insert into agreements select $1, 1, 'Samverkan', '{Trygghet}', '{Ungdomar}', array_agg(id), array_agg(id), (array_agg(id))[1], now() - interval '1 day', now() + interval '3 years' from organisations where code = any($2)", [agreementId, ['KOP', 'IFK']]);
  guest = (await county.see<{ id: string }>("select id from people where home_id = 'kassor.ifk'"))[0]!.id;
}, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(async () => {
  await county.see('delete from memberships where id in (select membership_id from nominations)');
  await county.see('delete from nominations');
});

let guest: string;
const agreementId = randomUUID();
const [youth, intervention] = [stableId('group', 'UNGGRUPPEN-KOP'), stableId('group', 'INSATSGRUPP-KOP')];
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const refused = (name: string, pointer?: string) => expect.objectContaining({ name, ...(pointer && { body: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }) }) });
type Nomination = Output<typeof NominateMember>;
const invite = (by = 'admin.kop', input: Partial<RawInput<typeof NominateMember>> = {}): Promise<Nomination> =>
  county.hub.ask(NominateMember, county.as(by, 3), { groupId: youth, personId: guest, agreementId, role: 'guest', validTo: inDays(90), ...input });
const confirm = (by: string, { id, version }: Nomination) => county.hub.ask(ConfirmNomination, county.as(by, 3), { nominationId: id }, { ifMatch: version });
const seats = () => county.see<{ role: string; from: string; to: string }>('select role, valid_from as "from", valid_to as "to" from memberships where person_id = $1 order by valid_from', [guest]);
const found = async () => (await county.hub.ask(PossibleNominees, county.as('admin.kop', 3), { groupId: youth, search: 'Kassör' })).items.map(({ name, onlyAsGuest }) => [name, onlyAsGuest]);

describe('whoever works at no authority', () => {
  it('is invited by the group\'s owner, confirmed at home, and a guest until the day that was said', async () => {
    expect(await found()).toEqual([['Kaj Kassör', true]]);
    const invited = await invite();
    expect(invited).toMatchObject({ role: 'guest', begunBy: 'owner', awaits: 'home', agreement: { id: agreementId } });
    await expect(confirm('admin.kop', invited)).rejects.toEqual(refused('not-allowed'));
    expect(await seats()).toEqual([]);

    await confirm('idrott.led', invited);
    const member = (await county.hub.ask(GroupDetails, county.as('admin.kop', 3), { groupId: youth })).members!.find(({ person }) => person.id === guest)!;
    expect(member).toMatchObject({ role: 'guest', validTo: invited.validTo });
    expect((await county.told()).findLast(({ type }) => type === MembershipChanged.type)).toMatchObject({ data: { personId: guest, role: 'guest', validTo: invited.validTo } });
  });

  it.each(['member', 'chair', 'secretary', 'calendar'] as const)('is no %s', async (role) => {
    await expect(invite('admin.kop', { role })).rejects.toEqual(refused('only-as-guest', '/role'));
  });

  it('is in no group of individual level, whoever asks', async () => {
    await expect(invite('fc-sa.kop', { groupId: intervention })).rejects.toEqual(refused('only-as-guest', '/role'));
  });

  it.each([['no day', undefined], ['a day after a year', 367]])('stays for %s never', async (_, days) => {
    await expect(invite('admin.kop', { validTo: days ? inDays(days) : undefined })).rejects.toEqual(refused('guest-until', '/validTo'));
  });

  it('nominates nobody, neither oneself nor a colleague', async () => {
    await confirm('idrott.led', await invite());
    await expect(invite('idrott.led', { personId: guest })).rejects.toEqual(refused('not-allowed'));
  });

  it('is given more time by both keys, which follows upon the former without a gap', async () => {
    const first = await invite();
    await confirm('idrott.led', first);
    await expect(invite('admin.kop', { validTo: inDays(30) })).rejects.toEqual(refused('already-member'));
    const further = await invite('admin.kop', { validTo: inDays(200) });
    await expect(confirm('admin.kop', further)).rejects.toEqual(refused('not-allowed'));
    expect((await county.hub.ask(PendingNominations, county.as('idrott.led', 3), {})).items.map(({ may }) => may)).toEqual([expect.arrayContaining(['nomination.confirm'])]);
    await confirm('idrott.led', further);

    const [now, then] = await seats();
    expect([now!.to, then!.from, then!.to].map((at) => new Date(at).toISOString())).toEqual([first.validTo, first.validTo, further.validTo]);
    expect((await county.hub.ask(GroupDetails, county.as('admin.kop', 3), { groupId: youth })).members!.filter(({ person }) => person.id === guest)).toHaveLength(2);
  });

  it('is not back on the day from which more time was given, once the membership was ended', async () => {
    await confirm('idrott.led', await invite());
    await confirm('idrott.led', await invite('admin.kop', { validTo: inDays(200) }));
    const members = async () => (await county.hub.ask(GroupDetails, county.as('admin.kop', 3), { groupId: youth })).members!.filter(({ person }) => person.id === guest);
    const { id, version } = (await members()).toSorted((a, b) => a.validTo!.localeCompare(b.validTo!))[0]!;

    await county.hub.ask(EndMembership, county.as('admin.kop', 3), { groupId: youth, membershipId: id }, { ifMatch: version });

    expect(await members()).toEqual([]);
    expect((await seats()).filter(({ from, to }) => new Date(to) > new Date(from) && new Date(to) > new Date())).toEqual([]);
  });

  it.each([['as a member', { role: 'member' }], ['for ever', { valid_to: null }], ['to a group of individual level', { group_id: intervention }]])('is not let in %s by the second key either, whatever the first one said before that was the rule', async (_, before) => {
    const invited = await invite();
    const [column, value] = Object.entries(before)[0]!;
    await county.see(`update nominations set ${column} = $2 where id = $1`, [invited.id, value]);

    await expect(confirm('idrott.led', invited)).rejects.toEqual(refused(column === 'valid_to' ? 'guest-until' : 'only-as-guest'));
    expect(await seats()).toEqual([]);
  });

  it('is found again when the time runs out, and not before', async () => {
    const invited = await invite();
    await confirm('idrott.led', invited);
    expect(await found()).toEqual([]);
    await county.see("update memberships set valid_to = now() + interval '59 days' where person_id = $1", [guest]);
    expect(await found()).toEqual([['Kaj Kassör', true]]);
  });

  it('is out when either of the two organisations says so', async () => {
    await confirm('idrott.led', await invite());
    const { id, version } = (await county.hub.ask(GroupDetails, county.as('idrott.led', 3), { groupId: youth })).members!.find(({ person }) => person.id === guest)!;
    expect(await county.hub.ask(EndMembership, county.as('idrott.led', 3), { groupId: youth, membershipId: id }, { ifMatch: version })).toMatchObject({ role: 'guest', validTo: expect.any(String) });
  });
});

describe('the database itself', () => {
  const nominate = (username: string, asked: Record<string, unknown>) => county.hub.db('directory').then((db) => {
    const { organisationAlias: organisation } = county.as(username);
    const whole = { id: randomUUID(), groupId: youth, personId: guest, by: 'owner', role: 'guest', validTo: inDays(90), ...asked };
    return db.as({ kind: 'person', identityProvider: organisation, homeId: username, organisation, assuranceLevel: 3, client: 'test', session: 'test' }, (tx) => tx.query('select nominate($1::jsonb)', [JSON.stringify(whole)]));
  });

  it.each([['as a member', 'admin.kop', { role: 'member' }], ['without an end', 'admin.kop', { validTo: undefined }], ['for more than a year', 'admin.kop', { validTo: inDays(400) }], ['to a group of individual level', 'fc-sa.kop', { groupId: intervention }], ['at home', 'idrott.led', { by: 'home' }]])('nominates no guest %s', async (_, by, asked) => {
    await expect(nominate(by, asked)).rejects.toThrow(/only the two organisations nominate/);
  });

  it('nominates a guest as one', async () => expect(await nominate('admin.kop', {})).toHaveLength(1));
});
