import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveEvents, MeetingCancelled, MeetingReplied, MeetingRescheduled, MeetingScheduled, ParticipantsRemoved } from '@knutpunkt/contracts';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { accessTold, startNotifications, type NotificationsHub } from './hub.js';
import { later } from './places.js';
import { aMeetingOf, toPerson } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const told = (person: TestPerson, after = '') => all.hub.ask(LiveEvents, { ...person, assuranceLevel: 2 }, { after });
const toldAbove = (person: TestPerson, after = '') => all.hub.ask(LiveEvents, { ...person, assuranceLevel: 3 }, { after });

/** Two people who sit both in a general group and in one of the individual level, and who have heard of it. */
async function aPair() {
  const { world } = all;
  const koping = await world.organisation('Köping');
  const [sara, karl] = [await world.person(koping, 'Sara'), await world.person(koping, 'Karl')];
  const general = await world.group(koping, [sara, karl]);
  const individual = await world.group(koping, [sara, karl], { level: 'INDIVIDUAL' });
  await accessTold(all, [sara, karl], [general, individual]);
  return { koping, sara, karl, general, individual };
}

describe('a session below a group\'s level', () => {
  it('hears the same, by place and by event, whatever happens there', async () => {
    const { koping, sara, karl, individual } = await aPair();
    const before = await told(karl);
    const meeting = aMeetingOf(individual, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.meetings.tell(MeetingReplied, { meeting, participantId: meeting.participants[1]!.id, byPersonId: karl.id, answer: 'yes' }, karl);
    await all.meetings.tell(MeetingRescheduled, { meeting: { ...meeting, sequence: 1 }, asksAgain: true }, sara);
    await all.meetings.tell(MeetingCancelled, { meeting: { ...meeting, status: 'cancelled', sequence: 2 } }, sara);
    await all.world.member(individual, await all.world.person(koping, 'Nya'));
    await all.world.end(individual, sara);
    await accessTold(all);
    await eventually(async () => expect((await toldAbove(karl)).events.filter(({ id }) => id === meeting.id).map(({ type }) => type)).toEqual(['meeting', 'notification', 'meeting', 'meeting', 'notification', 'meeting', 'notification']));

    expect(await told(karl)).toEqual(before);
    expect(await told(karl, before.latest)).toEqual({ ...before, events: [] });
  }, 40_000);

  it('counts on without a gap', async () => {
    const { sara, karl, general, individual } = await aPair();
    const { latest } = await told(karl);
    const [hidden, shown] = [aMeetingOf(individual, [sara, karl]), aMeetingOf(general, [sara, karl])];
    await all.meetings.tell(MeetingScheduled, { meeting: hidden }, sara);
    await eventually(async () => expect((await toldAbove(karl)).events.map(({ id }) => id)).toContain(hidden.id));
    await all.meetings.tell(MeetingScheduled, { meeting: shown }, sara);

    await eventually(async () => expect((await told(karl, latest)).events).toEqual([{ place: later(latest, 1), type: 'meeting', id: shown.id }, { place: later(latest, 2), type: 'notification', id: shown.id }]));
  }, 40_000);

  it('loses nothing of what is kept for it, and is not sent to read anew, because of what happens above', async () => {
    const { karl } = await aPair();
    const before = await told(karl);
    const much = Array.from({ length: 600 }, () => ({ personId: karl.id, level: 3, type: 'access', objectId: karl.id }));
    await all.hub.asAdmin('notifications', 'select tell($1::jsonb)', [JSON.stringify({ inbox: [], mails: [], live: much })]);

    expect(await told(karl)).toEqual(before);
    expect(await toldAbove(karl, before.latest)).toMatchObject({ resync: true, events: [] });
  }, 40_000);

  it('goes on from a place that it was given before it stepped down, or up', async () => {
    const { sara, karl, individual } = await aPair();
    const [low, high] = [await told(karl), await toldAbove(karl)];
    const meeting = aMeetingOf(individual, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect((await toldAbove(karl, high.latest)).events.map(({ id }) => id)).toEqual([meeting.id, meeting.id]));

    expect(await told(karl, high.latest)).toEqual({ ...low, events: [] });
    expect((await toldAbove(karl, low.latest)).events.map(({ id }) => id)).toEqual(expect.arrayContaining([karl.id, meeting.id]));
  }, 40_000);

  it('does not hear that a right above it ends by itself', async () => {
    const { koping, sara, individual } = await aPair();
    const guest = await all.world.person(koping, 'Gun');
    await all.world.member(individual, guest, 'guest', new Date(Date.now() + 1_500).toISOString());
    await accessTold(all);
    const [below, above] = [await told(guest), await toldAbove(guest)];
    await eventually(async () => expect((await toldAbove(guest, above.latest)).events.filter(({ type }) => type === 'access')).toHaveLength(1), 20_000);

    expect(await told(guest)).toEqual(below);
    expect((await told(sara)).resync).toBe(false);
  }, 40_000);

  it('hears that it was taken off, where it saw the meeting as a guest', async () => {
    const { koping, sara, karl, individual } = await aPair();
    const guest = await all.world.person(koping, 'Gun');
    const meeting = aMeetingOf(individual, [sara], { audiences: [toPerson(sara)] });
    await accessTold(all);
    const [below, guestBelow] = [await told(karl), await told(guest)];
    const removed = [karl, guest].map(({ id }) => ({ id, personId: id, functionId: null }));
    await all.meetings.tell(ParticipantsRemoved, { meeting, removed }, sara);

    await eventually(async () => expect((await told(guest, guestBelow.latest)).events.map(({ type }) => type)).toEqual(['access']));
    expect(await told(karl)).toEqual(below);
  }, 40_000);
});

describe('who comes and goes in a group', () => {
  it('is told to those who see its members, and not to those who see its calendar', async () => {
    const { koping, sara, karl } = await aPair();
    const ulf = await all.world.person(koping, 'Ulf');
    const group = await all.world.group(koping, [sara, karl, [ulf, 'calendar']]);
    await accessTold(all);
    const [toMember, toUlf] = [await told(karl), await told(ulf)];
    await all.world.member(group, await all.world.person(koping, 'Nya'));
    await accessTold(all);

    expect((await told(karl, toMember.latest)).events.map(({ type, id }) => [type, id])).toEqual([['group', group.id]]);
    expect(await told(ulf)).toEqual(toUlf);
  }, 40_000);

  it('is heard by those who administer the organisation of the group or of the member, who are shown it in Åtkomster, and by no other', async () => {
    const { koping, karl } = await aPair();
    const admin = { roles: ['administrator' as const] };
    const [police, third] = [await all.world.organisation('Polisen'), await all.world.organisation('Tredje')];
    const [owners, others, strangers] = [await all.world.person(koping, 'Adam', admin), await all.world.person(police, 'Polly', admin), await all.world.person(third, 'Tyra', admin)];
    const officer = await all.world.person(police, 'Nya');
    const group = await all.world.group(koping, [karl]);
    await accessTold(all);
    const before = [await told(owners), await told(others), await told(strangers)];
    await all.world.member(group, officer);
    await accessTold(all);

    const heard = await Promise.all([owners, others, strangers].map(async (one, at) => (await told(one, before[at]!.latest)).events.map(({ type, id }) => [type, id === one.id])));
    expect(heard).toEqual([[['nomination', true]], [['nomination', true]], []]);
  }, 40_000);
});
