import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveEvents, MeetingCancelled, MeetingDescribed, MeetingRecorded, MeetingReplied, MeetingRescheduled, MeetingScheduled, NotificationInbox, ParticipantsRemoved, UnreadCount } from '@knutpunkt/contracts';
import { v7 } from 'uuid';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';
import { later } from './places.js';
import { aMeetingOf, asParticipant, toGroup, toPerson } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const aGroup = () => aGroupIn(all);
const inboxOf = async (person: TestPerson) => (await all.hub.ask(NotificationInbox, person, {})).items;
const unreadOf = async (person: TestPerson) => (await all.hub.ask(UnreadCount, person, {})).unread;
const kindsOf = async (person: TestPerson) => (await inboxOf(person)).flatMap((m) => m.items.map((i) => i.kind));
const liveOf = async (person: TestPerson, after = '') => (await all.hub.ask(LiveEvents, person, { after })).events;

describe('a scheduled meeting', () => {
  it('is in the inbox of each participant but the one who called it, once', async () => {
    const { sara, fatima, karl, outsider, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, fatima, karl]);
    const message = await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await kindsOf(karl)).toEqual(['invited']));
    await all.meetings.send(message, 'the same once more');
    await all.meetings.tell(MeetingDescribed, { meeting }, sara);
    await eventually(async () => expect(await kindsOf(karl)).toEqual(['described', 'invited']));

    expect(await inboxOf(fatima)).toMatchObject([{ matter: { kind: 'meeting', id: meeting.id, groupName: 'Unggruppen Köping', status: 'called' }, unread: 2, items: [{ by: 'Sara' }, { by: 'Sara' }] }]);
    expect(await inboxOf(sara)).toEqual([]);
    expect([await unreadOf(fatima), await unreadOf(sara), await unreadOf(outsider)]).toEqual([2, 0, 0]);
    expect(await inboxOf(outsider)).toEqual([]);
  });

  it('is live for all who see it, in a sequence of their own', async () => {
    const { sara, karl, outsider, group } = await aGroup();
    const before = (await all.hub.ask(LiveEvents, karl, { after: null })).latest;
    const meeting = aMeetingOf(group, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);

    await eventually(async () => expect(await liveOf(karl, before)).toEqual([{ place: later(before, 1), type: 'meeting', id: meeting.id }, { place: later(before, 2), type: 'notification', id: meeting.id }]));
    expect((await liveOf(sara)).filter((e) => e.id === meeting.id).map((e) => e.type)).toEqual(['meeting']);
    expect((await liveOf(outsider)).some((e) => e.id === meeting.id)).toBe(false);
  });

  it('rings at the doors of those concerned, and says nothing there', async () => {
    const { sara, karl, group } = await aGroup();
    const gateway = await all.hub.nats('gateway');
    const rings: string[] = [];
    gateway.subscribe(`live.${karl.id}`, { callback: (_, message) => void rings.push(message.string()) });
    await gateway.flush();
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);

    await eventually(() => expect(rings).toContain(''));
  });

  it('is mailed with its calendar entry, neutrally, in the reader\'s language', async () => {
    const { sara, fatima, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, fatima, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    const [mail] = await eventually(() => { expect(all.mailsTo(karl)).toHaveLength(1); return all.mailsTo(karl); });
    const [english] = await eventually(() => { expect(all.mailsTo(fatima)).toHaveLength(1); return all.mailsTo(fatima); });

    expect(mail).toMatchObject({ subject: 'Kallelse: Unggruppen Köping, onsdag 27 januari 2027 (v. 4) 13.30–15.00', from: 'no-reply@hub.example', attachments: expect.arrayContaining(['inbjudan.ics']) });
    expect(mail!.text).toContain(`https://hub.example/moten/${meeting.id}`);
    expect(mail!.calendar).toContain('METHOD:REQUEST');
    expect(mail!.calendar).toContain(`UID:${meeting.id}@knutpunkt`);
    expect(english!.subject).toContain('Invitation:');
    for (const name of ['Sara', 'Fatima', fatima.id]) expect(JSON.stringify(mail)).not.toContain(name);
    expect(all.mailsTo(sara)).toEqual([]);
  });
});

describe('what follows', () => {
  it('is told with the calendar entry that moves and goes', async () => {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl]);
    const moved = { ...meeting, startsAt: '2027-02-03T12:30:00.000Z', endsAt: '2027-02-03T14:00:00.000Z', sequence: 1 };
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.meetings.tell(MeetingRescheduled, { meeting: moved, asksAgain: true }, sara);
    await all.meetings.tell(MeetingCancelled, { meeting: { ...moved, status: 'cancelled', sequence: 2 } }, sara);
    const mails = await eventually(() => { expect(all.mailsTo(karl)).toHaveLength(3); return all.mailsTo(karl); });

    expect(mails.map((m) => m.subject.split(':')[0])).toEqual(['Inställt', 'Ändrat möte', 'Kallelse']);
    expect(mails.map((m) => /SEQUENCE:(\d)/.exec(m.calendar!)?.[1])).toEqual(['2', '1', '0']);
    expect(mails[0]!.calendar).toContain('METHOD:CANCEL');
    expect(await kindsOf(karl)).toEqual(['cancelled', 'rescheduled', 'invited']);
    expect((await inboxOf(karl))[0]!.matter).toMatchObject({ status: 'cancelled' });
  });

  it('of a reply is told to the organiser alone, without a mail', async () => {
    const { sara, fatima, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, fatima, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.meetings.tell(MeetingReplied, { meeting, participantId: meeting.participants[2]!.id, byPersonId: karl.id, answer: 'maybe' }, karl);
    await eventually(async () => expect(await inboxOf(sara)).toMatchObject([{ items: [{ kind: 'replied', answer: 'maybe', by: 'Karl' }] }]));

    expect(await kindsOf(fatima)).toEqual(['invited']);
    expect((await liveOf(fatima)).filter((e) => e.id === meeting.id && e.type === 'meeting')).toHaveLength(2);
    expect(all.mailsTo(sara)).toEqual([]);
  });

  it('of a meeting entered afterwards is told to nobody', async () => {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl], { status: 'held', startsAt: '2026-01-27T12:30:00.000Z', endsAt: '2026-01-27T14:00:00.000Z' });
    await all.meetings.tell(MeetingRecorded, { meeting }, sara);
    await eventually(async () => expect((await liveOf(karl)).some((e) => e.id === meeting.id)).toBe(true));

    expect(await inboxOf(karl)).toEqual([]);
    expect(await all.hub.asAdmin('notifications', 'select from mails where matter_id = $1', [meeting.id])).toEqual([]);
  });
});

describe('somebody who only sees the group\'s calendar', () => {
  it('has the screen refreshed when a meeting moves and hears of nothing else', async () => {
    const { world } = all;
    const koping = await world.organisation('Köping');
    const [sara, karl, ulf] = [await world.person(koping, 'Sara'), await world.person(koping, 'Karl'), await world.person(koping, 'Ulf')];
    const group = await world.group(koping, [sara, karl, [ulf, 'calendar']]);
    const meeting = aMeetingOf(group, [sara, karl], { audiences: [toGroup(group), toGroup(group, 'shell')] });
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.meetings.tell(MeetingDescribed, { meeting }, sara);
    await all.meetings.tell(MeetingReplied, { meeting, participantId: meeting.participants[1]!.id, byPersonId: karl.id, answer: 'yes' }, karl);
    await eventually(async () => expect(await kindsOf(sara)).toEqual(['replied']));

    expect((await liveOf(ulf)).filter((e) => e.id === meeting.id)).toHaveLength(1);
    expect(await inboxOf(ulf)).toEqual([]);
  });
});

describe('somebody who lost the right', () => {
  it('between the event and its delivery is told nothing', async () => {
    const { world, hub } = all;
    const { sara, fatima, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, fatima, karl]);
    await world.end(group, karl);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await kindsOf(fatima)).toEqual(['invited']));

    expect([await inboxOf(karl), await unreadOf(karl)]).toEqual([[], 0]);
    expect((await liveOf(karl)).some((e) => e.id === meeting.id)).toBe(false);
    expect(await hub.asAdmin('notifications', 'select from notifications where person_id = $1', [karl.id])).toEqual([]);
    expect(all.mailsTo(karl)).toEqual([]);
  });

  it('after it was told does not see it any more, in list, count or stream, and is told that access changed', async () => {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await unreadOf(karl)).toBe(1));
    const { latest } = await all.hub.ask(LiveEvents, karl, { after: null });
    await all.world.end(group, karl);

    await eventually(async () => expect(await liveOf(karl, latest)).toEqual([{ place: later(latest, 1), type: 'access', id: karl.id }]));
    expect([await inboxOf(karl), await unreadOf(karl)]).toEqual([[], 0]);
    expect((await liveOf(karl)).some((e) => e.id === meeting.id)).toBe(false);
  });

  it('by being taken off gets the calendar entry taken back, with what he was told before and no more', async () => {
    const { sara, fatima, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, fatima, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(() => expect(all.mailsTo(karl)).toHaveLength(1));
    await all.world.end(group, karl);
    const left = { ...meeting, place: 'Hemlig plats', startsAt: '2027-03-03T12:30:00.000Z', endsAt: '2027-03-03T14:00:00.000Z', sequence: 1, participants: meeting.participants.slice(0, 2) };
    const { id, personId } = meeting.participants[2]!;
    await all.meetings.tell(ParticipantsRemoved, { meeting: left, removed: [{ id, personId, functionId: null }] }, null);
    const [mail] = await eventually(() => { expect(all.mailsTo(karl)).toHaveLength(2); return all.mailsTo(karl); });

    expect(mail!.subject).toBe('Struket ur din kalender: Möte i Knutpunkt, onsdag 27 januari 2027 (v. 4) 13.30–15.00');
    expect(mail!.calendar).toContain('METHOD:CANCEL');
    expect(mail!.calendar).toContain('SEQUENCE:1');
    for (const hidden of ['Hemlig', 'Unggruppen', 'hub.example/']) expect(JSON.stringify(mail)).not.toContain(hidden);
    expect(await inboxOf(karl)).toEqual([]);
  });
});

describe('a participant whom our copy of the directory does not know yet', () => {
  it('is waited for, and then told as everybody else, once', async () => {
    const { koping, sara, karl, group } = await aGroup();
    const newcomer = await all.world.person(koping, 'Nya');
    await all.world.settled();
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl, newcomer]) }, sara);
    await eventually(async () => expect(await all.hub.asAdmin('notifications', "select from inbox where state = 'waiting'")).toHaveLength(1));
    expect(await kindsOf(karl)).toEqual([]);
    await all.world.member(group, newcomer);

    await eventually(async () => expect([await kindsOf(newcomer), await kindsOf(karl)]).toEqual([['invited'], ['invited']]));
  });

  it('is told seconds after the directory has, also after several tries', async () => {
    const { koping, sara, karl, group } = await aGroup();
    const unknown = { id: v7() };
    const meeting = aMeetingOf(group, [sara, karl], { audiences: [toGroup(group), toPerson(unknown)], participants: [sara, karl, unknown].map(asParticipant) });
    const message = await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await all.hub.asAdmin('notifications', 'select state, reason from inbox where event_id = $1 and attempts >= 3', [message.id])).toEqual([{ state: 'waiting', reason: 'DirectoryBehind' }]), 20_000);
    const late = await all.world.person(koping, 'Lena', unknown);

    await eventually(async () => expect(await kindsOf(late)).toEqual(['invited']), 12_000);
    expect(await kindsOf(karl)).toEqual(['invited']);
  }, 40_000);
});
