import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddSubstitute, AdministrationLog, EndMembership, GroupDetails, MembershipChanged, OpenReview, PartnerAccess, PossibleSubstitutes, ReviewSeats, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(async () => {
  await county.see('delete from memberships where substitute_of is not null');
  await county.see('update memberships set valid_to = null, version = 1 where group_id = $1', [youth]);
});

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const person = (username: string): string => stableId('person', username);
const seatOf = (username: string, group = 'UNGGRUPPEN-KOP'): string => stableId('membership', `${group}:${username}`);
const refused = (name: string) => expect.objectContaining({ name });
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
/** Lars sits in for Karin; both are of the same unit of the police. */
const sitIn = (by = 'admin.pol', input: Partial<RawInput<typeof AddSubstitute>> = {}, asking = {}, level: 2 | 3 = 3) =>
  county.hub.ask(AddSubstitute, county.as(by, level), { groupId: youth, membershipId: seatOf('kpol.vm'), personId: person('lpo.vm'), from: inDays(-0.01), to: inDays(7), ...input }, asking);
const possible = async (by: string, membershipId = seatOf('kpol.vm')) => (await county.hub.ask(PossibleSubstitutes, county.as(by), { groupId: youth, membershipId })).items.map(({ name }) => name);
const inGroup = (username: string) => county.hub.ask(GroupDetails, county.as(username), { groupId: youth });

describe('a seat that represents a unit', () => {
  it('is sat in by another of the unit from one instant to another, as the seat is', async () => {
    const to = inDays(7);
    await expect(inGroup('lpo.vm')).rejects.toEqual(refused('not-found'));
    const sitting = await sitIn('admin.pol', { to });

    expect(sitting).toMatchObject({ role: 'member', seat: 'LPO Västra Mälardalen', substituteFor: 'Karin Polvik', validTo: to, may: ['membership.end'] });
    expect((await inGroup('lpo.vm')).members!.find(({ id }) => id === sitting.id)).toMatchObject({ substituteFor: 'Karin Polvik' });
    expect((await county.told()).at(-1)).toMatchObject({ type: MembershipChanged.type, subject: sitting.id, actorid: person('admin.pol'), data: { personId: person('lpo.vm'), validTo: to } });
    expect((await county.hub.ask(AdministrationLog, county.as('admin.kop'), { limit: 1 })).items[0]).toMatchObject({ action: 'membership.substitute', by: { id: person('admin.pol') }, person: { id: person('lpo.vm') }, group: { id: youth }, after: 'substitute' });
  });

  it('is seen by nobody who is to sit in before the period begins, nor after it has ended', async () => {
    await sitIn('admin.pol', { from: inDays(1) });
    await expect(inGroup('lpo.vm')).rejects.toEqual(refused('not-found'));
    await county.see("update memberships set valid_from = now() - interval '2 days', valid_to = now() where substitute_of is not null");

    await expect(inGroup('lpo.vm')).rejects.toEqual(refused('not-found'));
    expect(await sitIn('admin.pol', { from: inDays(0.001) })).toMatchObject({ substituteFor: 'Karin Polvik' });
  });

  it('ends with the seat, and is told', async () => {
    const { id } = await sitIn();
    const ended = await county.hub.ask(EndMembership, county.as('admin.kop'), { groupId: youth, membershipId: seatOf('kpol.vm') }, { ifMatch: '1' });

    await eventually(async () => expect(await county.see('select version, valid_to from memberships where id = $1', [id])).toEqual([{ version: 2, valid_to: new Date(ended.validTo!) }]));
    await expect(inGroup('lpo.vm')).rejects.toEqual(refused('not-found'));
    await eventually(async () => expect((await county.told()).at(-1)).toMatchObject({ subject: id, actorid: 'substitutes', data: { validTo: ended.validTo } }));
  });

  it('shows who sits in, in an access review and to the owner', async () => {
    const { id } = await sitIn();
    expect((await county.hub.ask(PartnerAccess, county.as('admin.kop'), {})).items.find((right) => right.id === id)).toMatchObject({ substituteFor: 'Karin Polvik', until: expect.any(String) });
    const review = await county.hub.ask(OpenReview, county.as('admin.pol', 3), { lastDay: inDays(60).slice(0, 10) });

    const seats = (await county.hub.ask(ReviewSeats, county.as('admin.pol', 3), { reviewId: review.id })).items;
    expect(seats.find((one) => one.group.id === youth && one.person.id === person('lpo.vm'))).toMatchObject({ substituteFor: 'Karin Polvik' });
    expect(seats.find((one) => one.group.id === youth && one.person.id === person('kpol.vm'))).toMatchObject({ substituteFor: null });
  });
});

describe('who may sit in', () => {
  it('are the others of the holder\'s unit, and is said by that organisation\'s administrators', async () => {
    expect(await possible('admin.pol')).toEqual(['Lars Områdin']);
    expect((await inGroup('admin.pol')).members!.find(({ id }) => id === seatOf('kpol.vm'))!.may).toEqual(['membership.end', 'membership.substitute']);
    expect((await inGroup('admin.kop')).members!.find(({ id }) => id === seatOf('kpol.vm'))!.may).toEqual(['membership.end']);
  });

  it.each([
    ['the group\'s own administrator', 'admin.kop', 'not-allowed'], ['the one who holds it', 'kpol.vm', 'not-allowed'], ['a third organisation\'s administrator', 'admin.arb', 'not-found'], ['the hub\'s administrator', 'admin.hub', 'not-found'],
  ])('is not said by %s', async (_, by, problem) => {
    await expect(sitIn(by, {}, {}, 2)).rejects.toEqual(refused(problem));
    await expect(possible(by)).rejects.toEqual(refused(problem));
  });

  it.each([
    ['another unit', { personId: person('kpol.nv') }, 'unknown-person'], ['another organisation', { personId: person('rektor.kop') }, 'unknown-person'], ['who holds it', { personId: person('kpol.vm') }, 'unknown-person'], ['nobody', { personId: randomUUID() }, 'unknown-person'],
  ])('is not %s', async (_, input, problem) => {
    await expect(sitIn('admin.pol', input)).rejects.toEqual(refused(problem));
  });

  it.each([
    ['that ends before it begins', { from: inDays(3), to: inDays(2) }, 'ends-before-it-begins'], ['that is over', { from: inDays(-0.5), to: inDays(-0.2) }, 'ends-before-it-begins'], ['that began long ago', { from: inDays(-3) }, 'ends-before-it-begins'], ['of more than 92 days', { to: inDays(93) }, 'substitute-too-long'],
  ])('is not for a period %s', async (_, input, problem) => {
    await expect(sitIn('admin.pol', input)).rejects.toEqual(refused(problem));
  });

  it('is not for longer than the seat, for somebody who is a member then, nor in a seat that is sat in or represents no unit', async () => {
    const { id } = await sitIn();
    await expect(sitIn()).rejects.toEqual(refused('already-member'));
    await expect(sitIn('admin.pol', { membershipId: id, personId: person('kpol.vm') })).rejects.toEqual(refused('seat-is-personal'));
    await county.see('delete from memberships where id = $1', [id]);
    await county.see("update memberships set valid_to = now() + interval '2 days' where id = $1", [seatOf('kpol.vm')]);
    await expect(sitIn()).rejects.toEqual(refused('substitute-too-long'));
    await county.see('update memberships set seat = null where id = $1', [seatOf('ifochef.kop')]);
    await expect(sitIn('admin.kop', { membershipId: seatOf('ifochef.kop'), personId: person('ifo1.kop') })).rejects.toEqual(refused('seat-is-personal'));
  });

  it('is agreed on by two keys where the group is of individual level', async () => {
    const seat = { groupId: stableId('group', 'INSATSGRUPP-KOP'), membershipId: seatOf('kpol.vm', 'INSATSGRUPP-KOP') };

    await expect(sitIn('admin.pol', seat)).rejects.toEqual(refused('second-person-needed'));
    await expect(sitIn('admin.pol', seat, {}, 2)).rejects.toEqual(refused('not-found'));
  });

  it('is decided once for one Idempotency-Key, and past the handlers by nobody else', async () => {
    const [idempotencyKey, period] = [randomUUID(), { from: inDays(0), to: inDays(7) }];
    const [first, twin] = await Promise.all([sitIn('admin.pol', period, { idempotencyKey }), sitIn('admin.pol', period, { idempotencyKey })]);
    expect(twin.id).toBe(first.id);
    const db = await county.hub.db('directory');
    const caller = { kind: 'person', identityProvider: 'kop', homeId: 'admin.kop', organisation: 'kop', assuranceLevel: 3, client: 'test', session: 'test' } as const;

    await expect(db.as(caller, (tx) => tx.query('select sit_in($1, $2, $3, $4, $5)', [randomUUID(), seatOf('kpol.vm'), person('lpo.vm'), inDays(0), inDays(1)]))).rejects.toThrow(/only the organisation whose unit holds the seat/);
  });
});
