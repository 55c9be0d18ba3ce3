import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddMember, ConfirmNomination, DeclineNomination, GroupDetails, NominateMember, PendingNominations, PossibleMembers, ProposalChanged, WithdrawNomination, type Output, type RawInput } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
}, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(async () => {
  await county.see('delete from memberships where id in (select membership_id from nominations)');
  await county.see('delete from nominations');
});

type Nomination = Output<typeof NominateMember>;
const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');
const person = (username: string): string => stableId('person', username);
const refused = (name: string) => expect.objectContaining({ name });
const nominate = (by: string, username: string, input: Partial<RawInput<typeof NominateMember>> = {}): Promise<Nomination> =>
  county.hub.ask(NominateMember, county.as(by, 3), { groupId: intervention, personId: person(username), ...input });
const turned = (op: typeof ConfirmNomination | typeof WithdrawNomination) => (by: string, { id, version }: Pick<Nomination, 'id' | 'version'>) => county.hub.ask(op, county.as(by, 3), { nominationId: id }, { ifMatch: version });
const [confirm, withdraw] = [turned(ConfirmNomination), turned(WithdrawNomination)];
const decline = (by: string, { id, version }: Nomination, reason = 'Vi har redan någon där.') => county.hub.ask(DeclineNomination, county.as(by, 3), { nominationId: id, reason }, { ifMatch: version });
const waiting = async (by: string, level: 2 | 3 = 3) => (await county.hub.ask(PendingNominations, county.as(by, level), {})).items;
const sql = (username: string, statement: string, params: unknown[]) => county.hub.db('directory').then((db) => {
  const { organisationAlias: organisation } = county.as(username);
  return db.as({ kind: 'person', identityProvider: organisation, homeId: username, organisation, assuranceLevel: 3, client: 'test', session: 'test' }, (tx) => tx.query(statement, params));
});
const add = "insert into memberships (id, version, at, group_id, person_id, role, valid_from, valid_to, agreement_id) select $1, 1, 1, $2, $3, 'member', now(), a.valid_to, a.id from agreements a";

describe('adding to a group of individual level', () => {
  const byAuthority = async (by: string, personId: string, role: 'chair' | 'secretary' | 'member') => county.hub.ask(AddMember, county.as(by, 3), { groupId: intervention, personId, role });
  /** What every administrator of the owner's organisation may do with a group that stands: none of it lets anybody in. */
  const steps = ['group.change', 'group.rest', 'group.wind-up'];
  const mayOf = async (by: string) => (await county.hub.ask(GroupDetails, county.as(by, 3), { groupId: intervention })).may;

  it.each(['chair', 'secretary', 'member'] as const)('as %s is refused to an administrator of another authority in the same municipality', async (role) => {
    await expect(byAuthority('admin.kop', person('kurator.kop'), role)).rejects.toEqual(refused('not-allowed'));
    await expect(byAuthority('admin.kop', person('admin.kop'), role)).rejects.toEqual(refused('not-allowed'));
    expect(await mayOf('admin.kop')).toEqual(steps);
  });

  it('offers nobody to an administrator of another authority', async () => {
    await expect(county.hub.ask(PossibleMembers, county.as('admin.kop'), { groupId: intervention })).rejects.toEqual(refused('not-allowed'));
  });

  it('takes two people, also for an administrator of the authority that owns it', async () => {
    expect(await mayOf('fc-sa.kop')).toEqual([...steps, 'membership.let-in', 'nomination.make']);
    await expect(byAuthority('fc-sa.kop', person('fc-sa.kop'), 'chair')).rejects.toEqual(refused('not-allowed'));
    await expect(byAuthority('fc-sa.kop', person('falt.kop'), 'member')).rejects.toEqual(refused('second-person-needed'));
    expect(await county.see('select from memberships where group_id = $1 and person_id = $2', [intervention, person('falt.kop')])).toEqual([]);
  });
});

describe('one of the own people, for an individual-level group', () => {
  const propose = (username = 'falt.kop', input: Partial<RawInput<typeof NominateMember>> = {}) => nominate('fc-sa.kop', username, input);
  const members = async () => (await county.see<{ person_id: string }>('select person_id from memberships where group_id = $1 and (valid_to is null or valid_to > now())', [intervention])).map((one) => one.person_id);

  it('is proposed by the owner authority\'s administrator and let in by another of the organisation, and not before', async () => {
    const proposed = await propose('falt.kop', { seat: 'Fältgruppen' });

    expect(proposed).toMatchObject({ begunBy: 'owner', awaits: 'home', state: 'pending', agreement: null, proposedBy: 'Sonja Omsorgsäng', nobodyElse: false, may: ['nomination.withdraw'] });
    expect(await members()).not.toContain(person('falt.kop'));
    expect((await county.told()).findLast(({ type }) => type === ProposalChanged.type)).toMatchObject({ data: { id: proposed.id, of: 'nomination', state: 'open', requiredAssuranceLevel: 3, administrators: [person('admin.kop')] } });
    expect(await waiting('admin.kop')).toMatchObject([{ id: proposed.id, proposedBy: 'Sonja Omsorgsäng', may: ['nomination.confirm', 'nomination.decline'] }]);
    expect(await confirm('admin.kop', proposed)).toMatchObject({ state: 'confirmed', may: [] });
    expect(await members()).toContain(person('falt.kop'));
    expect(await county.see("select action, actor_id from audit where object_id = $1 order by at", [proposed.id])).toEqual([
      { action: 'nomination.make', actor_id: person('fc-sa.kop') }, { action: 'nomination.confirm', actor_id: person('admin.kop') },
    ]);
  });

  it('is not let in by who proposed it, by who is proposed, nor below the group\'s level, and no other organisation hears of it', async () => {
    const proposed = await propose();

    await expect(confirm('fc-sa.kop', proposed)).rejects.toEqual(refused('not-allowed'));
    await expect(decline('fc-sa.kop', proposed)).rejects.toEqual(refused('not-allowed'));
    await expect(withdraw('admin.kop', proposed)).rejects.toEqual(refused('not-allowed'));
    await expect(confirm('admin.pol', proposed)).rejects.toEqual(refused('not-found'));
    expect(await waiting('admin.kop', 2)).toEqual([]);
    expect(await withdraw('fc-sa.kop', proposed)).toMatchObject({ state: 'withdrawn' });
  });

  it('is declined with a reason, and proposed by nobody of another authority, nor for a general group', async () => {
    expect(await decline('admin.kop', await propose())).toMatchObject({ state: 'declined', reason: 'Vi har redan någon där.' });
    await expect(nominate('admin.kop', 'falt.kop')).rejects.toEqual(refused('not-allowed'));
    await expect(nominate('fc-sa.kop', 'kurator.kop', { groupId: youth })).rejects.toEqual(refused('own-organisations-person'));
  });

  it('waits for nobody where nobody else administers the organisation, and says so', async () => {
    await county.see("update people set status = 'dormant' where home_id = 'admin.kop'");
    const proposed = await propose();
    await county.see("update people set status = 'active' where home_id = 'admin.kop'");

    expect(proposed).toMatchObject({ nobodyElse: true });
    expect(await waiting('fc-sa.kop')).toMatchObject([{ nobodyElse: false }]);
  });

  it('is not let in past the handlers either', async () => {
    const { id } = await propose();

    await expect(sql('fc-sa.kop', 'select confirm_nomination($1, $2)', [id, randomUUID()])).rejects.toThrow(/only the organisation whose key is missing/);
    await expect(sql('admin.kop', "select close_nomination($1, 'withdrawn', null)", [id])).rejects.toThrow(/only the first is taken back/);
    await expect(sql('fc-sa.kop', add.replace('a.valid_to, a.id from agreements a', 'null, null'), [randomUUID(), intervention, person('falt.kop')])).rejects.toThrow(/row-level security/);
  });
});
