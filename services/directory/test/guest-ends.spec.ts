import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EndMembership, GroupDetails, GuestEndAnnounced } from '@knutpunkt/contracts';
import type { RunningService } from '@knutpunkt/service-kit';
import { eventually } from '@knutpunkt/testing';
import { directory } from '../src/index.js';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
/** A second scheduler, over the same database. */
let second: RunningService;
beforeAll(async () => {
  county = await Vastmanland.start();
  const first = county.hub.running.get('directory')!;
  second = await county.hub.startService(directory);
  county.hub.running.set('directory', first);
}, 120_000);
afterAll(async () => {
  await second?.close();
  await county.stop();
}, 30_000);

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const person = (username: string): string => stableId('person', username);
const owners = async () => (await county.see<{ id: string }>("select id from people where organisation_id = $1 and 'administrator' = any(roles) order by id", [stableId('organisation', 'KOP')])).map(({ id }) => id);
let seat: string;
const envelopes = async (id = seat) => (await county.told()).filter(({ type, data }) => type === GuestEndAnnounced.type && data['id'] === id);
const told = async (id = seat) => (await envelopes(id)).map(({ data }) => data);
const states = async () => (await told()).map(({ state }) => state);
const planned = async (id = seat) => (await county.see<{ at: Date | null }>("select at from due where kind = 'guest-ends' and subject_id = $1 order by seq desc limit 1", [id]))[0]?.at ?? null;
/** The morning for which it was planned has come. */
const morning = (id = seat) => county.see("update due set at = now() where seq = (select max(seq) from due where kind = 'guest-ends' and subject_id = $1)", [id]);
const settled = (id = seat) => eventually(async () => expect(await county.see("select reason, attempts from due where kind = 'guest-ends' and subject_id = $1 and state = 'pending' and at <= now()", [id])).toEqual([]), 20_000);
/** The end of a day in Sweden, so many days from now. */
const endIn = (days: number) => `((now() at time zone 'Europe/Stockholm')::date + ${days + 1})::timestamp at time zone 'Europe/Stockholm'`;
const dayIn = async (days: number) => (await county.see<{ day: string }>(`select to_char((now() at time zone 'Europe/Stockholm')::date + ${days}, 'YYYY-MM-DD') as day`))[0]!.day;
const guest = (id: string, { days = 31, username = 'idrott.led', since = 'now()' }: { days?: number; username?: string; since?: string } = {}) =>
  county.see(`insert into memberships (id, version, at, group_id, person_id, role, valid_from, valid_to) values ($1, 1, 0, $2, $3, 'guest', ${since}, ${endIn(days)})`, [id, youth, person(username)]);
const nominated = () => county.see(`insert into nominations (id, version, group_id, person_id, role, home_organisation_id, owner_organisation_id, required_level, begun_by, owner_key_by, state, created_at, expires_at)
      select gen_random_uuid(), 1, $1, p.id, 'guest', p.organisation_id, $3, 2, 'owner', gen_random_uuid(), 'pending', now(), now() + interval '30 days' from people p where p.id = $2`, [youth, person('idrott.led'), stableId('organisation', 'KOP')]);
const windUp = () => county.see("update groups set status = 'dormant', ends_at = now() + interval '60 days' where id = $1", [youth]);
const swedish = (at: Date | null) => at && at.toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' });

const end = async () => {
  const { version } = (await county.hub.ask(GroupDetails, county.as('admin.kop', 3), { groupId: youth })).members!.find(({ id }) => id === seat)!;
  await county.hub.ask(EndMembership, county.as('admin.kop', 3), { groupId: youth, membershipId: seat }, { ifMatch: version });
};

beforeEach(() => { seat = randomUUID(); });
afterEach(async () => {
  await county.see("delete from memberships where role = 'guest' or (role = 'calendar' and person_id = $1)", [person('idrott.led')]);
  await county.see("update groups set status = 'established', ends_at = null, required_assurance_level = 2 where id = $1", [youth]);
  await county.see("update people set status = 'active' where id = $1", [person('idrott.led')]);
  await county.see('delete from nominations');
});

describe('a guest\'s time that nears its end', () => {
  it.each([[31, 30], [20, 7], [8, 7]])('that is %i days away is told of next in the morning %i days before the last day', async (days, remain) => {
    await guest(seat, { days });

    const [row] = await county.see<{ at: string }>(`select to_char((now() at time zone 'Europe/Stockholm')::date + ${days - remain}, 'YYYY-MM-DD 08:00:00') as at`);
    expect(swedish(await planned())).toBe(row!.at);
  });

  it('is told to those who turn the first key, once by two schedulers, and not to the association', async () => {
    await guest(seat);
    const lastDay = await dayIn(31);
    await morning();
    await eventually(async () => expect(await told()).toEqual([{ id: seat, groupId: youth, state: 'open', requiredAssuranceLevel: 2, lastDay, administrators: await owners() }]), 20_000);
    await settled();

    expect(await told()).toHaveLength(1);
    expect((await owners()).length).toBeGreaterThan(0);
  });

  it('is told a second time by a scheduler that was away, with a newer version', async () => {
    await guest(seat, { days: 31 });
    await morning();
    await eventually(async () => expect(await told()).toHaveLength(1), 20_000);
    await county.see(`update memberships set valid_to = ${endIn(8)} where id = $1`, [seat]);
    await county.hub.stopService('directory');
    await morning();
    county.hub.running.set('directory', await county.hub.startService(directory));

    await eventually(async () => expect((await told()).filter(({ state }) => state === 'open').map(({ lastDay }) => lastDay)).toEqual([await dayIn(31), await dayIn(8)]), 20_000);
    await settled();
    expect(await planned()).not.toBeNull();
    const versions = (await envelopes()).map(({ aggregateversion }) => aggregateversion);
    expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
  });

  it('is told with the level that the group asks of a session', async () => {
    await county.see('update groups set required_assurance_level = 3 where id = $1', [youth]);
    await guest(seat);
    await morning();

    await eventually(async () => expect(await told()).toMatchObject([{ requiredAssuranceLevel: 3 }]), 20_000);
  });

  it('plans nothing that is less than a week away', async () => {
    await guest(seat, { days: 5 });
    expect(await planned()).toBeNull();
  });
});

describe('nothing is told of a guest', () => {
  const cases: readonly [string, () => Promise<unknown>][] = [
    ['who was given more time', () => guest(randomUUID(), { days: 200, since: endIn(31) })],
    ['who waits for a key to more time', nominated],
    ['who has left', () => county.see("update people set status = 'ended' where id = $1", [person('idrott.led')])],
    ['whose group is wound up', windUp],
    ['who is not one any more', () => county.see("update memberships set role = 'calendar' where id = $1", [seat])],
  ];
  it.each(cases)('%s', async (_, happens) => {
    await guest(seat);
    await happens();
    await morning();
    await settled();

    expect(await told()).toEqual([]);
  });

  it('whose organisation is bound by the secrecy act: the time is not said for the act\'s sake', async () => {
    await guest(seat, { username: 'lpo.vm' });
    await morning();
    await settled();

    expect(await told()).toEqual([]);
  });

  it('whom somebody has ended', async () => {
    await guest(seat);
    await end();

    expect(await planned()).toBeNull();
    expect(await told()).toEqual([]);
  });
});

describe('what was told of a guest is settled, and told to be', () => {
  const cases: readonly [string, () => Promise<unknown>][] = [
    ['ended', end],
    ['given more time', () => guest(randomUUID(), { days: 200, since: endIn(31) })],
    ['waiting for a key to more time', nominated],
    ['in a group that is wound up', windUp],
  ];
  it.each(cases)('when the guest is %s', async (_, happens) => {
    await guest(seat);
    await morning();
    await eventually(async () => expect(await states()).toEqual(['open']), 20_000);
    await happens();

    await eventually(async () => expect(await states()).toEqual(['open', 'closed']), 20_000);
    expect((await envelopes()).map(({ data, aggregateversion }) => [aggregateversion, data['lastDay']])).toEqual([[1, await dayIn(31)], [2, await dayIn(31)]]);
    expect((await told())[1]).toMatchObject({ administrators: [] });
  });

  it('but not when the group only rests', async () => {
    await guest(seat);
    await morning();
    await eventually(async () => expect(await states()).toEqual(['open']), 20_000);
    await county.see("update groups set status = 'dormant' where id = $1", [youth]);
    await eventually(async () => expect(await county.see("select 1 from due where kind = 'guest-ends-settled' and subject_id = $1 and state = 'pending'", [youth])).toEqual([]), 20_000);

    expect(await states()).toEqual(['open']);
  });
});

describe('what was settled by more time, or a nomination to it, is told anew where nothing came of that', () => {
  const closed = (state: string) => county.see("update nominations set state = $2, closed_at = now() where group_id = $1 and state = 'pending'", [youth, state]);
  /** The last day on which its key could be turned is over. */
  const lapsed = async () => {
    await county.see("update nominations set expires_at = now() where state = 'pending'");
    await county.see("update due set at = now() where kind = 'guest-nomination-lapses' and state = 'pending'");
  };
  const nomination = async (): Promise<void> => {
    await guest(seat);
    await morning();
    await eventually(async () => expect(await states()).toEqual(['open']), 20_000);
    await nominated();
    await eventually(async () => expect(await states()).toEqual(['open', 'closed']), 20_000);
  };
  const quiet = () => eventually(async () => expect(await county.see("select 1 from due where kind in ('guest-ends-settled', 'guest-nomination-lapses') and state = 'pending' and at <= now()")).toEqual([]), 20_000);

  it.each([['declined', () => closed('declined')], ['withdrawn', () => closed('withdrawn')], ['not agreed to in time', lapsed]])('when it is %s', async (_, happens) => {
    await nomination();
    await happens();

    await eventually(async () => expect(await states()).toEqual(['open', 'closed', 'open']), 20_000);
    expect((await told())[2]).toEqual({ id: seat, groupId: youth, state: 'open', requiredAssuranceLevel: 2, lastDay: await dayIn(31), administrators: await owners() });
    expect((await envelopes()).map(({ aggregateversion }) => aggregateversion)).toEqual([1, 2, 3]);
  });

  it('when the time that it gave is taken back', async () => {
    await guest(seat);
    await morning();
    await eventually(async () => expect(await states()).toEqual(['open']), 20_000);
    const further = randomUUID();
    await guest(further, { days: 200, since: endIn(31) });
    await eventually(async () => expect(await states()).toEqual(['open', 'closed']), 20_000);
    await county.see('update memberships set valid_to = valid_from where id = $1', [further]);

    await eventually(async () => expect(await states()).toEqual(['open', 'closed', 'open']), 20_000);
  });

  it.each([['withdrawn', () => closed('withdrawn')], ['not agreed to in time', lapsed]])('also in the last week, when nobody was told before, since it waited; it is %s', async (_, happens) => {
    await nominated();
    await county.see("update nominations set created_at = now() - interval '20 days'");
    await guest(seat, { days: 3, since: "now() - interval '40 days'" });
    await quiet();
    const before = await told();
    await happens();

    await eventually(async () => expect(await told()).toMatchObject([{ state: 'open', lastDay: await dayIn(3), administrators: await owners() }]), 20_000);
    expect(before).toEqual([]);
    await closed('withdrawn');
    await nominated();
    await eventually(async () => expect(await states()).toEqual(['open', 'closed']), 20_000);
  });

  it.each([['who was invited in the last week', 'now()'], ['whom none was there for in the morning when it would have been told', "now() - interval '40 days'"]])('but not of %s', async (_, since) => {
    await guest(seat, { days: 3, since });
    await nominated();
    await quiet();
    await closed('withdrawn');
    await quiet();

    expect(await told()).toEqual([]);
  });

  it('but not when the guest was ended meanwhile, or another nomination waits', async () => {
    await nomination();
    await closed('declined');
    await nominated();
    await quiet();
    const before = await states();
    await end();
    await closed('withdrawn');
    await quiet();

    expect(before.at(-1)).toBe('closed');
    expect((await states()).at(-1)).toBe('closed');
  });
});
