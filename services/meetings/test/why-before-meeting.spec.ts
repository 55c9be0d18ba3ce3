import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenPoll, ScheduleSeries, SeriesDetails, WhyISeePoll, WhyISeeSeries, type RawInput, type WhyReason } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const high = (person: TestPerson): TestPerson => ({ ...person, assuranceLevel: 3 });
const call = (as: TestPerson, to: Pick<RawInput<typeof ScheduleSeries>, 'groupId' | 'people' | 'functions'>) => hub.ask(ScheduleSeries, as, { firstDay: inDays(7), time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;COUNT=2', skipHolidays: false, ...to });
const open = (as: TestPerson, to: Pick<RawInput<typeof OpenPoll>, 'groupId' | 'people' | 'functions'>) =>
  hub.ask(OpenPoll, as, { options: [10, 11].map((day) => ({ starts: `${inDays(day)}T09:00`, ends: `${inDays(day)}T09:45` })), closes: `${inDays(7)}T12:00`, ...to });
const ofSeries = async (as: TestPerson, seriesId: string): Promise<WhyReason[]> => (await hub.ask(WhyISeeSeries, as, { seriesId })).reasons;
const ofPoll = async (as: TestPerson, pollId: string): Promise<WhyReason[]> => (await hub.ask(WhyISeePoll, as, { pollId })).reasons;

/** A group with a guest until tomorrow, one who sees its calendar only, and a function that somebody in it and somebody outside hold. */
async function withGuests() {
  const made = await aGroup(world);
  const [guest, calendar] = [await world.person(made.koping, 'Gästen'), await world.person(made.koping, 'Samordnaren')];
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await world.member(made.group, guest, 'guest', until);
  await world.member(made.group, calendar, 'calendar');
  const guard = await world.function(made.polisen, 'Vakthavande', [made.outsider, made.kpol]);
  await world.settled();
  return { ...made, guest, calendar, until, guard };
}

describe('why somebody sees a series or a poll', () => {
  it('is told from that one\'s own audiences alone, each with its role and until when', async () => {
    const { eva, kpol, outsider, guest, until, guard, group } = await withGuests();
    const byGroup = { through: 'group', id: group.id, name: group.name, level: 'content', until: null, addressedTo: null, agreement: null, since: expect.stringMatching(/Z$/) };
    const byFunction = { through: 'function', id: guard.id, name: 'Vakthavande', level: 'content', role: null, until: null };
    const [series, poll] = [await call(eva, { groupId: group.id, functions: [guard.id] }), await open(eva, { groupId: group.id, functions: [guard.id] })];

    for (const [why, id] of [[ofSeries, series.id], [ofPoll, poll.id]] as const) {
      expect(await why(eva, id)).toMatchObject([{ ...byGroup, role: 'secretary' }]);
      expect(await why(guest, id)).toMatchObject([{ ...byGroup, role: 'guest', until }]);
      expect(await why(outsider, id)).toMatchObject([byFunction]);
      expect((await why(kpol, id)).toSorted((a, b) => a.through.localeCompare(b.through))).toMatchObject([byFunction, { ...byGroup, role: 'member' }]);
    }
  });

  it('is to a person who was chosen, the person', async () => {
    const { eva, rektor } = await aGroup(world);
    const [series, poll] = [await call(eva, { people: [rektor.id] }), await open(eva, { people: [rektor.id] })];

    expect(await ofSeries(rektor, series.id)).toMatchObject([{ through: 'person', id: rektor.id, name: 'Rektorn', level: 'content' }]);
    expect(await ofPoll(rektor, poll.id)).toMatchObject([{ through: 'person', id: rektor.id, name: 'Rektorn', level: 'content' }]);
  });

  it('is of a series a shell to who sees the calendar only, to whom there is no poll', async () => {
    const { eva, calendar, group } = await withGuests();
    const [series, poll] = [await call(eva, { groupId: group.id }), await open(eva, { groupId: group.id })];

    expect(await ofSeries(calendar, series.id)).toMatchObject([{ through: 'group', role: 'calendar', level: 'shell' }]);
    expect(await hub.answer(WhyISeePoll, calendar, { pollId: poll.id })).toEqual(await hub.answer(WhyISeePoll, calendar, { pollId: never }));
  });

  it('is not told of what is hidden, which is as what never was', async () => {
    const { eva, kpol, outsider, group } = await aGroup(world);
    const [series, poll] = [await call(eva, { groupId: group.id }), await open(eva, { groupId: group.id })];
    await world.end(group, kpol);

    for (const stranger of [outsider, kpol]) {
      const hidden = [await hub.answer(WhyISeeSeries, stranger, { seriesId: series.id }), await hub.answer(WhyISeePoll, stranger, { pollId: poll.id })];
      expect(hidden).toMatchObject([{ problem: { status: 404 } }, { problem: { status: 404 } }]);
      expect(JSON.stringify(hidden)).toBe(JSON.stringify([await hub.answer(WhyISeeSeries, stranger, { seriesId: never }), await hub.answer(WhyISeePoll, stranger, { pollId: never })]));
    }
  });

  it('is not told of a series of which somebody sees no meeting any more', async () => {
    const { eva, rektor } = await aGroup(world);
    const series = await call(eva, { people: [rektor.id] });
    for (const { meetingId } of series.meetings) {
      await hub.asAdmin('meetings', "update meeting_audiences set valid_to = now() where meeting_id = $1 and audience_id = $2", [meetingId, rektor.id]);
    }

    expect(await hub.answer(SeriesDetails, rektor, { seriesId: series.id })).toMatchObject({ problem: { status: 404 } });
    expect(await hub.answer(WhyISeeSeries, rektor, { seriesId: series.id })).toEqual(await hub.answer(WhyISeeSeries, rektor, { seriesId: never }));
  });

  it('is logged at individual level, and is hidden below it', async () => {
    const { eva, kpol, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const [series, poll] = [await call(high(eva), { groupId: group.id }), await open(high(eva), { groupId: group.id })];

    expect(await ofSeries(high(kpol), series.id)).toMatchObject([{ through: 'group', level: 'content' }]);
    expect(await ofPoll(high(kpol), poll.id)).toMatchObject([{ through: 'group', level: 'content' }]);
    expect([await hub.answer(WhyISeeSeries, kpol, { seriesId: series.id }), await hub.answer(WhyISeePoll, kpol, { pollId: poll.id })]).toMatchObject([{ problem: { status: 404 } }, { problem: { status: 404 } }]);
    expect(await hub.asAdmin('meetings', "select actor_id, action from audit where action in ('series.why', 'poll.why') and object_id = any($1) order by action", [[series.id, poll.id]]))
      .toEqual([{ actor_id: kpol.id, action: 'poll.why' }, { actor_id: kpol.id, action: 'series.why' }]);
  });
});
