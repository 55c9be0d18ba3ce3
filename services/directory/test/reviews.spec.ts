import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddMember, AttestSeat, EndMembership, GroupDetails, MembershipChanged, OpenReview, ReviewChanged, ReviewDetails, ReviewSeats, Reviews, SeatAttested, type Output, type RawInput } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { lastDayFrom } from '../src/reviews/calendar.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see("update people set roles = '{administrator}' where home_id in ('fc-sa.kop', 'lpo.vm')");
  await county.see('create table kept as select * from memberships');
}, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(async () => {
  await county.see('delete from review_seats');
  await county.see('delete from reviews');
  await county.see("delete from due where kind like 'review-%'");
  await county.see('delete from memberships where id not in (select id from kept)');
  await county.see('update memberships m set role = k.role, valid_to = k.valid_to, version = m.version + 1 from kept k where k.id = m.id');
});

type Seat = Output<typeof AttestSeat>;
const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');
const person = (username: string): string => stableId('person', username);
const refused = (name: string) => expect.objectContaining({ name });
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const open = (by: string, lastDay = inDays(60), asking = {}, level: 2 | 3 = 3) => county.hub.ask(OpenReview, county.as(by, level), { lastDay }, asking);
const review = (by: string, reviewId: string, level: 2 | 3 = 3) => county.hub.ask(ReviewDetails, county.as(by, level), { reviewId });
const page = (by: string, input: RawInput<typeof ReviewSeats>, level: 2 | 3 = 3) => county.hub.ask(ReviewSeats, county.as(by, level), { limit: 200, ...input });
const seats = async (by: string, reviewId: string, level: 2 | 3 = 3): Promise<Seat[]> => (await page(by, { reviewId }, level)).items;
const seatOf = async (by: string, reviewId: string, username: string, groupId = youth): Promise<Seat> => (await seats(by, reviewId)).find((one) => one.person.id === person(username) && one.group.id === groupId)!;
const attest = (by: string, reviewId: string, { id: seatId, version }: Pick<Seat, 'id' | 'version'>, input: Omit<RawInput<typeof AttestSeat>, 'reviewId' | 'seatId'> = { decision: 'keep' }, asking = {}) =>
  county.hub.ask(AttestSeat, county.as(by, 3), { reviewId, seatId, ...input }, { ifMatch: version, ...asking });
const lastTold = async (type: string) => (await county.told()).findLast((one) => one.type === type)!;
const inGroup = (username: string) => county.hub.ask(GroupDetails, county.as(username, 3), { groupId: youth });

describe('a review', () => {
  it('is opened by an administrator, of the own people\'s seats and of others\' in the own groups', async () => {
    const { id, seats: { all } } = await open('admin.kop');

    const [{ many }] = await county.see<{ many: number }>(`select count(*)::int as many from memberships m join people p on p.id = m.person_id join groups g on g.id = m.group_id join authorities a on a.id = g.owner_authority_id
      join organisations o on o.code = 'KOP' where (p.organisation_id = o.id or a.organisation_id = o.id) and g.level = 'GENERAL' and (m.valid_to is null or m.valid_to > now())`) as [{ many: number }];
    expect(all).toBe(many);
    const shown = await seats('admin.kop', id);
    expect(shown).toHaveLength(many);
    expect(new Set(shown.map(({ person: { organisation } }) => organisation.code))).toContain('POL');
    expect(shown.find((one) => one.person.id === person('kpol.vm') && one.group.id === youth)).toMatchObject({ role: 'member', seat: 'LPO Västra Mälardalen', purpose: expect.stringContaining('ungas miljöer på generell nivå'), last: null, changed: true, ended: false, decided: null, may: ['review.attest'] });
    expect(await lastTold(ReviewChanged.type)).toMatchObject({ subject: id, data: { what: 'opened', administrators: expect.arrayContaining([person('admin.kop'), person('fc-sa.kop')]) } });
  });

  it('shows the own people first, each with all seats together, in Swedish order, a page at a time', async () => {
    const { id } = await open('admin.kop');
    const all = await seats('admin.kop', id);
    const paged: Seat[] = [];
    let cursor: string | null = null;
    do {
      const next: Output<typeof ReviewSeats> = await page('admin.kop', { reviewId: id, limit: 3, ...(cursor ? { cursor } : {}) });
      paged.push(...next.items);
      cursor = next.next;
    } while (cursor);

    expect(paged).toEqual(all);
    const people = all.filter(({ person: { organisation } }) => organisation.code === 'KOP').map((one) => one.person.name);
    expect(people).toEqual([...people].sort(new Intl.Collator('sv').compare));
    expect(all.findIndex(({ person: { organisation } }) => organisation.code !== 'KOP')).toBe(people.length);
  });

  it('is one at a time, also when two open it at once, and begins once for one Idempotency-Key', async () => {
    const idempotencyKey = randomUUID();
    const [first, twin] = await Promise.all([open('admin.kop', inDays(60), { idempotencyKey }), open('admin.kop', inDays(60), { idempotencyKey })]);

    expect(twin.id).toBe(first.id);
    await expect(open('fc-sa.kop')).rejects.toEqual(refused('review-already-open'));
    expect(await county.hub.ask(Reviews, county.as('admin.kop', 3), {})).toMatchObject({ items: [{ id: first.id, state: 'open' }], suggestedLastDay: lastDayFrom(new Date()), may: [] });
    expect((await open('admin.pol')).id).not.toBe(first.id);
  });

  it.each([[13], [186]])('has no last day %i days ahead', async (days) => {
    await expect(open('admin.kop', inDays(days))).rejects.toEqual(refused('last-day-out-of-range'));
  });

  it('is not there for others', async () => {
    const { id } = await open('admin.kop');

    for (const by of ['admin.pol', 'admin.hub', 'rektor.kop']) {
      await expect(review(by, id)).rejects.toEqual(refused('not-found'));
      await expect(page(by, { reviewId: id })).rejects.toEqual(refused('not-found'));
    }
    for (const by of ['admin.hub', 'rektor.kop']) await expect(county.hub.ask(Reviews, county.as(by, 3), {})).rejects.toEqual(refused('not-allowed'));
    await expect(open('rektor.kop')).rejects.toEqual(refused('not-allowed'));
  });
});

describe('a seat in an individual-level group', () => {
  it('is seen and counted by the authority that owns the group alone, at its level', async () => {
    const { id } = await open('admin.kop');
    const hidden = async (by: string, level: 2 | 3) => ({ all: (await review(by, id, level)).seats.all, seen: (await seats(by, id, level)).filter(({ group }) => group.id === intervention).length, groups: (await review(by, id, level)).groups.some((group) => group.id === intervention) });
    const [owner, below, other] = [await hidden('fc-sa.kop', 3), await hidden('fc-sa.kop', 2), await hidden('admin.kop', 3)];

    expect(owner.seen).toBeGreaterThan(3);
    expect(below).toEqual({ all: owner.all - owner.seen, seen: 0, groups: false });
    expect(other).toEqual(below);
  });

  it('is there for no decision of those who do not see it', async () => {
    const { id } = await open('admin.kop');
    const [seat] = (await seats('fc-sa.kop', id)).filter(({ group, may }) => group.id === intervention && may.length);

    await expect(attest('admin.kop', id, seat!)).rejects.toEqual(refused('not-found'));
    expect(await attest('fc-sa.kop', id, seat!)).toMatchObject({ decided: { decision: 'keep' } });
    expect(await lastTold(SeatAttested.type)).toMatchObject({ subject: seat!.id, data: { reviewId: id, requiredAssuranceLevel: 3 } });
  });

  it('is answered for by the organisation where nobody administers at the authority', async () => {
    await county.see("update people set roles = '{}' where home_id = 'fc-sa.kop'");
    const { id } = await open('admin.kop');

    expect((await seats('admin.kop', id)).some(({ group }) => group.id === intervention)).toBe(true);
    expect((await seats('admin.kop', id, 2)).some(({ group }) => group.id === intervention)).toBe(false);
    await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
  });

  it('is attested by both: the own person\'s organisation, and the owner', async () => {
    const [ours, theirs] = [await open('admin.kop'), await open('admin.pol')];
    const [there, here] = [await seatOf('admin.pol', theirs.id, 'kpol.vm', intervention), await seatOf('fc-sa.kop', ours.id, 'kpol.vm', intervention)];

    await attest('admin.pol', theirs.id, there, { decision: 'remove', reason: 'Har bytt uppdrag.' });
    await expect(attest('fc-sa.kop', ours.id, here)).rejects.toEqual(refused('seat-already-ended'));
    expect(await seatOf('fc-sa.kop', ours.id, 'kpol.vm', intervention)).toMatchObject({ ended: true, decided: null, may: [] });
  });
});

describe('a decision', () => {
  it('to keep is noted with who and when, and may be changed', async () => {
    const { id, seats: { reviewed } } = await open('admin.kop');
    const kept = await attest('admin.kop', id, await seatOf('admin.kop', id, 'kpol.vm'));

    expect(kept).toMatchObject({ version: '2', decided: { decision: 'keep', reason: null, by: { id: person('admin.kop') } }, ended: false, may: ['review.attest'] });
    expect((await review('admin.kop', id)).seats.reviewed).toBe(reviewed + 1);
    expect(await attest('fc-sa.kop', id, kept, { decision: 'change', role: 'calendar', reason: 'Behöver bara tiderna.' })).toMatchObject({ version: '3', role: 'calendar', decided: { by: { id: person('fc-sa.kop') } } });
    expect((await review('admin.kop', id)).seats.reviewed).toBe(reviewed + 1);
  });

  it('to remove ends the membership at once, with its event and its rows in the log', async () => {
    const { id } = await open('admin.kop');
    const seat = await seatOf('admin.kop', id, 'rektor.kop');

    expect(await attest('admin.kop', id, seat, { decision: 'remove', reason: 'Har slutat i gruppen.' })).toMatchObject({ ended: true, decided: { decision: 'remove', reason: 'Har slutat i gruppen.' }, may: [] });
    await expect(inGroup('rektor.kop')).rejects.toEqual(refused('not-found'));
    expect(await lastTold(MembershipChanged.type)).toMatchObject({ actorid: person('admin.kop'), data: { personId: person('rektor.kop'), validTo: expect.any(String) } });
    const log = await county.see<{ action: string }>("select action, details->>'before' as before, details->>'after' as after from audit where details->>'personId' = $1 and at > now() - interval '1 minute' and action <> 'membership.add' order by at", [person('rektor.kop')]);
    expect(log).toEqual([{ action: 'membership.end', before: 'active', after: 'ended' }]);
    expect(await county.see("select details from audit where action = 'review.attest' and object_id = $1", [seat.id])).toEqual([{ details: { before: 'undecided', after: 'remove' } }]);
    expect(JSON.stringify(await county.told())).not.toContain('Har slutat');
  });

  it('to change takes a lesser role and an earlier end, and nothing more', async () => {
    const { id } = await open('admin.kop');
    const seat = await seatOf('admin.kop', id, 'kpol.vm');
    const validTo = new Date(Date.now() + 40 * 86_400_000).toISOString();
    const change = (more: object) => attest('admin.kop', id, seat, { decision: 'change', reason: 'Uppdraget går ut.', ...more });

    await expect(change({ role: 'secretary' })).rejects.toEqual(refused('widens-access'));
    await expect(change({ validTo: '2020-01-01T00:00:00Z' })).rejects.toEqual(refused('ends-before-it-begins'));
    const changed = await change({ role: 'guest', validTo });
    expect(changed).toMatchObject({ role: 'guest', until: validTo, decided: { decision: 'change', role: 'guest', until: validTo } });
    expect(await lastTold(MembershipChanged.type)).toMatchObject({ data: { personId: person('kpol.vm'), role: 'guest', validTo } });
    await expect(attest('admin.kop', id, changed, { decision: 'change', reason: 'Nej.', validTo: new Date(Date.now() + 90 * 86_400_000).toISOString() })).rejects.toEqual(refused('widens-access'));
  });

  it.each([
    ['to remove, without a reason', { decision: 'remove' }], ['to change, without a reason', { decision: 'change', role: 'guest' }], ['to change nothing', { decision: 'change', reason: 'Skäl' }], ['to keep, with a role', { decision: 'keep', role: 'guest' }],
  ] as const)('%s is malformed', async (_, input) => {
    const { id } = await open('admin.kop');
    await expect(attest('admin.kop', id, await seatOf('admin.kop', id, 'kpol.vm'), input)).rejects.toEqual(refused('malformed'));
  });

  it('whose reason holds an identity number is not kept', async () => {
    const { id } = await open('admin.kop');
    await expect(attest('admin.kop', id, await seatOf('admin.kop', id, 'kpol.vm'), { decision: 'remove', reason: 'Gäller 19121212-1212' })).rejects.toEqual(refused('personal-identity-number'));
  });

  it('is nobody\'s of the own seat, which others decide', async () => {
    const { id } = await open('lpo.vm');
    const own = (await seats('lpo.vm', id)).find((one) => one.person.id === person('lpo.vm'))!;

    expect(own.may).toEqual([]);
    await expect(attest('lpo.vm', id, own)).rejects.toEqual(refused('not-allowed'));
    expect(await attest('admin.pol', id, own)).toMatchObject({ decided: { decision: 'keep' } });
  });

  it('is one of two that are made at once; the other is told that the row has changed', async () => {
    const { id } = await open('admin.kop');
    const seat = await seatOf('admin.kop', id, 'kpol.vm');
    const results = await Promise.allSettled([attest('admin.kop', id, seat), attest('fc-sa.kop', id, seat, { decision: 'remove', reason: 'Skäl' })]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('stale') });
    const { problem } = await county.hub.answer(AttestSeat, county.as('admin.kop', 3), { reviewId: id, seatId: seat.id, decision: 'keep' }) as { problem: { status: number } };
    expect(problem.status).toBe(428);
  });

  it('is made once for one Idempotency-Key', async () => {
    const { id } = await open('admin.kop');
    const seat = await seatOf('admin.kop', id, 'kpol.vm');
    const asking = { idempotencyKey: randomUUID() };

    expect(await attest('admin.kop', id, seat, { decision: 'keep' }, asking)).toEqual(await attest('admin.kop', id, seat, { decision: 'keep' }, asking));
  });

  it('of a membership that has ended meanwhile is refused as that', async () => {
    const { id } = await open('admin.kop');
    const seat = await seatOf('admin.kop', id, 'rektor.kop');
    const member = (await inGroup('admin.kop')).members!.find((one) => one.person.id === person('rektor.kop'))!;
    await county.hub.ask(EndMembership, county.as('admin.kop', 3), { groupId: youth, membershipId: member.id }, { ifMatch: member.version });

    await expect(attest('admin.kop', id, seat)).rejects.toEqual(refused('seat-already-ended'));
    expect((await review('admin.kop', id)).seats.reviewed).toBe(1);
  });
});

describe('what is shown', () => {
  const shown = async (reviewId: string, show: 'undecided' | 'ending' | 'absent' | 'changed') => (await page('admin.kop', { reviewId, show })).items;

  it('is what nobody has decided, what ends soon, or who has not been here for long', async () => {
    await county.see("update memberships set valid_to = now() + interval '20 days' where group_id = $1 and person_id = $2", [youth, person('rektor.kop')]);
    await county.see("update people set last_login_at = case id when $1 then now() - interval '94 days' else now() end where id in ($1, $2)", [person('falt.kop'), person('fritid.kop')]);
    const { id, seats: { all } } = await open('admin.kop');
    await attest('admin.kop', id, await seatOf('admin.kop', id, 'kpol.vm'));

    expect(await shown(id, 'undecided')).toHaveLength(all - 1);
    expect((await shown(id, 'ending')).map((one) => one.person.id)).toEqual([person('rektor.kop')]);
    expect(new Set((await shown(id, 'absent')).map((one) => one.person.id))).toEqual(new Set([person('falt.kop')]));
    expect((await seatOf('admin.kop', id, 'falt.kop')).lastLogin).not.toBeNull();
    expect((await page('admin.kop', { reviewId: id, groupId: youth })).items.every(({ group }) => group.id === youth)).toBe(true);
  });

  it('is what is new or has changed since the review before, with what was decided then', async () => {
    const before = await open('admin.kop');
    for (const seat of await seats('admin.kop', before.id)) if (seat.may.length) await attest('admin.kop', before.id, seat);
    await county.see("update reviews set closed_at = now(), ends_at = now(), opened_at = now() - interval '1 day'");
    const member = await county.hub.ask(AddMember, county.as('admin.kop', 3), { groupId: youth, personId: person('kurator.kop') });
    const { id } = await open('admin.kop');

    expect((await shown(id, 'changed')).map((one) => one.person.id)).toEqual([member.person.id]);
    expect(await seatOf('admin.kop', id, 'rektor.kop')).toMatchObject({ changed: false, last: { decision: 'keep' } });
  });
});
