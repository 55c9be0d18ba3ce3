import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptAgreement, AgreementChanged, AgreementDetails, AgreementEndAnnounced, Agreements, ConfirmNomination, EndAgreement, GroupDetails, MembershipChanged, NominateMember, Organisations, PendingNominations, PossibleNominees, RegisterAgreement, type Output, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(async () => {
  await county.see('delete from memberships where agreement_id is not null');
  await county.see('delete from nominations');
  await county.see('delete from agreements');
});

type Agreement = Output<typeof RegisterAgreement>;
const day = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const [youth, police] = [stableId('group', 'UNGGRUPPEN-KOP'), stableId('organisation', 'POL')];
const person = (username: string): string => stableId('person', username);
const refused = (name: string) => expect.objectContaining({ name });

const register = (by = 'admin.kop', input: Partial<RawInput<typeof RegisterAgreement>> = {}): Promise<Agreement> =>
  county.hub.ask(RegisterAgreement, county.as(by), { name: 'Samverkan Köping–Polisen', purposes: ['Trygghet'], areas: ['Ungdomar', 'Stationsområdet'], parties: [police], validFrom: inDays(-1), validTo: inDays(300), ...input });
const turned = (op: typeof AcceptAgreement | typeof EndAgreement) => (by: string, { id, version }: Pick<Agreement, 'id' | 'version'>): Promise<Agreement> => county.hub.ask(op, county.as(by), { agreementId: id }, { ifMatch: version });
const [accept, end] = [turned(AcceptAgreement), turned(EndAgreement)];
const all = async (by: string) => (await county.hub.ask(Agreements, county.as(by), {})).items;
const nominate = (agreementId: string, input: Partial<RawInput<typeof NominateMember>> = {}) => county.hub.ask(NominateMember, county.as('admin.pol'), { groupId: youth, personId: person('kpol.nv'), agreementId, ...input });
const confirm = ({ id, version }: Output<typeof NominateMember>) => county.hub.ask(ConfirmNomination, county.as('admin.kop'), { nominationId: id }, { ifMatch: version });
const inGroup = (username: string) => county.hub.ask(GroupDetails, county.as(username), { groupId: youth });

describe('an agreement', () => {
  it('is registered by one party, and in force when another has accepted it', async () => {
    const registered = await register();

    expect(registered).toMatchObject({ state: 'waiting', registeredBy: { code: 'KOP' }, may: ['agreement.end'], areas: ['Ungdomar', 'Stationsområdet'] });
    expect((await all('admin.pol')).map(({ id, may }) => ({ id, may }))).toEqual([{ id: registered.id, may: ['agreement.accept'] }]);
    expect(await accept('admin.pol', registered)).toMatchObject({ state: 'in-force', version: '2', parties: [{ accepted: true }, { accepted: true }] });
    expect((await county.told()).findLast(({ type }) => type === AgreementChanged.type)).toMatchObject({ subject: registered.id, aggregateversion: 2, data: { state: 'in-force' } });
    expect(await county.see("select details->>'before' as before, details->>'after' as after from audit where object_id = $1 order by at", [registered.id])).toEqual([{ before: null, after: 'registered' }, { before: 'waiting', after: 'in-force' }]);
  });

  it.each([
    ['with nobody else', { parties: [stableId('organisation', 'KOP')] }, 'party-missing'], ['with one who is not known', { parties: [person('kpol.vm')] }, 'unknown-party'],
    ['that has ended', { validFrom: inDays(-9), validTo: inDays(-1) }, 'ends-before-it-begins'], ['that ends first', { validFrom: inDays(9), validTo: inDays(8) }, 'ends-before-it-begins'],
    ['with a personal identity number', { areas: ['Om 19811218-9876'] }, 'personal-identity-number'], ['without a purpose', { purposes: [] }, 'malformed'],
  ])('%s is refused', async (_, input, problem) => {
    await expect(register('admin.kop', input)).rejects.toEqual(refused(problem));
  });

  it.each([['a coordinator', 'brasam.kop'], ['the hub\'s administrator', 'admin.hub']])('is registered neither by %s, nor seen', async (_, by) => {
    const { id } = await register();

    await expect(register(by)).rejects.toEqual(refused('not-allowed'));
    await expect(county.hub.ask(Organisations, county.as(by), {})).rejects.toEqual(refused('not-allowed'));
    await expect(county.hub.ask(AgreementDetails, county.as(by), { agreementId: id })).rejects.toEqual(refused('not-found'));
    expect(await all(by)).toEqual([]);
  });

  it('does not exist for who is no party, and is ended by who registered it alone', async () => {
    const registered = await register();

    for (const change of [accept, end]) await expect(change('admin.arb', registered)).rejects.toEqual(refused('not-found'));
    await expect(end('admin.pol', registered)).rejects.toEqual(refused('not-allowed'));
    await expect(accept('admin.kop', registered)).rejects.toEqual(refused('wrong-state'));
    await expect(end('admin.kop', { ...registered, version: '7' })).rejects.toEqual(refused('stale'));
  });

  it('names the organisations of the hub to administrators', async () => {
    const { items } = await county.hub.ask(Organisations, county.as('admin.kop'), {});

    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(['KOP', 'POL', 'LST']));
  });
});

describe('a seat whose agreement runs out', () => {
  const passes = inDays(30);
  const inForce = async (input: Partial<RawInput<typeof RegisterAgreement>>): Promise<Agreement> => accept('admin.pol', await register('admin.kop', input));
  const seats = () => county.see<{ from: Date; to: Date; agreement: string }>('select valid_from as from, valid_to as to, agreement_id as agreement from memberships where person_id = $1 and group_id = $2 and agreement_id is not null order by 1', [person('kpol.nv'), youth]);

  it('is followed by one on the next agreement, by two keys beforehand, without a gap', async () => {
    const [running, next] = [await inForce({ validTo: passes }), await inForce({ name: 'Samverkan nästa år', validFrom: passes, validTo: inDays(395) })];
    await confirm(await nominate(running.id));
    expect((await county.hub.ask(PossibleNominees, county.as('admin.pol'), { groupId: youth, search: 'Polismyndigheten' })).items.map(({ id }) => id)).toContain(person('kpol.nv'));

    const further = await nominate(next.id);
    expect(await seats()).toHaveLength(1);
    expect((await county.hub.ask(PendingNominations, county.as('admin.kop'), {})).items.find(({ id }) => id === further.id)!.may).toContain('nomination.confirm');
    await confirm(further);

    expect((await seats()).map(({ from, to, agreement }) => [from > new Date() && from.toISOString(), to.toISOString(), agreement])).toEqual([[false, passes, running.id], [passes, next.validTo, next.id]]);
  });

  it('is told of beforehand to both sides\' administrators, and not where another follows; nobody waits for it once the agreement is ended', async () => {
    const [running, next] = [await inForce({ validTo: passes }), await inForce({ name: 'Samverkan nästa år', validFrom: passes, validTo: inDays(395) })];
    const told = async () => (await county.told()).filter(({ type, data }) => type === AgreementEndAnnounced.type && data['id'] === running.id).map(({ data }) => data);
    const looked = async (): Promise<void> => {
      await county.see("insert into due (kind, subject_id, at) values ('agreement-ends', $1, now())", [running.id]);
      await eventually(async () => expect(await county.see("select from due where kind = 'agreement-ends' and subject_id = $1 and state = 'pending' and at <= now()", [running.id])).toEqual([]));
    };
    await looked();
    expect(await told()).toEqual([]);
    await confirm(await nominate(running.id));
    await looked();
    expect(await told()).toMatchObject([{ state: 'open', lastDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), administrators: expect.arrayContaining([person('admin.kop'), person('admin.pol')]) }]);
    expect(await county.see("select extract(hour from at at time zone 'Europe/Stockholm')::int as hour, (valid_to at time zone 'Europe/Stockholm')::date - (at at time zone 'Europe/Stockholm')::date as days from due join agreements a on a.id::text = subject_id where kind = 'agreement-ends' and a.id = $1 and state = 'pending' order by seq desc limit 1", [running.id])).toEqual([{ hour: 8, days: 14 }]);
    await confirm(await nominate(next.id));
    await looked();
    expect(await told()).toHaveLength(1);

    await end('admin.kop', running);
    await eventually(async () => expect((await told()).at(-1)).toMatchObject({ state: 'closed', administrators: [] }));
  });

  it('is followed by none on the same agreement, nor on one that leaves a gap, nor by somebody new before it begins', async () => {
    const [running, late] = [await inForce({ validTo: passes }), await inForce({ validFrom: inDays(31), validTo: inDays(395) })];
    await expect(nominate(late.id)).rejects.toEqual(refused('no-agreement-in-force'));
    await confirm(await nominate(running.id));

    for (const { id } of [running, late]) await expect(nominate(id)).rejects.toEqual(refused('no-agreement-in-force'));
  });
});

describe('a seat in another organisation\'s group', () => {
  it('rests on an agreement in force between the two, and ends with it at the latest', async () => {
    const agreement = await accept('admin.pol', await register());
    const nominated = await nominate(agreement.id);

    expect(nominated).toMatchObject({ agreement: { id: agreement.id }, validTo: agreement.validTo });
    await confirm(nominated);
    const { memberships } = await county.hub.ask(AgreementDetails, county.as('admin.kop'), { agreementId: agreement.id });
    expect(memberships).toMatchObject([{ person: { id: person('kpol.nv') }, group: { name: 'Unggruppen Köping' }, validTo: agreement.validTo }]);
  });

  it('is asked for among the people of those with whom there is an agreement, also before any of them sits anywhere', async () => {
    const found = async () => (await county.hub.ask(PossibleNominees, county.as('admin.kop'), { groupId: youth, search: 'BUP' })).items.map(({ id }) => id);
    const agreementId = (await register('admin.kop', { parties: [stableId('organisation', 'REG')] })).id;
    const ask = () => county.hub.ask(NominateMember, county.as('admin.kop'), { groupId: youth, personId: person('bup.reg'), agreementId });

    expect(await found()).toEqual([]);
    await expect(ask()).rejects.toEqual(refused('unknown-person'));
    await county.see('update agreements set accepted = parties');
    expect(await found()).toEqual([person('bup.reg')]);
    expect(await ask()).toMatchObject({ begunBy: 'owner', awaits: 'home' });
  });

  it.each([
    ['the other has not accepted', () => register()], ['has not begun', async () => accept('admin.pol', await register('admin.kop', { validFrom: inDays(3) }))],
    ['has ended', async () => end('admin.kop', await accept('admin.pol', await register()))], ['is between others', () => register('admin.pol', { parties: [stableId('organisation', 'LST')] })],
  ])('is not nominated to on one that %s', async (_, make) => {
    await expect(nominate((await make()).id)).rejects.toEqual(refused('no-agreement-in-force'));
  });

  it('is not confirmed when the agreement has ended meanwhile', async () => {
    const agreement = await accept('admin.pol', await register());
    const nominated = await nominate(agreement.id);
    await end('admin.kop', agreement);

    await expect(confirm(nominated)).rejects.toEqual(refused('no-agreement-in-force'));
  });

  it('is gone at the second at which the agreement ends', async () => {
    const agreement = await accept('admin.pol', await register('admin.kop', { validTo: new Date(Date.now() + 4_000).toISOString() }));
    await confirm(await nominate(agreement.id));
    await inGroup('kpol.nv');

    await eventually(() => expect(Date.now()).toBeGreaterThan(Date.parse(agreement.validTo)));
    await expect(inGroup('kpol.nv')).rejects.toEqual(refused('not-found'));
  });

  it('ends, and is told to end, when the agreement is ended before its time', async () => {
    const agreement = await accept('admin.pol', await register());
    await confirm(await nominate(agreement.id));

    const { validTo } = await end('admin.kop', agreement);
    await eventually(async () => {
      await expect(inGroup('kpol.nv')).rejects.toEqual(refused('not-found'));
      expect((await county.told()).findLast(({ type }) => type === MembershipChanged.type)).toMatchObject({ actorkind: 'worker', aggregateversion: 2, data: { personId: person('kpol.nv'), validTo } });
    });
  });
});
