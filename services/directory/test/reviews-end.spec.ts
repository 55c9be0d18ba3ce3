import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttestSeat, GroupDetails, MembershipChanged, OpenReview, ReviewChanged, ReviewDetails, ReviewSeats, type Output } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { endOfDay, lastDayFrom, nextOpening, nextReminder } from '../src/reviews/calendar.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

type Seat = Output<typeof AttestSeat>;
const youth = stableId('group', 'UNGGRUPPEN-KOP');
const person = (username: string): string => stableId('person', username);
const organisation = (code: string): string => stableId('organisation', code);
const refused = (name: string) => expect.objectContaining({ name });
const seats = async (by: string, reviewId: string): Promise<Seat[]> => (await county.hub.ask(ReviewSeats, county.as(by, 3), { reviewId, limit: 200 })).items;
const details = (by: string, reviewId: string) => county.hub.ask(ReviewDetails, county.as(by, 3), { reviewId });
const attest = (by: string, reviewId: string, { id: seatId, version }: Seat) => county.hub.ask(AttestSeat, county.as(by, 3), { reviewId, seatId, decision: 'keep' }, { ifMatch: version });
const inGroup = (username: string) => county.hub.ask(GroupDetails, county.as(username, 3), { groupId: youth });
const toldOf = async (reviewId: string) => (await county.told()).filter(({ type, subject }) => type === ReviewChanged.type && subject === reviewId);
const planned = async (kind: string, subject: string): Promise<Date | undefined> =>
  (await county.see<{ at: Date }>("select at from due where kind = $1 and subject_id = $2 and state = 'pending' order by seq desc limit 1", [kind, subject]))[0]?.at;
/** Lets a planned instant come now. */
const come = (kind: string, subject: string) => county.see("update due set at = now() where kind = $1 and subject_id = $2 and state = 'pending'", [kind, subject]);
const openOf = async (code: string): Promise<string | undefined> => (await county.see<{ id: string }>('select id from reviews where organisation_id = $1 and closed_at is null', [organisation(code)]))[0]?.id;

describe('on the morning of a season', () => {
  it('a review is opened of each organisation that somebody administers, and the next morning is planned', async () => {
    await eventually(async () => expect(await planned('review-season', 'all organisations')).toEqual(nextOpening(['04-01', '10-01'], new Date())));
    await come('review-season', 'all organisations');
    await eventually(async () => { for (const code of ['KOP', 'ARB', 'LST', 'POL']) expect(await openOf(code)).toBeDefined(); });

    for (const code of ['BOS', 'KUN', 'VMK']) expect(await openOf(code)).toBeUndefined();
    expect(await planned('review-season', 'all organisations')).toEqual(nextOpening(['04-01', '10-01'], new Date()));
    const id = (await openOf('POL'))!;
    expect(await details('admin.pol', id)).toMatchObject({ state: 'open', openedBy: null, lastDay: lastDayFrom(new Date()) });
    expect(await toldOf(id)).toMatchObject([{ actorkind: 'worker', data: { what: 'opened', organisationId: organisation('POL'), administrators: [person('admin.pol')] } }]);
    expect(await county.see("select actor_kind, action from audit where object_id = $1", [id])).toEqual([{ actor_kind: 'worker', action: 'review.open' }]);
  });

  it('none is opened of one whose review is under way', async () => {
    const before = await openOf('LST');
    await come('review-season', 'all organisations');

    await eventually(async () => expect(await county.see("select from due where kind = 'review-opens' and state = 'pending'")).toEqual([]));
    expect(await openOf('LST')).toBe(before);
    await expect(county.hub.ask(OpenReview, county.as('admin.lst', 3), { lastDay: lastDayFrom(new Date()) })).rejects.toEqual(refused('review-already-open'));
  });
});

describe('before its last day', () => {
  it('a review is reminded of twice, to those who administer then, and never after it is closed', async () => {
    const id = (await openOf('ARB'))!;
    const lastDay = lastDayFrom(new Date());
    expect(await planned('review-reminds', id)).toEqual(nextReminder(lastDay, new Date()));
    await come('review-reminds', id);
    await eventually(async () => expect((await toldOf(id)).map(({ data }) => data['what'])).toEqual(['opened', 'reminded']));

    expect((await toldOf(id)).at(-1)).toMatchObject({ aggregateversion: 2, data: { lastDay, administrators: [person('admin.arb')] } });
    await county.see("update reviews set closed_at = now() where id = $1", [id]);
    await come('review-reminds', id);
    await eventually(async () => expect(await county.see("select from due where kind = 'review-reminds' and subject_id = $1 and state = 'pending' and at <= now()", [id])).toEqual([]));
    expect(await toldOf(id)).toHaveLength(2);
  });
});

describe('when its last day has ended', () => {
  it('nothing ends of an organisation that is paused, since nobody there can decide: another month is given', async () => {
    const id = (await openOf('LST'))!;
    const { lastDay } = await details('admin.lst', id);
    const held = async () => (await county.see('select from memberships m join people p on p.id = m.person_id where p.organisation_id = $1 and (m.valid_to is null or m.valid_to > now())', [organisation('LST')])).length;
    const before = await held();
    await county.see("update organisations set status = 'paused' where id = $1", [organisation('LST')]);
    await come('review-ends', id);

    await eventually(async () => expect((await county.see<{ action: string }>('select action from audit where object_id = $1 order by at desc limit 1', [id]))[0]?.action).toBe('review.postpone'));
    await county.see("update organisations set status = 'active' where id = $1", [organisation('LST')]);
    const month = new Date(new Date(`${lastDay}T00:00Z`).getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect(await details('admin.lst', id)).toMatchObject({ state: 'open', lastDay: month });
    expect([await held(), await planned('review-ends', id)]).toEqual([before, endOfDay(month)]);
  });

  it('what nobody has decided ends at that instant, and the report says so', async () => {
    const id = (await openOf('KOP'))!;
    const all = await seats('admin.kop', id);
    const [kept, other] = ['kpol.vm', 'rektor.kop'].map((who) => all.find((one) => one.person.id === person(who) && one.group.id === youth)!);
    await attest('admin.kop', id, kept!);
    await county.see('update memberships set valid_to = now() where group_id = $1 and person_id = $2', [youth, person('falt.kop')]);
    const [{ ends }] = await county.see<{ ends: Date }>("update reviews set ends_at = date_trunc('milliseconds', now() + interval '0.1 second') where id = $1 returning ends_at as ends", [id]) as [{ ends: Date }];
    await eventually(async () => expect((await details('admin.kop', id)).state).toBe('closed'));
    await expect(attest('admin.kop', id, other!)).rejects.toEqual(refused('review-closed'));
    await inGroup('rektor.kop');

    await come('review-ends', id);
    await eventually(async () => expect((await details('admin.kop', id)).closedAt).toBe(ends.toISOString()));
    await expect(inGroup('rektor.kop')).rejects.toEqual(refused('not-found'));
    expect((await inGroup('kpol.vm')).members!.map((one) => one.person.id)).toEqual([person('kpol.vm')]);
    expect((await county.told()).findLast(({ type, data }) => type === MembershipChanged.type && data['personId'] === person('rektor.kop') && data['groupId'] === youth)).toMatchObject({ actorkind: 'worker', data: { validTo: ends.toISOString() } });
    expect((await details('admin.kop', id)).outcome).toEqual({ keep: 1, change: 0, remove: 0, lapsed: all.length - 2, gone: 1 });
    const report = await seats('admin.kop', id);
    const of = (username: string) => report.find((one) => one.person.id === person(username) && one.group.id === youth);
    expect([of('kpol.vm'), of('rektor.kop'), of('falt.kop')].map((one) => [one!.decided!.decision, one!.decided!.by?.id ?? null, one!.may])).toEqual([['keep', person('admin.kop'), []], ['lapsed', null, []], ['gone', null, []]]);
    expect(of('rektor.kop')!.decided!.at).toBe(ends.toISOString());
    expect((await toldOf(id)).at(-1)).toMatchObject({ data: { what: 'closed' } });
  });

  it('what another organisation\'s review ended at that instant was not decided here either', async () => {
    const id = (await openOf('POL'))!;
    await county.see("update memberships m set valid_to = r.ends_at from reviews r, people p where r.id = $1 and p.id = m.person_id and p.home_id = 'kpol.vas'", [id]);
    await county.see("update reviews set ends_at = (select ends_at from reviews where id = $1), opened_at = least(opened_at, now() - interval '1 minute') where id = $1", [id]);
    await come('review-ends', id);

    await eventually(async () => expect((await details('admin.pol', id)).closedAt).toBe(endOfDay(lastDayFrom(new Date())).toISOString()));
    expect((await seats('admin.pol', id)).filter((one) => one.person.id === person('kpol.vas')).map((one) => one.decided!.decision)).toEqual(['lapsed']);
  });

  it('and each membership that ended is in the log', async () => {
    const [{ many }] = await county.see<{ many: number }>("select count(*)::int as many from audit where actor_kind = 'worker' and actor_id = 'review-ends' and action = 'membership.end'") as [{ many: number }];
    const [{ lapsed }] = await county.see<{ lapsed: number }>("select count(distinct membership_id)::int as lapsed from review_seats s join people p on p.id = s.person_id where decision = 'lapsed' and p.home_id <> 'kpol.vas'") as [{ lapsed: number }];
    expect(many).toBe(lapsed);
  });
});
