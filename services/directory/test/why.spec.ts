import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenReview, ReviewSeats, WhyISeeGroup } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');
const why = async (by: string, groupId: string, level?: 2 | 3) => (await county.hub.ask(WhyISeeGroup, county.as(by, level), { groupId })).reasons;

describe('why somebody sees a group', () => {
  it('is the own seat, and for its owner\'s administrator what is administered', async () => {
    expect(await why('rektor.kop', youth)).toMatchObject([{ through: 'group', id: youth, name: 'Unggruppen Köping', role: 'member', level: 'content', until: null, agreement: null, since: expect.stringMatching(/Z$/) }]);
    expect(await why('brasam.kop', intervention)).toMatchObject([{ role: 'calendar', level: 'shell' }]);
    expect(await why('admin.kop', youth)).toMatchObject([{ through: 'administration', name: 'Köpings kommun', level: 'content', since: null, role: null }]);
    expect(await why('admin.pol', youth)).toMatchObject([{ through: 'administration', level: 'shell' }]);
  });

  it('tells the name of the agreement that the own seat rests on, and of no other\'s', async () => {
    const [mine, others] = [randomUUID(), randomUUID()];
    for (const [id, name] of [[mine, 'Min överenskommelse'], [others, 'De andras']]) await county.see("insert into agreements select $1, 1, $2, '{Trygghet}', '{Ungdomar}', array_agg(id), array_agg(id), (array_agg(id))[1], now(), now() + interval '1 year' from organisations where code in ('KOP', 'POL')", [id, name]);
    await county.see('update memberships set agreement_id = $1 where group_id = $2', [others, youth]);
    await county.see('update memberships set agreement_id = $1 where id = $2', [mine, stableId('membership', 'UNGGRUPPEN-KOP:kpol.vm')]);

    expect(await why('kpol.vm', youth)).toMatchObject([{ agreement: { id: mine, name: 'Min överenskommelse' } }]);
    expect(await why('admin.kop', youth)).toMatchObject([{ agreement: null }]);
  });

  it('tells what the own seat is for, in the agreement\'s words where the group serves one of its purposes, and nothing of that to who administers it', async () => {
    const purpose = async (by = 'rektor.kop') => (await why(by, youth)).map((reason) => reason.purpose);
    const [{ words }] = await county.see<{ words: string }>('select purpose as words from groups where id = $1', [youth]) as [{ words: string }];
    const before = await purpose();
    await county.see("update groups set agreed_purpose = 'Trygga skolor' where id = $1", [youth]);
    const after = await purpose();
    const ofAnother = await purpose('kpol.vm');
    await county.see('update groups set agreed_purpose = null where id = $1', [youth]);

    expect([before, after]).toEqual([[words], ['Trygga skolor']]);
    expect(ofAnother).toEqual([words]);
    expect(await why('admin.kop', youth)).toMatchObject([{ through: 'administration', purpose: null }]);
  });

  it('is not told of a group that is hidden, which is as one that never was', async () => {
    const answer = (by: string, groupId: string, level?: 2 | 3) => county.hub.answer(WhyISeeGroup, county.as(by, level), { groupId });
    const absent = await answer('kurator.kop', randomUUID());

    expect(absent).toMatchObject({ problem: { status: 404 } });
    for (const by of ['kurator.kop', 'admin.hub', 'admin.arb']) expect([by, await answer(by, youth)]).toEqual([by, absent]);
    expect(await answer('ifo1.kop', intervention, 2)).toMatchObject({ problem: { status: 404, stepUp: true } });
  });
});

it('what a seat is for is told to who reviews it in the words of an agreement where these are that organisation\'s own, and else in the group\'s', async () => {
  await county.see("update groups set agreed_purpose = 'Trygga skolor' where id = $1", [youth]);
  const purposeTo = async (by: string): Promise<string | null> => {
    const { id: reviewId } = await county.hub.ask(OpenReview, county.as(by, 3), { lastDay: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10) });
    const { items } = await county.hub.ask(ReviewSeats, county.as(by, 3), { reviewId, limit: 200 });
    return items.find(({ person, group }) => person.id === stableId('person', 'kpol.vm') && group.id === youth)!.purpose;
  };
  const told = { owner: await purposeTo('admin.kop'), other: await purposeTo('admin.pol') };
  await county.see('update groups set agreed_purpose = null where id = $1', [youth]);

  expect(told).toEqual({ owner: 'Trygga skolor', other: expect.stringContaining('ungas miljöer på generell nivå') });
});
