import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ConfirmNomination, DeclineNomination, GroupDetails, MembershipChanged, NominateMember, NominationChanged, PendingNominations, PossibleNominees, ProposalChanged, WithdrawNomination, type Output, type RawInput } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see("update people set roles = '{administrator}' where home_id in ('fc-sa.kop', 'lpo.vm')");
  await county.see(agreement, [agreementId, ['KOP', 'POL']]);
}, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(async () => {
  await county.see('delete from memberships where id in (select membership_id from nominations)');
  await county.see('delete from nominations');
});

const agreementId = randomUUID();
const agreement = `insert into agreements select $1, 1, 'Samverkan', '{Trygghet}', '{Ungdomar}', array_agg(id), array_agg(id), (array_agg(id))[1], now() - interval '1 day', now() + interval '1 year' from organisations where code = any($2)`;
type Nomination = Output<typeof NominateMember>;
const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');
const person = (username: string): string => stableId('person', username);
const refused = (name: string) => expect.objectContaining({ name });
const nominate = (by: string, username: string, input: Partial<RawInput<typeof NominateMember>> = {}, asking = {}): Promise<Nomination> =>
  county.hub.ask(NominateMember, county.as(by, 3), { groupId: youth, personId: person(username), agreementId, ...input }, asking);
const turned = (op: typeof ConfirmNomination | typeof WithdrawNomination) => (by: string, { id, version }: Pick<Nomination, 'id' | 'version'>, asking = {}) =>
  county.hub.ask(op, county.as(by, 3), { nominationId: id }, { ifMatch: version, ...asking });
const [confirm, withdraw] = [turned(ConfirmNomination), turned(WithdrawNomination)];
const decline = (by: string, { id, version }: Nomination, reason = 'Vi har redan någon där.') => county.hub.ask(DeclineNomination, county.as(by, 3), { nominationId: id, reason }, { ifMatch: version });
const waiting = async (by: string, level: 2 | 3 = 3) => (await county.hub.ask(PendingNominations, county.as(by, level), {})).items;
const inGroup = (username: string) => county.hub.ask(GroupDetails, county.as(username, 3), { groupId: youth });
const lastTold = async (type: string) => (await county.told()).findLast((one) => one.type === type)!;

describe('another organisation\'s person', () => {
  it('is nominated at home and confirmed by the owner, and sits in the group then and not before', async () => {
    const nominated = await nominate('admin.pol', 'kpol.nv', { seat: 'LPO Norra' });

    expect(nominated).toMatchObject({ version: '1', begunBy: 'home', awaits: 'owner', state: 'pending', may: ['nomination.withdraw'], group: { name: 'Unggruppen Köping' } });
    await expect(inGroup('kpol.nv')).rejects.toEqual(refused('not-found'));
    expect(await county.see('select id from memberships where person_id = $1', [person('kpol.nv')])).not.toContainEqual({ group_id: youth });
    expect(await confirm('admin.kop', nominated)).toMatchObject({ version: '2', awaits: null, state: 'confirmed', may: [] });
    const member = (await inGroup('kpol.nv')).members!.find(({ seat }) => seat === 'LPO Norra')!;
    expect(member).toMatchObject({ role: 'member', validTo: nominated.validTo });
    expect(await lastTold(MembershipChanged.type)).toMatchObject({ subject: member.id, actorid: person('admin.kop'), data: { personId: person('kpol.nv'), groupId: youth } });
  });

  it('is asked for by the owner and confirmed at home, as it was asked', async () => {
    const validTo = new Date(Date.now() + 86_400_000).toISOString();
    const asked = await nominate('admin.kop', 'lpo.vm', { role: 'guest', validTo });

    expect(asked).toMatchObject({ begunBy: 'owner', awaits: 'home', validTo });
    await confirm('admin.pol', asked);
    expect((await inGroup('lpo.vm')).members!.find(({ role }) => role === 'guest')).toMatchObject({ validTo });
  });

  it('is never let in by the organisation that turned the first key, by either way', async () => {
    const [nominated, asked] = [await nominate('admin.pol', 'kpol.nv'), await nominate('admin.kop', 'lpo.vm')];

    await expect(confirm('admin.pol', nominated)).rejects.toEqual(refused('not-allowed'));
    await expect(confirm('admin.kop', asked)).rejects.toEqual(refused('not-allowed'));
    await expect(decline('admin.pol', nominated)).rejects.toEqual(refused('not-allowed'));
  });

  it('is not let in by who is to be let in', async () => {
    await expect(nominate('lpo.vm', 'lpo.vm')).rejects.toEqual(refused('not-allowed'));
    await expect(confirm('lpo.vm', await nominate('admin.kop', 'lpo.vm'))).rejects.toEqual(refused('not-allowed'));
  });

  it.each([['a member', 'brasam.kop', 'not-found'], ['a third organisation\'s administrator', 'admin.arb', 'not-found'], ['the hub\'s administrator', 'admin.hub', 'not-found']])('is not confirmed by %s, for whom it does not exist', async (_, by, problem) => {
    const nominated = await nominate('admin.pol', 'kpol.nv');

    for (const op of [confirm, withdraw]) await expect(op(by, nominated)).rejects.toEqual(refused(problem));
    await expect(decline(by, nominated)).rejects.toEqual(refused(problem));
    expect(await waiting(by)).toEqual([]);
  });

  it('is let into an individual-level group only by the authority that owns it', async () => {
    const nominated = await nominate('admin.pol', 'lpo.vm', { groupId: intervention });

    await expect(nominate('admin.kop', 'lpo.vm', { groupId: intervention })).rejects.toEqual(refused('not-allowed'));
    await expect(confirm('admin.kop', nominated)).rejects.toEqual(refused('not-allowed'));
    expect(await waiting('admin.pol', 2)).toEqual([]);
    expect(await confirm('fc-sa.kop', nominated)).toMatchObject({ state: 'confirmed' });
  });

  it.each([
    ['who is a member', 'admin.kop', 'kpol.vm', 'already-member'], ['whom the owner does not see', 'admin.kop', 'bup.reg', 'unknown-person'], ['who works at the owner\'s', 'admin.kop', 'kurator.kop', 'own-organisations-person'],
    ['of another\'s, by whom does not own the group', 'admin.pol', 'rektor.kop', 'not-allowed'],
  ])('%s is refused', async (_, by, username, problem) => {
    await expect(nominate(by, username)).rejects.toEqual(refused(problem));
  });

  it('waits once, also when both begin at the same time', async () => {
    const results = await Promise.allSettled([nominate('admin.pol', 'lpo.vm'), nominate('admin.kop', 'lpo.vm')]);

    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('already-nominated') });
    expect(await waiting('admin.kop')).toHaveLength(1);
  });
});

describe('what waits', () => {
  it('is told to those who hold the next key, who decline it with a reason that both read', async () => {
    const nominated = await nominate('admin.pol', 'kpol.nv');

    expect(await lastTold(NominationChanged.type)).toMatchObject({ subject: nominated.id, aggregateversion: 1, data: { awaits: 'owner', state: 'pending', groupId: youth } });
    expect(await lastTold(ProposalChanged.type)).toMatchObject({ data: { id: nominated.id, of: 'nomination', requiredAssuranceLevel: 2, administrators: expect.arrayContaining([person('admin.kop')]) } });
    expect((await waiting('admin.kop')).map(({ id, may }) => ({ id, may }))).toEqual([{ id: nominated.id, may: ['nomination.confirm', 'nomination.decline'] }]);
    expect(await decline('admin.kop', nominated)).toMatchObject({ state: 'declined', reason: 'Vi har redan någon där.' });
    expect(await lastTold(ProposalChanged.type)).toMatchObject({ data: { id: nominated.id, of: 'nomination', state: 'closed', administrators: expect.arrayContaining([person('admin.kop'), person('admin.pol')]) } });
    for (const by of ['admin.kop', 'admin.pol']) expect(await waiting(by)).toMatchObject([{ id: nominated.id, state: 'declined', reason: 'Vi har redan någon där.', may: [] }]);
    await expect(confirm('admin.kop', { ...nominated, version: '2' })).rejects.toEqual(refused('wrong-state'));
    await expect(inGroup('kpol.nv')).rejects.toEqual(refused('not-found'));
  });

  it('is taken back by who began it', async () => {
    const asked = await nominate('admin.kop', 'lpo.vm');

    expect(await withdraw('admin.kop', asked)).toMatchObject({ state: 'withdrawn' });
    expect(await waiting('admin.pol')).toEqual([]);
  });

  it('expires', async () => {
    const nominated = await nominate('admin.pol', 'kpol.nv');
    await county.see("update nominations set expires_at = now() - interval '1 second'");

    expect(await waiting('admin.kop')).toEqual([]);
    await expect(confirm('admin.kop', nominated)).rejects.toEqual(refused('wrong-state'));
    expect(await nominate('admin.pol', 'kpol.nv')).toMatchObject({ state: 'pending' });
  });

  it('is not confirmed for a person who has left meanwhile', async () => {
    const nominated = await nominate('admin.pol', 'kpol.nv');
    await county.see("update people set status = 'ended' where home_id = 'kpol.nv'");

    await expect(confirm('admin.kop', nominated)).rejects.toEqual(refused('unknown-person'));
    await county.see("update people set status = 'active' where home_id = 'kpol.nv'");
  });

  it('shows the group to those who are asked, as long as they are', async () => {
    await county.see('update memberships set valid_to = now() where group_id = $1 and person_id = $2', [youth, person('kpol.vm')]);
    const asked = await nominate('admin.kop', 'lpo.vm');

    expect(await inGroup('admin.pol')).toMatchObject({ name: 'Unggruppen Köping', members: [] });
    await decline('admin.pol', asked);
    await expect(inGroup('admin.pol')).rejects.toEqual(refused('not-found'));
    await county.see('update memberships set valid_to = null where group_id = $1 and person_id = $2', [youth, person('kpol.vm')]);
  });

  it('is changed once for one Idempotency-Key, and refused with an old version', async () => {
    const idempotencyKey = randomUUID();
    const [first, twin] = await Promise.all([nominate('admin.pol', 'kpol.nv', {}, { idempotencyKey }), nominate('admin.pol', 'kpol.nv', {}, { idempotencyKey })]);
    const again = { idempotencyKey: randomUUID() };

    expect(twin).toEqual(first);
    expect(await confirm('admin.kop', first, again)).toEqual(await confirm('admin.kop', first, again));
    await expect(confirm('admin.kop', { ...first, version: '7' })).rejects.toEqual(refused('stale'));
  });

  it('is in the log with what it was and what it became', async () => {
    const nominated = await nominate('admin.pol', 'kpol.nv');
    await confirm('admin.kop', nominated);

    expect(await county.see('select action, actor_id, details->>\'before\' as before, details->>\'after\' as after from audit where object_id = $1 order by at', [nominated.id])).toEqual([
      { action: 'nomination.make', actor_id: person('admin.pol'), before: null, after: 'pending' }, { action: 'nomination.confirm', actor_id: person('admin.kop'), before: 'pending', after: 'confirmed' },
    ]);
  });
});

describe('those who may be nominated', () => {
  const found = async (by: string, search = '') => (await county.hub.ask(PossibleNominees, county.as(by, 3), { groupId: youth, search })).items.map(({ organisation }) => organisation.code);

  it('are, for the owner, others\' people in groups that it sees', async () => {
    expect(new Set(await found('admin.kop'))).not.toContain('KOP');
    expect(await found('admin.kop', 'Polis')).toContain('POL');
  });

  it('are the own people for another organisation, and nobody for those who administer nothing', async () => {
    expect(new Set(await found('admin.pol'))).toEqual(new Set(['POL']));
    await expect(found('brasam.kop')).rejects.toEqual(refused('not-allowed'));
  });
});

describe('the database itself', () => {
  const sql = (username: string, statement: string, params: unknown[]) => county.hub.db('directory').then((db) => {
    const { organisationAlias: organisation } = county.as(username);
    return db.as({ kind: 'person', identityProvider: organisation, homeId: username, organisation, assuranceLevel: 3, client: 'test', session: 'test' }, (tx) => tx.query(statement, params));
  });
  const add = "insert into memberships (id, version, at, group_id, person_id, role, valid_from, valid_to, agreement_id) select $1, 1, 1, $2, $3, 'member', now(), a.valid_to, a.id from agreements a";

  it('lets in what two keys were turned for, once and as it was agreed', async () => {
    const { id } = await nominate('admin.pol', 'kpol.nv');
    const membershipId = randomUUID();

    await expect(sql('admin.pol', 'select confirm_nomination($1, $2)', [id, membershipId])).rejects.toThrow(/only the organisation whose key is missing/);
    await expect(sql('admin.kop', add, [membershipId, youth, person('kpol.nv')])).rejects.toThrow(/row-level security/);
    await sql('admin.kop', 'select confirm_nomination($1, $2)', [id, membershipId]);
    await expect(sql('admin.kop', add, [membershipId, youth, person('lpo.vm')])).rejects.toThrow(/row-level security/);
    await expect(sql('admin.kop', add.replace("'member'", "'chair'"), [membershipId, youth, person('kpol.nv')])).rejects.toThrow(/row-level security/);
    await expect(sql('admin.kop', add, [randomUUID(), youth, person('kpol.nv')])).rejects.toThrow(/row-level security/);
    await expect(sql('admin.kop', add.replace('a.id from', 'null from'), [membershipId, youth, person('kpol.nv')])).rejects.toThrow(/row-level security/);
    expect(await sql('admin.kop', add, [membershipId, youth, person('kpol.nv')])).toEqual([]);
  });

  it.each(["update nominations set state = 'confirmed'", 'delete from nominations', 'insert into nominations select * from nominations'])('refuses an administrator: %s', async (statement) => {
    await expect(sql('admin.kop', statement, [])).rejects.toThrow(/permission denied/);
  });
});
