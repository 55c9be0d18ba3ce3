import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LiveEvents, MeetingCancelled, MeetingScheduled, NotificationInbox, ParticipantsReminded, UnreachedParticipants, UnreadCount, type MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { eventually, type TestGroup, type TestPerson } from '@knutpunkt/testing';
import { markRefused, markRejected } from '../src/mail/settle.js';
import { startNotifications, type NotificationsHub } from './hub.js';
import { aMeetingOf, asParticipant, toPerson } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());
afterEach(() => all.mailbox.behave({}));

const addressOf = ({ id }: { id: string }): string => `${id}@example.test`;
const rejecting = (...recipients: { id: string }[]): void => all.mailbox.behave({ reject: 550, only: recipients.map(addressOf) });
const high = (person: TestPerson) => ({ ...person, assuranceLevel: 3 as const });

/** Sara has called, Ines chairs, and Karl, Rut and an unheld function are called. */
async function aGroup(changes: Parameters<NotificationsHub['world']['group']>[2] = {}) {
  const { world } = all;
  const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
  const [sara, ines, rut, karl, outsider] = [await world.person(koping, 'Sara'), await world.person(koping, 'Ines'), await world.person(koping, 'Rut'), await world.person(polisen, 'Karl'), await world.person(polisen, 'Ulla')];
  return { koping, polisen, sara, ines, rut, karl, outsider, group: await world.group(koping, [[sara, 'member'], [ines, 'chair'], rut, karl], changes) };
}
const call = async (group: TestGroup, people: readonly TestPerson[], over: Partial<MeetingFacts> = {}): Promise<MeetingFacts> => {
  const meeting = aMeetingOf(group, people, over);
  await all.meetings.tell(MeetingScheduled, { meeting }, people[0]!);
  return meeting;
};
const asked = async (as: Parameters<NotificationsHub['hub']['ask']>[1], { id }: { id: string }) => (await all.hub.ask(UnreachedParticipants, as, { meetingId: id })).items;
const told = async (as: Parameters<NotificationsHub['hub']['ask']>[1]) => (await all.hub.ask(NotificationInbox, as, {})).items.flatMap(({ items }) => items).filter(({ kind }) => kind === 'mail-unreached').map(({ read, by }) => ({ read, by }));
const idOf = (meeting: MeetingFacts, { id }: { id: string }): string => meeting.participants.find((p) => p.personId === id || p.functionId === id)!.id;
const eventsOf = async (as: TestPerson, { id }: { id: string }): Promise<string[]> => (await all.hub.ask(LiveEvents, as, { after: '' })).events.filter((event) => event.id === id).map(({ type }) => type);
const arrived = (person: TestPerson, count: number) => eventually(() => expect(all.mailsTo(person)).toHaveLength(count), 20_000);
/** Resolves when so many mails of the meeting have come to an end. */
const settled = (meeting: { id: string }, mails: number) => eventually(async () => expect(await all.hub.asAdmin('notifications', 'select from mails where matter_id = $1 and (sent_at is not null or dropped_at is not null)', [meeting.id])).toHaveLength(mails), 20_000);

describe('a participant whose address the mail server rejects', () => {
  it('is shown to those who lead the meeting, who are told once each; to nobody else is anything told', async () => {
    const { group, sara, ines, rut, karl, outsider } = await aGroup();
    rejecting(karl, rut);
    const meeting = await call(group, [sara, ines, rut, karl]);
    await settled(meeting, 3);

    const expected = [rut, karl].map((one) => ({ participantId: idOf(meeting, one), mail: 'invited', why: 'refused' }));
    expect([await asked(sara, meeting), await asked(ines, meeting)]).toEqual([expected, expected]);
    expect([await told(sara), await told(ines), await told(rut), await told(karl)]).toEqual([[{ read: false, by: null }], [{ read: false, by: null }], [], []]);
    for (const other of [rut, karl]) expect(await all.hub.answer(UnreachedParticipants, other, { meetingId: meeting.id })).toMatchObject({ problem: { status: 403 } });
    expect(await all.hub.answer(UnreachedParticipants, outsider, { meetingId: meeting.id })).toEqual(await all.hub.answer(UnreachedParticipants, outsider, { meetingId: v7() }));
    expect((await all.hub.answer(UnreachedParticipants, outsider, { meetingId: meeting.id }) as { problem: { status: number } }).problem.status).toBe(404);
    expect(await eventsOf(karl, meeting)).not.toEqual(await eventsOf(ines, meeting));
    expect(all.mailsTo(sara)).toEqual([]);
  }, 40_000);

  it('is not told again while nobody has read of it, and is reached by the next mail that gets there, which takes all of it away', async () => {
    const { group, koping, sara, karl } = await aGroup();
    rejecting(karl);
    const meeting = await call(group, [sara, karl]);
    await settled(meeting, 1);
    const reminded = [idOf(meeting, karl)];
    await all.meetings.tell(ParticipantsReminded, { meeting, reminded }, sara);
    await eventually(async () => expect(await asked(sara, meeting)).toEqual([{ participantId: reminded[0], mail: 'reminded', why: 'refused' }]), 20_000);
    expect(await told(sara)).toEqual([{ read: false, by: null }]);

    await all.world.person(koping, 'Karl', { id: karl.id, email: 'karl.ratt@example.test' });
    await all.world.settled();
    expect(await asked(sara, meeting)).toHaveLength(1);
    const heard = (await eventsOf(sara, meeting)).length;
    await all.meetings.tell(ParticipantsReminded, { meeting, reminded }, sara);

    await eventually(async () => expect(await asked(sara, meeting)).toEqual([]), 20_000);
    expect(all.mailbox.messages('karl.ratt@example.test')).toHaveLength(1);
    expect([await told(sara), await all.hub.ask(UnreadCount, sara, {}), (await eventsOf(sara, meeting)).length > heard]).toEqual([[{ read: true, by: null }], { unread: 0 }, true]);
  }, 40_000);

  it('is told of anew where it happens again after that was read of', async () => {
    const { group, sara, rut, karl } = await aGroup();
    rejecting(karl);
    const meeting = await call(group, [sara, rut, karl]);
    await settled(meeting, 2);
    await all.hub.asAdmin('notifications', 'update notifications set read_at = now() where person_id = $1', [sara.id]);
    rejecting(rut);
    await all.meetings.tell(MeetingCancelled, { meeting: { ...meeting, status: 'cancelled', sequence: 1 } }, sara);
    await settled(meeting, 4);

    expect(await asked(sara, meeting)).toEqual([{ participantId: idOf(meeting, rut), mail: 'cancelled', why: 'refused' }]);
    expect(await told(sara)).toEqual([{ read: false, by: null }, { read: true, by: null }]);
  }, 40_000);

  it('is told of once for many meetings that went in one mail, and stands at each', async () => {
    const { group, sara, karl } = await aGroup();
    rejecting(karl);
    const meetings = await Promise.all([27, 26, 28, 29, 30, 31].map((day) => call(group, [sara, karl], { startsAt: `2027-01-${day}T12:30:00.000Z`, endsAt: `2027-01-${day}T14:00:00.000Z` })));
    for (const meeting of meetings) await settled(meeting, 1);

    expect(await Promise.all(meetings.map((meeting) => asked(sara, meeting)))).toEqual(meetings.map((meeting) => [{ participantId: idOf(meeting, karl), mail: 'invited', why: 'refused' }]));
    const inbox = (await all.hub.ask(NotificationInbox, sara, {})).items;
    expect(inbox.map(({ matter }) => matter.id)).toEqual([meetings[1]!.id]);
  }, 40_000);

  it('of the individual level is shown to those who lead it in a session of its level, which is logged, and no other session knows of it', async () => {
    const { group, sara, ines, karl } = await aGroup({ level: 'INDIVIDUAL', requiredAssuranceLevel: 3 });
    rejecting(karl);
    const meeting = await call(group, [sara, karl]);
    await settled(meeting, 1);

    for (const leader of [sara, ines]) {
      expect(await asked(high(leader), meeting)).toEqual([{ participantId: idOf(meeting, karl), mail: 'invited', why: 'refused' }]);
      expect(await told(high(leader))).toHaveLength(1);
      expect([await told(leader), await all.hub.ask(UnreadCount, leader, {})]).toEqual([[], { unread: 0 }]);
      expect(await all.hub.answer(UnreachedParticipants, leader, { meetingId: meeting.id })).toMatchObject({ problem: { status: 404 } });
    }
    expect(await all.hub.asAdmin('notifications', "select actor_id from audit where action = 'meeting.unreached' and object_id = $1 order by at", [meeting.id])).toEqual([{ actor_id: sara.id }, { actor_id: ines.id }]);
  }, 40_000);

  it('is nobody\'s to see who led the meeting before', async () => {
    const { group, sara, ines, karl } = await aGroup();
    rejecting(karl);
    const meeting = await call(group, [sara, karl]);
    await settled(meeting, 1);
    await all.world.end(group, ines);

    expect(await all.hub.answer(UnreachedParticipants, ines, { meetingId: meeting.id })).toMatchObject({ problem: { status: 404 } });
    expect(await told(ines)).toEqual([]);
  }, 40_000);
});

describe('a mail that does not get there', () => {
  it('for want of an address, or of somebody to read it, is told likewise', async () => {
    const { group, koping, sara } = await aGroup();
    const rektor = await all.world.person(koping, 'Rektorn', { email: '' });
    const removed = await all.world.function(koping, 'Kommunpolis', []);
    await all.world.function(koping, 'Kommunpolis', [], { id: removed.id, status: 'removed' });
    await all.world.settled();
    const people = aMeetingOf(group, [sara, rektor]).participants;
    const meeting = await call(group, [sara], { audiences: [toPerson(sara), toPerson(rektor), { ...toPerson(removed), kind: 'function' }], groupId: null, participants: [...people, { ...asParticipant(removed), personId: null, functionId: removed.id }] });
    await settled(meeting, 2);

    expect(await asked(sara, meeting)).toEqual([[rektor, 'no-address'], [removed, 'gone']].map(([one, why]) => ({ participantId: idOf(meeting, one as TestPerson), mail: 'invited', why })));
    expect(await told(sara)).toEqual([{ read: false, by: null }]);
  }, 40_000);

  it('is shown once it has waited for an hour, though nobody is told, and told when it is given up after three days', async () => {
    const { group, sara, karl } = await aGroup();
    all.mailbox.behave({ refuse: true });
    const meeting = await call(group, [sara, karl]);
    const since = (interval: string) => all.hub.asAdmin('notifications', `update mails set queued_at = now() - interval '${interval}', due_at = now() where matter_id = $1`, [meeting.id]);
    await eventually(async () => expect(await all.hub.asAdmin('notifications', 'select reason from mails where matter_id = $1', [meeting.id])).toEqual([{ reason: 'smtp-451' }]), 20_000);
    expect(await asked(sara, meeting)).toEqual([]);
    await since('61 minutes');

    const waiting = { participantId: idOf(meeting, karl), mail: 'invited', why: 'waiting' };
    expect([await asked(sara, meeting), await told(sara)]).toEqual([[waiting], []]);
    await since('73 hours');
    await eventually(async () => expect(await asked(sara, meeting)).toEqual([{ ...waiting, why: 'given-up' }]), 20_000);
    expect(await told(sara)).toEqual([{ read: false, by: null }]);
  }, 40_000);

  it('is not tried again where nobody is to get it any more, though the mail server refuses or rejects it only then', async () => {
    const { group, sara, karl } = await aGroup();
    all.mailbox.behave({ refuse: true });
    const meeting = await call(group, [sara, karl]);
    const [mail] = await eventually(async () => { const rows = await all.hub.asAdmin<{ id: string }>('notifications', "select id from mails where matter_id = $1 and reason = 'smtp-451'", [meeting.id]); expect(rows).toHaveLength(1); return rows; }, 20_000);
    await all.hub.asAdmin('notifications', "update mails set dropped_at = now(), reason = 'answered' where id = $1", [mail!.id]);
    const db = await all.hub.db('notifications');

    for (const mark of [markRefused, (tx: Tx, rows: readonly string[]) => markRejected(tx, rows, 'smtp-550')]) expect(await db.work('test', (tx) => mark(tx, [mail!.id], { attempt: 1, reason: 'smtp-451' }))).toEqual([]);
    expect(await all.hub.asAdmin('notifications', 'select reason, unreached, dropped_at is not null as dropped from mails where id = $1', [mail!.id])).toEqual([{ reason: 'answered', unreached: null, dropped: true }]);
  }, 40_000);

  it('because whoever it was for is not called any more, or has lost the right, is told to nobody', async () => {
    const { group, sara, rut, karl } = await aGroup();
    all.mailbox.behave({ refuse: true });
    const meeting = await call(group, [sara, rut, karl]);
    await eventually(async () => expect(await all.hub.asAdmin('notifications', "select from mails where matter_id = $1 and reason = 'smtp-451'", [meeting.id])).toHaveLength(2), 20_000);
    await all.world.end(group, karl);
    all.mailbox.behave({});
    await settled(meeting, 2);

    expect(await all.hub.asAdmin('notifications', 'select reason from mails where matter_id = $1 and dropped_at is not null', [meeting.id])).toEqual([{ reason: 'no-right' }]);
    expect([await asked(sara, meeting), await told(sara)]).toEqual([[], []]);
    await arrived(rut, 1);
  }, 40_000);
});
