import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddMember, EndMembership, GroupDetails, MembershipChanged, PossibleMembers, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');
const person = (username: string): string => stableId('person', username);
const membership = (group: string, username: string): string => stableId('membership', `${group}:${username}`);
const refused = (name: string) => expect.objectContaining({ name });

const add = (by: string, input: Partial<RawInput<typeof AddMember>> = {}, asking = {}) =>
  county.hub.ask(AddMember, county.as(by), { groupId: youth, personId: person('kurator.kop'), ...input }, asking);
const end = (by: string, membershipId: string, asking = { ifMatch: '1' }, groupId = youth) => county.hub.ask(EndMembership, county.as(by), { groupId, membershipId }, asking);
/** Makes somebody an administrator, as the organisation's own registry would. */
const appoint = (username: string) => county.see("update people set roles = '{administrator}' where id = $1", [person(username)]);
const lastTold = async () => (await county.told()).at(-1)!;

describe('adding a member', () => {
  beforeEach(() => county.see("delete from memberships where person_id = $1", [person('kurator.kop')]));

  it('lets the person into the group at once, and tells it', async () => {
    const added = await add('admin.kop', { role: 'guest', seat: 'Elevhälsan' });

    expect(added).toMatchObject({ version: '1', role: 'guest', seat: 'Elevhälsan', person: { name: 'Kim Hälsevall' }, validTo: null, may: ['membership.end', 'membership.substitute'] });
    expect((await county.hub.ask(GroupDetails, county.as('kurator.kop'), { groupId: youth })).myRole).toBe('guest');
    expect(await lastTold()).toMatchObject({ type: MembershipChanged.type, subject: added.id, aggregateversion: 1, actorkind: 'person', actorid: person('admin.kop'), data: { groupId: youth, personId: person('kurator.kop'), role: 'guest', validTo: null } });
    expect(await county.see('select action, actor_id from audit where object_id = $1', [added.id])).toEqual([{ action: 'membership.add', actor_id: person('admin.kop') }]);
  });

  it('takes a place after all earlier changes', async () => {
    const before = (await lastTold()).data['at'] as number;

    await add('admin.kop');

    expect((await lastTold()).data['at']).toBeGreaterThan(before);
  });

  it('is done once for one Idempotency-Key, whoever asks again', async () => {
    const idempotencyKey = randomUUID();
    const [first, twin] = await Promise.all([add('admin.kop', {}, { idempotencyKey }), add('admin.kop', {}, { idempotencyKey })]);

    expect(twin.id).toBe(first.id);
    expect(await county.see('select id from memberships where person_id = $1', [person('kurator.kop')])).toEqual([{ id: first.id }]);
  });

  it('is refused for one of two who add the same person at the same time', async () => {
    const results = await Promise.allSettled([add('admin.kop'), add('admin.kop')]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('already-member') });
  });

  it.each([
    ['somebody who is a member', 'rektor.kop', 'already-member'],
    ['another organisation\'s person in the group', 'kpol.vm', 'other-organisations-person'],
    ['another organisation\'s person whom the administrator does not see', 'bup.reg', 'unknown-person'],
    ['nobody', 'no.body', 'unknown-person'],
  ])('is refused for %s', async (_, username, problem) => {
    await expect(add('admin.kop', { personId: person(username) })).rejects.toEqual(refused(problem));
  });

  it('is refused when it would end before it begins', async () => {
    await expect(add('admin.kop', { validTo: '2020-01-01T00:00:00Z' })).rejects.toEqual(refused('ends-before-it-begins'));
  });

  it.each([
    ['a member', 'brasam.kop', 'kurator.kop', 'not-allowed'], ['another organisation\'s administrator', 'admin.pol', 'kpol.nv', 'not-allowed'],
    ['somebody outside', 'kurator.kop', 'kurator.kop', 'not-found'], ['the hub\'s administrator', 'admin.hub', 'admin.hub', 'not-found'],
  ])('is refused to %s', async (_, username, whom, problem) => {
    await expect(add(username, { personId: person(whom) })).rejects.toEqual(refused(problem));
  });

  it('is refused to an administrator who would add himself', async () => {
    await expect(add('admin.kop', { personId: person('admin.kop') })).rejects.toEqual(refused('not-allowed'));
    expect(await county.see('select id from memberships where person_id = $1', [person('admin.kop')])).toEqual([]);
  });

  it('is refused where the seat holds a personal identity number', async () => {
    const answer = await county.hub.answer(AddMember, county.as('admin.kop'), { groupId: youth, personId: person('kurator.kop'), seat: 'gäller 19811218-9876' });

    expect(answer).toMatchObject({ problem: { status: 422, type: expect.stringContaining('personal-identity-number'), errors: [{ pointer: '/seat' }] } });
    expect(JSON.stringify(answer)).not.toContain('9876');
  });

  it('leaves no trace where it is refused', async () => {
    const before = await county.told();

    await expect(add('admin.kop', { personId: person('kpol.vm') })).rejects.toThrow();

    expect(await county.told()).toEqual(before);
  });
});

describe('the people whom an administrator may add', () => {
  const possible = async (by: string, search = '') => (await county.hub.ask(PossibleMembers, county.as(by), { groupId: youth, search })).items.map(({ name }) => name);

  it('are the own organisation\'s who are not members', async () => {
    const names = await possible('admin.kop');

    expect(names).toContain('Ture Lyktmark');
    expect(names).not.toContain('Rut Skolvik');
    expect(names).not.toContain('Bodil Ungvall');
    expect(names).not.toContain('Adam Behörin');
  });

  it('are found by name or title', async () => {
    expect(await possible('admin.kop', 'SOCIALSEK')).toEqual(['Ines Socialund']);
  });

  it('are found by å, ä and ö however these are typed', async () => {
    expect(await possible('admin.kop', ' Ha\u0308lsevall ')).toEqual(['Kim Hälsevall']);
  });

  it('are not searched with a text that cannot be shown', async () => {
    await expect(possible('admin.kop', 'a\0b')).rejects.toEqual(refused('malformed'));
  });

  it('are not told to others', async () => {
    await expect(possible('brasam.kop')).rejects.toEqual(refused('not-allowed'));
    await expect(possible('kurator.kop')).rejects.toEqual(refused('not-found'));
  });
});

describe('ending a membership', () => {
  it('takes the group away from the person at once, and tells it', async () => {
    const id = membership('UNGGRUPPEN-KOP', 'falt.kop');

    const ended = await end('admin.kop', id);

    expect(ended).toMatchObject({ id, version: '2', may: [] });
    expect(Date.parse(ended.validTo!)).toBeLessThanOrEqual(Date.now());
    await expect(county.hub.ask(GroupDetails, county.as('falt.kop'), { groupId: youth })).rejects.toEqual(refused('not-found'));
    expect(await lastTold()).toMatchObject({ subject: id, aggregateversion: 2, data: { validTo: ended.validTo } });
    await expect(end('admin.kop', id, { ifMatch: '2' })).rejects.toEqual(refused('membership-already-ended'));
  });

  it('is answered again for the same Idempotency-Key', async () => {
    const id = membership('UNGGRUPPEN-KOP', 'fritid.kop');
    const asking = { ifMatch: '1', idempotencyKey: randomUUID() };

    expect(await end('admin.kop', id, asking)).toEqual(await end('admin.kop', id, asking));
  });

  it('can be done by the person\'s own administrator, who then no longer sees the group', async () => {
    const id = membership('UNGGRUPPEN-KOP', 'kpol.vm');
    const asking = { ifMatch: '1', idempotencyKey: randomUUID() };

    const ended = await end('admin.pol', id, asking);

    await expect(county.hub.ask(GroupDetails, county.as('admin.pol'), { groupId: youth })).rejects.toEqual(refused('not-found'));
    expect(await end('admin.pol', id, asking)).toEqual(ended);
  });

  it.each([
    ['to a member who is no administrator', 'brasam.kop', 'UNGGRUPPEN-KOP', 'not-allowed'],
    ['to another organisation\'s administrator', 'admin.arb', 'UNGGRUPPEN-KOP', 'not-found'],
    ['to the hub\'s administrator', 'admin.hub', 'UNGGRUPPEN-KOP', 'not-found'],
    ['in another group than the membership\'s', 'admin.kop', 'EST-KOP', 'not-found'],
  ])('is refused %s', async (_, by, group, problem) => {
    await expect(end(by, membership('UNGGRUPPEN-KOP', 'rektor.kop'), { ifMatch: '1' }, stableId('group', group))).rejects.toEqual(refused(problem));
  });

  it('does not exist for an administrator below the group\'s assurance level', async () => {
    const low = county.hub.ask(EndMembership, county.as('admin.kop', 2), { groupId: intervention, membershipId: membership('INSATSGRUPP-KOP', 'ifo1.kop') }, { ifMatch: '1' });

    await expect(low).rejects.toEqual(refused('not-found'));
  });

  it('does not exist for oneself below the group\'s assurance level', async () => {
    const own = county.hub.ask(EndMembership, county.as('brasam.kop', 2), { groupId: intervention, membershipId: membership('INSATSGRUPP-KOP', 'brasam.kop') }, { ifMatch: '1' });

    await expect(own).rejects.toEqual(refused('not-found'));
  });

  it('is refused for one\'s own, which is not offered either', async () => {
    await appoint('rektor.kop');
    const { members } = await county.hub.ask(GroupDetails, county.as('rektor.kop'), { groupId: youth });

    expect(members!.find(({ person: { title } }) => title === 'Rektor')!.may).toEqual(['membership.substitute']);
    expect(members!.find(({ role }) => role === 'secretary')!.may).toEqual(['membership.end', 'membership.substitute']);
    await expect(end('rektor.kop', membership('UNGGRUPPEN-KOP', 'rektor.kop'))).rejects.toEqual(refused('not-allowed'));
  });

  it.each([
    ['somebody who does not see it', 'kurator.kop', 'not-found'],
    ['a member who may not end it', 'brasam.kop', 'not-allowed'],
  ])('is refused to %s without waiting for others\' changes', async (_, by, problem) => {
    const db = await county.hub.db('directory');

    await db.work('test', async (tx) => {
      await tx.query('select next_place()');
      await expect(end(by, membership('UNGGRUPPEN-KOP', 'ifochef.kop'))).rejects.toEqual(refused(problem));
    });
  });

  it('is refused with a version that is not the newest, and without one', async () => {
    const id = membership('UNGGRUPPEN-KOP', 'ifochef.kop');

    await expect(end('admin.kop', id, { ifMatch: '7' })).rejects.toEqual(refused('stale'));
    await expect(end('admin.kop', id, {} as { ifMatch: string })).rejects.toEqual(refused('version-missing'));
  });

  it('succeeds for one of two who end it at the same time', async () => {
    const id = membership('UNGGRUPPEN-KOP', 'ifochef.kop');
    const results = await Promise.allSettled([end('admin.kop', id), end('admin.kop', id)]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('stale') });
  });
});

describe('the directory\'s pulse', () => {
  it('tells the place of the newest change', async () => {
    const heard: number[] = [];
    (await county.hub.nats('meetings')).subscribe('pulse.directory', { callback: (_, message) => void heard.push(message.json<{ at: number }>().at) });
    // A place may be taken by who looks whether there is something to do: it is no change.
    const [{ changed, taken }] = await county.see<{ changed: string; taken: string }>('select (select max(at) from memberships) as changed, at as taken from newest_place') as [{ changed: string; taken: string }];

    await eventually(() => expect(heard.some((at) => at >= Number(changed) && at <= Number(taken))).toBe(true));
  });
});
