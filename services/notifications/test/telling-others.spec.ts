import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ActionGiven, ActionLate, ItemChanged, ItemProposed, ItemTakenUp, LiveEvents, MeetingScheduled, NotesLocked, NotificationInbox, ReferralAccepted, ReferralClaimed, ReferralDelivered, ReferralPassedOn, UnreadCount, WritingChanged,
} from '@knutpunkt/contracts';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';
import { aMeetingOf, toPerson } from './telling-meetings.js';
import { TellingOthers, aRequestOf, anActionOf, anItemOf, toFunction } from './telling-others.js';

let all: NotificationsHub;
let others: TellingOthers;
beforeAll(async () => { all = await startNotifications(); others = new TellingOthers(all.hub); }, 60_000);
afterAll(() => all?.stop());

const inboxOf = async (person: TestPerson) => (await all.hub.ask(NotificationInbox, person, {})).items;
const unreadOf = async (person: TestPerson) => (await all.hub.ask(UnreadCount, person, {})).unread;
const kindsOf = async (person: TestPerson) => (await inboxOf(person)).flatMap((m) => m.items.map((i) => i.kind)).filter((kind) => kind !== 'invited');
const liveOf = async (person: TestPerson) => (await all.hub.ask(LiveEvents, person, { after: '' })).events;
const plainMailsTo = (recipient: { id: string }) => all.mailsTo(recipient).filter((mail) => !mail.calendar);

async function aCalledMeeting() {
  const people = await aGroupIn(all);
  const { sara, fatima, karl, group } = people;
  const meeting = aMeetingOf(group, [sara, fatima, karl]);
  await all.meetings.tell(MeetingScheduled, { meeting }, sara);
  return { ...people, meeting };
}

describe('an item of an agenda', () => {
  it('that is proposed is in the inbox of who leads, and its answer in that of who proposed it, by the meeting', async () => {
    const { sara, fatima, karl, meeting } = await aCalledMeeting();
    const item = anItemOf(meeting, karl);
    await others.tell(ItemProposed, { id: item.id, data: { item }, by: karl });
    await others.tell(ItemTakenUp, { id: item.id, data: { item: { ...item, state: 'taken-up' as typeof item.state } }, by: sara });
    await eventually(async () => expect(await kindsOf(karl)).toEqual(['item-taken-up']));

    expect(await inboxOf(sara)).toMatchObject([{ matter: { kind: 'meeting', id: meeting.id }, unread: 1, items: [{ kind: 'item-proposed', by: 'Karl' }] }]);
    expect(await kindsOf(fatima)).toEqual([]);
    const [mail] = await eventually(() => { expect(plainMailsTo(karl)).toHaveLength(1); return plainMailsTo(karl); });
    expect(mail!.subject).toBe('Svar på din punkt till en dagordning');
    for (const hidden of ['Sara', 'Karl', 'Unggruppen', 'Köping']) expect(JSON.stringify(mail)).not.toContain(hidden);
  });

  it('that is addressed away from somebody is no more in that inbox, count or mail', async () => {
    const { sara, fatima, karl, meeting } = await aCalledMeeting();
    const item = anItemOf(meeting, karl, { leaders: [sara.id, fatima.id] });
    await others.tell(ItemProposed, { id: item.id, data: { item }, by: karl });
    await eventually(async () => expect(await kindsOf(fatima)).toEqual(['item-proposed']));
    const unread = await unreadOf(fatima);
    await others.tell(ItemChanged, { id: item.id, data: { item: { ...item, reach: 'hidden', audiences: [toPerson(sara), toPerson(karl)] }, what: 'addressed' }, by: sara });

    await eventually(async () => expect([await kindsOf(fatima), await unreadOf(fatima)]).toEqual([[], unread - 1]));
    const before = (await liveOf(fatima)).length;
    await others.tell(ItemChanged, { id: item.id, data: { item: { ...item, reach: 'hidden', audiences: [toPerson(sara), toPerson(karl)] }, what: 'moved' }, by: sara });
    await others.tell(ItemTakenUp, { id: item.id, data: { item: { ...item, reach: 'hidden', audiences: [toPerson(sara), toPerson(karl)] } }, by: sara });
    await eventually(async () => expect(await kindsOf(karl)).toEqual(['item-taken-up']));
    expect(await liveOf(fatima)).toHaveLength(before);
  });

  it('that is addressed to one person is not told to that person after leaving the group', async () => {
    const { sara, karl, group, meeting } = await aCalledMeeting();
    const item = anItemOf(meeting, karl, { audiences: [toPerson(sara), toPerson(karl)] });
    await eventually(async () => expect(await inboxOf(karl)).toHaveLength(1));
    await all.world.end(group, karl);
    await others.tell(ItemTakenUp, { id: item.id, data: { item }, by: sara });
    await eventually(async () => expect((await liveOf(sara)).filter((e) => e.id === meeting.id && e.type === 'meeting')).toHaveLength(2));

    expect(await inboxOf(karl)).toEqual([]);
    expect(plainMailsTo(karl)).toEqual([]);
    expect(await all.hub.asAdmin('notifications', "select from notifications where person_id = $1 and kind = 'item-taken-up'", [karl.id])).toEqual([]);
  });
});

it('typing an item\'s notes is heard live by those who read the item, and is in no inbox, mail or other live stream', async () => {
  const { sara, fatima, karl, meeting } = await aCalledMeeting();
  const item = anItemOf(meeting, karl, { state: 'taken-up', reach: 'marked', audiences: [toPerson(sara), toPerson(karl)] });
  await eventually(async () => expect([await inboxOf(karl), await inboxOf(fatima)].map((one) => one.length)).toEqual([1, 1]));
  await others.tell(WritingChanged, { id: item.id, data: { item }, by: null });
  await eventually(async () => expect((await liveOf(karl)).at(-1)).toMatchObject({ type: 'writing', id: item.id }));

  expect((await liveOf(sara)).at(-1)).toMatchObject({ type: 'writing', id: item.id });
  expect((await liveOf(fatima)).filter(({ id, type }) => id === item.id || type === 'writing')).toEqual([]);
  expect([await kindsOf(karl), plainMailsTo(karl)]).toEqual([[], []]);
});

it('locked notes are told to every participant but who locked them', async () => {
  const { sara, fatima, karl, meeting } = await aCalledMeeting();
  const agenda = { meetingId: meeting.id, groupId: meeting.groupId, groupLevel: meeting.groupLevel, status: 'locked' as never, startsAt: meeting.startsAt, endsAt: meeting.endsAt, leaders: [sara.id], audiences: meeting.audiences };
  await others.tell(NotesLocked, { id: meeting.id, data: { agenda }, by: sara });
  await eventually(async () => expect([await kindsOf(fatima), await kindsOf(karl), await kindsOf(sara)]).toEqual([['notes-locked'], ['notes-locked'], []]));
});

describe('an action', () => {
  it('is told to its owner, who need not be of the group, and to who coordinates only while the meeting is seen', async () => {
    const { sara, karl, outsider, group, meeting } = await aCalledMeeting();
    const action = anActionOf(meeting, outsider, { givenBy: sara.id });
    await others.tell(ActionGiven, { id: action.id, data: { action }, by: sara });
    await others.tell(ActionLate, { id: action.id, data: { action, tell: [karl.id], to: 'coordinator' }, by: null });
    await eventually(async () => expect([await kindsOf(outsider), await kindsOf(karl)]).toEqual([['action-given'], ['action-late']]));

    expect(await inboxOf(outsider)).toMatchObject([{ matter: { kind: 'action', id: action.id, meetingId: meeting.id, due: '2027-03-01' } }]);
    expect((await liveOf(outsider)).map((e) => e.type).filter((type) => type !== 'access')).toEqual(['action', 'notification', 'action']);
    await eventually(() => expect(plainMailsTo(outsider).map((m) => m.subject)).toEqual(['Du har fått en åtgärd i Knutpunkt']));
    await all.world.end(group, karl);
    expect(await kindsOf(karl)).toEqual([]);
  });

  it('after which much happens is one mail at once and one a minute later', async () => {
    const { sara, karl, meeting } = await aCalledMeeting();
    const give = async (): Promise<void> => {
      const action = anActionOf(meeting, karl);
      await others.tell(ActionGiven, { id: action.id, data: { action }, by: sara });
    };
    await give();
    await eventually(() => expect(plainMailsTo(karl)).toHaveLength(1));
    for (let more = 0; more < 9; more += 1) await give();
    const waiting = 'recipient_id = $1 and letter_id is null and kind = \'action-given\'';
    await eventually(async () => expect(await all.hub.asAdmin('notifications', `select from mails where ${waiting} and due_at > now() + interval '30 seconds'`, [karl.id])).toHaveLength(9));
    expect(plainMailsTo(karl)).toHaveLength(1);

    await all.hub.asAdmin('notifications', "update mails set sent_at = sent_at - interval '1 minute' where recipient_id = $1", [karl.id]);
    await all.hub.asAdmin('notifications', `update mails set due_at = now() where ${waiting}`, [karl.id]);
    await eventually(() => expect(plainMailsTo(karl).map((m) => m.subject).sort()).toEqual(['9 händelser i Knutpunkt', 'Du har fått en åtgärd i Knutpunkt']), 20_000);
  }, 40_000);

  it('and many more in a moment are one mail', async () => {
    const { sara, karl, meeting } = await aCalledMeeting();
    const actions = Array.from({ length: 7 }, () => anActionOf(meeting, karl));
    await Promise.all(actions.map((action) => others.tell(ActionGiven, { id: action.id, data: { action }, by: sara })));
    await eventually(() => expect(plainMailsTo(karl).map((m) => m.subject)).toEqual(['7 händelser i Knutpunkt']));
    expect(await kindsOf(karl)).toHaveLength(7);
  });
});

it('ten facts about agendas, actions and requests in a moment are one mail that says nothing of them', async () => {
  const { sara, fatima, karl, koping, meeting } = await aCalledMeeting();
  const samordnare = await all.world.function(koping, 'Samordnaren', [fatima]);
  await all.world.settled();
  const actions = Array.from({ length: 4 }, () => anActionOf(meeting, karl));
  const items = Array.from({ length: 4 }, () => anItemOf(meeting, karl));
  const agenda = { meetingId: meeting.id, groupId: meeting.groupId, groupLevel: meeting.groupLevel, status: 'locked' as const, startsAt: meeting.startsAt, endsAt: meeting.endsAt, leaders: [sara.id], audiences: meeting.audiences };
  const referral = aRequestOf(karl, { id: samordnare.id, of: koping }, { state: 'accepted' });
  await Promise.all([
    ...actions.map((action) => others.tell(ActionGiven, { id: action.id, data: { action }, by: sara })),
    ...items.map((item) => others.tell(ItemTakenUp, { id: item.id, data: { item }, by: sara })),
    others.tell(NotesLocked, { id: meeting.id, data: { agenda }, by: sara }),
    others.tell(ReferralAccepted, { id: referral.id, data: { referral }, by: fatima }),
  ]);
  await eventually(async () => expect(await kindsOf(karl)).toHaveLength(10));
  await eventually(() => expect(plainMailsTo(karl).map((m) => m.subject)).toEqual(['10 händelser i Knutpunkt']));

  for (const hidden of ['Sara', 'Karl', 'Unggruppen', 'Köping', 'Rådhuset']) expect(JSON.stringify(plainMailsTo(karl))).not.toContain(hidden);
});

describe('a request', () => {
  async function aDelivered() {
    const { world } = all;
    const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
    const [eva, karl, kim] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Karl'), await world.person(polisen, 'Kim')];
    const [kpol, next] = [await world.function(polisen, 'Kommunpolis', [karl, kim]), await world.function(polisen, 'Områdespolis', [kim])];
    await world.settled();
    const referral = aRequestOf(eva, { id: kpol.id, of: polisen });
    await others.tell(ReferralDelivered, { id: referral.id, data: { referral }, by: null });
    await eventually(async () => expect(await kindsOf(karl)).toEqual(['request-received']));
    return { eva, karl, kim, kpol, next, referral };
  }

  it('is told to the function\'s holders, with the other side\'s organisation and no person of it, and mailed without it', async () => {
    const { eva, karl, kim, kpol, referral } = await aDelivered();

    expect(await inboxOf(kim)).toMatchObject([{ matter: { kind: 'referral', id: referral.id, withOrganisation: 'Köping', due: '2027-03-01' }, items: [{ kind: 'request-received', by: null }] }]);
    const [mail] = await eventually(() => { expect(all.mailsTo(kpol)).toHaveLength(1); return all.mailsTo(kpol); });
    expect(mail!.subject).toBe('Du har en ny förfrågan i Knutpunkt');
    for (const hidden of ['Köping', 'Polisen', 'Eva']) expect(JSON.stringify(mail)).not.toContain(hidden);
    await others.tell(ReferralAccepted, { id: referral.id, data: { referral: { ...referral, state: 'accepted' } }, by: karl });
    await eventually(async () => expect(await inboxOf(eva)).toMatchObject([{ matter: { withOrganisation: 'Polisen' }, items: [{ kind: 'request-accepted', by: null }] }]));
    expect([(await inboxOf(karl))[0]!.items, all.mailsTo(karl), all.mailsTo(kim)].map((one) => one.length)).toEqual([1, 0, 0]);
  });

  it('is taken from those whose function passes it on', async () => {
    const { eva, karl, kim, next, referral } = await aDelivered();
    const on = { ...referral, functionId: next.id, audiences: [referral.audiences[0]!, toFunction(next)] };
    await others.tell(ReferralPassedOn, { id: referral.id, data: { referral: on, fromFunctionId: referral.functionId }, by: karl });
    await eventually(async () => expect([await inboxOf(karl), await kindsOf(kim), await kindsOf(eva)]).toEqual([[], ['request-received', 'request-received'], ['request-passed-on']]));

    expect((await liveOf(karl)).filter((e) => e.id === referral.id)).toEqual([]);
    expect((await liveOf(karl)).at(-1)).toMatchObject({ type: 'access', id: karl.id });
    expect(await unreadOf(karl)).toBe(0);
  });

  it('that somebody takes on is noticed by that side alone', async () => {
    const { eva, karl, kim, kpol, referral } = await aDelivered();
    const before = (await liveOf(eva)).length;
    const sideId = referral.functionId;
    await others.tell(ReferralClaimed, { id: sideId, data: { sideId, referralId: referral.id, personId: kim.id, audiences: [toFunction(kpol)] }, by: kim });
    await eventually(async () => expect((await liveOf(karl)).filter((e) => e.type === 'referral')).toHaveLength(2));

    expect(await liveOf(eva)).toHaveLength(before);
    expect(await kindsOf(karl)).toEqual(['request-received']);
  });
});
