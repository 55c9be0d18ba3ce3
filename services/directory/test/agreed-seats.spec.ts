import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddSubstitute, AdministrationLog, AgreeOnSeat, EndAgreement, GroupDetails, MembershipChanged, PartnerAccess, WhyISeeGroup, type Output, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const [youth, individual] = [stableId('group', 'UNGGRUPPEN-KOP'), stableId('group', 'INSATSGRUPP-KOP')];
const person = (username: string): string => stableId('person', username);
const refused = (name: string, pointer?: string) => expect.objectContaining({ name, ...(pointer ? { body: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }) } : {}) });
const agreed = `insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
  select $1, 1, 'Samverkan', '{Trygghet}', '{Köping}', array_agg(id), array_agg(id), $2, now() - interval '1 day', now() + interval '200 days' from organisations where code = any($3)`;

let agreement: string;
let seat: Output<typeof PartnerAccess>['items'][number];
const rights = async (by = 'admin.kop', level?: 2 | 3) => (await county.hub.ask(PartnerAccess, county.as(by, level), {})).items;
const seatOf = async (username: string, group = youth) => (await rights('admin.kop', 3)).find((right) => right.person.id === person(username) && right.group.id === group)!;
const agree = (by = 'admin.kop', input: Partial<RawInput<typeof AgreeOnSeat>> = {}, ifMatch = seat.version) => county.hub.ask(AgreeOnSeat, county.as(by), { groupId: seat.group.id, membershipId: seat.id, agreementId: agreement, ...input }, { ifMatch });

beforeEach(async () => {
  await county.see('delete from memberships where substitute_of is not null');
  await county.see('update memberships set agreement_id = null, valid_to = null where group_id = $1', [youth]);
  await county.see('delete from agreements');
  agreement = randomUUID();
  await county.see(agreed, [agreement, stableId('organisation', 'KOP'), ['KOP', 'POL']]);
  seat = await seatOf('kpol.vm');
});

describe('a seat from before agreements were asked for', () => {
  it('is put on one by an administrator of the group\'s owner: it says so, is told and logged, and ends with it', async () => {
    expect(seat).toMatchObject({ agreement: null, until: null, may: ['membership.agree'] });

    const after = await agree();

    expect(new Date(after.validTo!).getTime()).toBeGreaterThan(Date.now() + 199 * 86_400_000);
    expect(await seatOf('kpol.vm')).toMatchObject({ agreement: { id: agreement, name: 'Samverkan' }, until: after.validTo, may: [] });
    expect((await county.hub.ask(WhyISeeGroup, county.as('kpol.vm'), { groupId: youth })).reasons).toMatchObject([{ through: 'group', until: after.validTo, agreement: { id: agreement } }]);
    expect((await county.told()).findLast(({ type }) => type === MembershipChanged.type)).toMatchObject({ subject: seat.id, data: { validTo: after.validTo } });
    expect((await county.hub.ask(AdministrationLog, county.as('admin.kop'), { limit: 1 })).items).toMatchObject([{ action: 'membership.agree', person: { id: person('kpol.vm') }, group: { id: youth }, agreement: { id: agreement }, after: 'changed', changes: [{ what: 'end', before: null, after: after.validTo }] }]);

    await county.hub.ask(EndAgreement, county.as('admin.kop'), { agreementId: agreement }, { ifMatch: '1' });
    await eventually(async () => expect(await county.hub.answer(GroupDetails, county.as('kpol.vm'), { groupId: youth })).toMatchObject({ problem: { status: 404 } }));
  });

  it('keeps an end of its own that comes sooner, and takes with it whoever sits in it', async () => {
    await county.see("update memberships set valid_to = now() + interval '30 days', seat = 'LPO' where id = $1", [seat.id]);
    const sooner = await seatOf('kpol.vm');
    const sitting = await county.hub.ask(AddSubstitute, county.as('admin.pol', 3), { groupId: youth, membershipId: seat.id, personId: person('lpo.vm'), from: inDays(-0.01), to: inDays(7) });

    expect((await agree('admin.kop', {}, sooner.version)).validTo).toBe(sooner.until);
    expect(await seatOf('lpo.vm')).toMatchObject({ id: sitting.id, until: sitting.validTo, agreement: { id: agreement }, may: [] });
  });

  it('is sat in by nobody after the agreement: whoever was to come then does not', async () => {
    const later = randomUUID();
    await county.see(`insert into memberships (id, version, at, group_id, person_id, role, seat, valid_from, valid_to, substitute_of)
      select $1, 1, next_place(), group_id, $2, role, 'LPO', now() + interval '210 days', now() + interval '217 days', id from memberships where id = $3`, [later, person('lpo.vm'), seat.id]);

    await agree();

    expect(await county.see('select valid_to = valid_from as never from memberships where id = $1', [later])).toEqual([{ never: true }]);
  });

  it('gets one once, and only one that holds between the two organisations now', async () => {
    const [others, ended] = [randomUUID(), randomUUID()];
    await county.see(agreed, [others, stableId('organisation', 'KOP'), ['KOP', 'ARB']]);
    await county.see(agreed, [ended, stableId('organisation', 'KOP'), ['KOP', 'POL']]);
    await county.see('update agreements set valid_to = now() where id = $1', [ended]);

    for (const agreementId of [others, ended]) await expect(agree('admin.kop', { agreementId })).rejects.toEqual(refused('no-agreement-in-force', '/agreementId'));
    await expect(agree('admin.kop', { agreementId: randomUUID() })).rejects.toEqual(refused('unknown-agreement', '/agreementId'));
    await expect(agree('admin.kop', {}, '99')).rejects.toEqual(refused('stale'));
    const { version } = await agree();
    await expect(agree('admin.kop', {}, version)).rejects.toEqual(refused('wrong-state'));
  });

  it('is not put on one where it needs none: of the owner\'s own people', async () => {
    const { members } = await county.hub.ask(GroupDetails, county.as('admin.kop'), { groupId: youth });
    const own = members!.find((one) => one.person.id === person('rektor.kop'))!;

    await expect(agree('admin.kop', { membershipId: own.id }, own.version)).rejects.toEqual(refused('wrong-state'));
    await expect(past('admin.kop', own.id)).rejects.toThrow(/who owns a group/);
  });

  it('is not by others: refused who sees it, and hidden for the rest, past the handler too', async () => {
    await expect(agree('admin.pol')).rejects.toEqual(refused('not-allowed'));
    await expect(agree('kpol.vm')).rejects.toEqual(refused('not-allowed'));
    for (const by of ['admin.arb', 'admin.hub']) await expect(agree(by)).rejects.toEqual(refused('not-found'));
    for (const by of ['admin.pol', 'kpol.vm', 'admin.arb', 'brasam.kop']) await expect(past(by, seat.id)).rejects.toThrow(/who owns a group/);
    expect(await county.see('select from memberships where id = $1 and agreement_id is null', [seat.id])).toHaveLength(1);
  });

  it('is hidden below the group\'s level', async () => {
    const high = (await rights('admin.kop', 3)).find(({ group }) => group.level === 'INDIVIDUAL')!;

    expect(high).toMatchObject({ group: { id: individual }, may: ['membership.agree'] });
    const below = county.hub.ask(AgreeOnSeat, county.as('admin.kop', 2), { groupId: individual, membershipId: high.id, agreementId: agreement }, { ifMatch: high.version });
    await expect(below).rejects.toEqual(refused('not-found'));
    await expect(past('admin.kop', high.id, 2)).rejects.toThrow(/who owns a group/);
  });
});

/** Past the handler, as the service's own role. */
const past = async (by: string, held: string, level = 3): Promise<unknown> => {
  const { organisationAlias: organisation } = county.as(by);
  const db = await county.hub.db('directory');
  return db.as({ kind: 'person', identityProvider: organisation, homeId: by, organisation, assuranceLevel: level, client: 'test', session: 'test' }, (tx) => tx.query('select agree_on_seat($1, $2)', [held, agreement]));
};
