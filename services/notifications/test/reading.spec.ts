import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveEvents, MarkRead, MeetingScheduled, NotificationInbox, UnreadCount } from '@knutpunkt/contracts';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';
import { later } from './places.js';
import { aMeetingOf } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const aGroup = () => aGroupIn(all);
const unreadOf = async (person: TestPerson) => (await all.hub.ask(UnreadCount, person, {})).unread;
const liveOf = async (person: TestPerson, after = '') => (await all.hub.ask(LiveEvents, person, { after })).events;

describe('reading', () => {
  it('marks one matter, or all that was shown, and nothing of others', async () => {
    const { sara, fatima, karl, group } = await aGroup();
    const [first, second] = [aMeetingOf(group, [sara, fatima, karl]), aMeetingOf(group, [sara, fatima, karl])];
    for (const meeting of [first, second]) await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect([await unreadOf(karl), await unreadOf(fatima)]).toEqual([2, 2]));
    const until = new Date().toISOString();

    expect(await all.hub.ask(MarkRead, karl, { matterId: first.id, until })).toEqual({ unread: 1 });
    expect((await all.hub.ask(NotificationInbox, karl, { unread: 'true' })).items.map((m) => m.matter.id)).toEqual([second.id]);
    expect(await all.hub.ask(MarkRead, karl, { until })).toEqual({ unread: 0 });
    expect(await unreadOf(fatima)).toBe(2);
  });

  it('answers alike for a matter that is hidden and one that never was', async () => {
    const { sara, karl, outsider, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await unreadOf(karl)).toBe(1));
    const until = new Date().toISOString();
    const answers = await Promise.all([meeting.id, '01900000-0000-7000-8000-00000000dead'].map((matterId) => all.hub.answer(MarkRead, outsider, { matterId, until })));

    expect(answers[0]).toEqual(answers[1]);
    expect(await unreadOf(karl)).toBe(1);
  });

  it('goes page by page without losing or repeating a matter', async () => {
    const { sara, karl, group } = await aGroup();
    for (let i = 0; i < 5; i += 1) await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    await eventually(async () => expect(await unreadOf(karl)).toBe(5));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await all.hub.ask(NotificationInbox, karl, { limit: '2', ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((m) => m.matter.id));
      cursor = page.next ?? undefined;
    } while (cursor);

    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});

describe('the live stream', () => {
  it('tells a person\'s other windows that something was read', async () => {
    const { sara, karl, group } = await aGroup();
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    await eventually(async () => expect(await unreadOf(karl)).toBe(1));
    const { latest } = await all.hub.ask(LiveEvents, karl, { after: null });
    await all.hub.ask(MarkRead, karl, { until: new Date().toISOString() });

    expect(await liveOf(karl, latest)).toEqual([{ place: later(latest, 1), type: 'notification', id: karl.id }]);
  });

  it('asks for everything anew when the place is not one of ours, or too old', async () => {
    const { world, hub } = all;
    const person = await world.person(await world.organisation('Köping'), 'Sara');
    await world.settled();
    const { latest } = await eventually(async () => { const told = await hub.ask(LiveEvents, person, { after: null }); expect(told.latest).not.toBe(''); return told; });
    expect(await hub.ask(LiveEvents, person, { after: later(latest, 1) })).toMatchObject({ resync: true, events: [] });
    await hub.asAdmin('notifications', 'update live_positions set last = last + 1000 where person_id = $1', [person.id]);

    expect(await hub.ask(LiveEvents, person, { after: latest })).toMatchObject({ resync: true, latest: later(latest, 1_000) });
  });
});
