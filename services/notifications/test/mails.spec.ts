import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MeetingCancelled, MeetingScheduled, MeetingReplied, ParticipantsInvited, ParticipantsReminded, ParticipantsRemoved, UnreadCount, type MeetingFacts } from '@knutpunkt/contracts';
import { eventually, type TestPerson } from '@knutpunkt/testing';
import { startNotifications, type NotificationsHub } from './hub.js';
import { aMeetingOf, asParticipant, toPerson } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());
beforeEach(() => all.mailbox.behave({}));

async function aGroup(changes: Parameters<NotificationsHub['world']['group']>[2] = {}) {
  const { world } = all;
  const koping = await world.organisation('Köping');
  const [sara, karl] = [await world.person(koping, 'Sara'), await world.person(koping, 'Karl')];
  return { koping, sara, karl, group: await world.group(koping, [sara, karl], changes) };
}

const uidsIn = (calendar = ''): (string | undefined)[] => [...calendar.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);

interface Row { state: 'open' | 'sent' | 'dropped'; reason: string | null; attempts: number }
const rowsTo = (recipient: { id: string }) => all.hub.asAdmin<Row>('notifications',
  "select case when sent_at is not null then 'sent' when dropped_at is not null then 'dropped' else 'open' end as state, reason, attempts from mails where recipient_id = $1 order by seq", [recipient.id]);
const arrived = (recipient: { id: string }, count: number) => eventually(() => { expect(all.mailsTo(recipient)).toHaveLength(count); return all.mailsTo(recipient); }, 20_000);
const settled = (recipient: { id: string }, state: Row['state']) => eventually(async () => expect((await rowsTo(recipient)).map((r) => r.state)).toEqual([state]), 20_000);

describe('a reminder that waits', () => {
  async function reminded() {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await settled(karl, 'sent');
    all.mailbox.behave({ refuse: true });
    const participantId = meeting.participants[1]!.id;
    await all.meetings.tell(ParticipantsReminded, { meeting, reminded: [participantId] }, sara);
    await eventually(async () => expect(await rowsTo(karl)).toMatchObject([{ state: 'sent' }, { state: 'open', reason: 'smtp-451' }]));
    return { sara, karl, meeting, participantId };
  }

  it('is not mailed to who has answered meanwhile', async () => {
    const { sara, karl, meeting, participantId } = await reminded();
    await all.meetings.tell(MeetingReplied, { meeting, participantId, byPersonId: karl.id, answer: 'yes' }, karl);

    await eventually(async () => expect((await rowsTo(karl))[1]).toMatchObject({ state: 'dropped', reason: 'answered' }));
    expect((await rowsTo(sara)).every(({ reason }) => reason !== 'answered')).toBe(true);
  }, 30_000);

  it.each([['cancelled', "status = 'cancelled'"], ['begun', "starts_at = now() - interval '1 minute'"]])('is not mailed of a meeting that is %s', async (_, happens) => {
    const { karl, meeting } = await reminded();
    await all.hub.asAdmin('notifications', `update matters set ${happens} where id = $1`, [meeting.id]);
    all.mailbox.behave({});

    await eventually(async () => expect((await rowsTo(karl))[1]).toMatchObject({ state: 'dropped', reason: 'nothing-asked' }), 20_000);
    expect(all.mailsTo(karl)).toHaveLength(1);
  }, 30_000);
});

describe('a mail server', () => {
  it('that refuses for now gets the mail later, once', async () => {
    const { sara, karl, group } = await aGroup();
    all.mailbox.behave({ refuse: true });
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    await eventually(async () => expect(await rowsTo(karl)).toMatchObject([{ state: 'open', reason: 'smtp-451', attempts: 1 }]));
    all.mailbox.behave({});

    const [mail] = await arrived(karl, 1);
    await settled(karl, 'sent');
    expect(mail!.deliveries).toBe(1);
  }, 30_000);

  it('that rejects a mail for good is not asked again, which is told in the metrics, and what follows goes on', async () => {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl]);
    all.mailbox.behave({ reject: 550 });
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await settled(karl, 'dropped');
    expect(await rowsTo(karl)).toMatchObject([{ reason: 'smtp-550', attempts: 1 }]);
    const metrics = await (await fetch(`http://127.0.0.1:${all.hub.running.get('notifications')!.opsPort}/metrics`)).text();
    expect(metrics).toContain('operation="mail.rejected",status="550"} 1');
    all.mailbox.behave({});
    await all.meetings.tell(MeetingCancelled, { meeting: { ...meeting, status: 'cancelled', sequence: 1 } }, sara);

    const [mail] = await arrived(karl, 1);
    expect(mail!.subject).toContain('Inställt');
  }, 30_000);

  it('that answers slowly is waited for, past the lease, and gets the mail once', async () => {
    const { sara, karl, group } = await aGroup();
    all.mailbox.behave({ answerAfterMs: 4_000 });
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    await arrived(karl, 1);
    expect(await rowsTo(karl)).toMatchObject([{ state: 'open' }]);
    await settled(karl, 'sent');

    expect(all.mailsTo(karl).map((m) => m.deliveries)).toEqual([1]);
    expect(await rowsTo(karl)).toMatchObject([{ attempts: 1 }]);
  }, 30_000);

  it('knows a mail again that is sent twice because the first sender died before it marked it', async () => {
    const { sara, karl, group } = await aGroup();
    all.mailbox.behave({ answerAfterMs: 12_000 });
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    const [first] = await arrived(karl, 1);
    await all.hub.asAdmin('notifications', "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'notifications_worker'");
    await all.hub.stopService('notifications');
    all.mailbox.behave({});
    await all.hub.startService(all.service);

    await settled(karl, 'sent');
    expect(all.mailsTo(karl)).toMatchObject([{ messageId: first!.messageId, deliveries: 2 }]);
  }, 40_000);
});

describe('a queued mail', () => {
  it('is dropped when the right is lost before it is sent', async () => {
    const { sara, karl, group } = await aGroup();
    all.mailbox.behave({ refuse: true });
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    await eventually(async () => expect(await rowsTo(karl)).toMatchObject([{ reason: 'smtp-451', attempts: 1 }]));
    await all.world.end(group, karl);
    all.mailbox.behave({});
    await settled(karl, 'dropped');

    expect((await rowsTo(karl))[0]!.reason).toBe('no-right');
    expect(all.mailsTo(karl)).toEqual([]);
  }, 30_000);

  it('of a meeting that was never mailed takes nothing back', async () => {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.meetings.tell(ParticipantsRemoved, { meeting, removed: [{ id: asParticipant(karl).id, personId: karl.id, functionId: null }] }, sara);
    await settled(karl, 'dropped');

    expect((await rowsTo(karl))[0]!.reason).toBe('nothing-mailed');
  }, 30_000);

  it('goes after the earlier one about the same meeting', async () => {
    const { sara, karl, group } = await aGroup();
    const meeting = aMeetingOf(group, [sara, karl]);
    all.mailbox.behave({ refuse: true });
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.meetings.tell(MeetingCancelled, { meeting: { ...meeting, status: 'cancelled', sequence: 1 } }, sara);
    await eventually(async () => expect(await rowsTo(karl)).toMatchObject([{ attempts: 1 }, { attempts: 0 }]));
    all.mailbox.behave({});

    const mails = await arrived(karl, 2);
    expect(mails.map((m) => m.subject.split(':')[0])).toEqual(['Inställt', 'Kallelse']);
  }, 30_000);

  it('of the individual level waits while it is not certain who may see it, and names no group', async () => {
    const { sara, karl, group } = await aGroup({ level: 'INDIVIDUAL', name: 'Insatsgrupp Köping', requiredAssuranceLevel: 2 });
    const general = await aGroup();
    const directoryIs = (state: string) => eventually(async () => expect((await all.hub.running.get('notifications')!.ready()).checks['directory']).toBe(state));
    await all.hub.asAdmin('notifications', "insert into inbox (consumer, event_id, aggregate_id, aggregate_version, type, state) values ('directory', 'one', 'nobody', 1, 'one that cannot be applied', 'dead')");
    await directoryIs('unapplied');
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(general.group, [general.sara, general.karl]) }, general.sara);
    await arrived(general.karl, 1);
    expect(await rowsTo(karl)).toMatchObject([{ state: 'open', attempts: 0 }]);
    expect(await all.hub.ask(UnreadCount, karl, {})).toEqual({ unread: 0 });
    await all.hub.asAdmin('notifications', "delete from inbox where event_id = 'one'");
    await directoryIs('ok');

    const [mail] = await arrived(karl, 1);
    expect(mail!.subject).toContain('Möte i Knutpunkt');
    expect(JSON.stringify(mail)).not.toContain('Insatsgrupp');
    expect(await all.hub.ask(UnreadCount, karl, {})).toEqual({ unread: 1 });
  }, 40_000);

  it('to a function goes to the function\'s address, and its holder is told', async () => {
    const { koping, sara, karl, group } = await aGroup();
    const kommunpolis = await all.world.function(koping, 'Kommunpolis', [karl]);
    await all.world.settled();
    const meeting = aMeetingOf(group, [sara]);
    const participants = [...meeting.participants, { id: asParticipant(karl).id, personId: null, functionId: kommunpolis.id, answer: null }];
    const audiences = [toPerson(sara), { ...toPerson(kommunpolis), kind: 'function' as const }];
    await all.meetings.tell(MeetingScheduled, { meeting: { ...meeting, groupId: null, audiences, participants } }, sara);
    await arrived(kommunpolis, 1);

    expect(all.mailsTo(karl)).toEqual([]);
    expect(await all.hub.asAdmin('notifications', 'select kind from notifications where person_id = $1', [karl.id])).toEqual([{ kind: 'invited' }]);
  }, 30_000);
});

describe('a mail to a function that was removed', () => {
  it('is not sent', async () => {
    const { koping, sara, group } = await aGroup();
    const kommunpolis = await all.world.function(koping, 'Kommunpolis', []);
    await all.world.function(koping, 'Kommunpolis', [], { id: kommunpolis.id, status: 'removed' });
    await all.world.settled();
    const meeting = aMeetingOf(group, [sara]);
    const participants = [...meeting.participants, { id: kommunpolis.id, personId: null, functionId: kommunpolis.id, answer: null }];
    await all.meetings.tell(MeetingScheduled, { meeting: { ...meeting, groupId: null, audiences: [toPerson(sara), { ...toPerson(kommunpolis), kind: 'function' as const }], participants } }, sara);

    await eventually(async () => expect(await rowsTo(kommunpolis)).toMatchObject([{ state: 'dropped', reason: 'recipient-gone' }]), 20_000);
    expect(all.mailsTo(kommunpolis)).toEqual([]);
  }, 30_000);
});

describe('many invitations at once', () => {
  it('become one mail with one file of their entries, and the later mail about one of them meets its entry there', async () => {
    const { koping, sara, karl, group } = await aGroup();
    const newcomer = await all.world.person(koping, 'Nya');
    const meetings = Array.from({ length: 8 }, (_, i) => aMeetingOf(group, [sara, karl], { startsAt: `2027-0${i + 1}-20T12:30:00.000Z`, endsAt: `2027-0${i + 1}-20T14:00:00.000Z` }));
    for (const meeting of meetings) await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await all.world.member(group, newcomer);
    await all.world.settled();
    for (const meeting of meetings) {
      const invited = asParticipant(newcomer);
      await all.meetings.tell(ParticipantsInvited, { meeting: { ...meeting, participants: [...meeting.participants, invited] }, invited: [invited.id] }, null);
    }
    await eventually(async () => expect((await rowsTo(newcomer)).filter((r) => r.state === 'sent')).toHaveLength(8), 20_000);

    const [mail, ...rest] = all.mailsTo(newcomer);
    expect(rest).toEqual([]);
    expect(mail!.subject).toBe('Du är kallad till 8 möten');
    expect([mail!.attachments, uidsIn(mail!.calendar), mail!.calendar!.includes('METHOD:PUBLISH')]).toEqual([['moten.ics'], meetings.map(({ id }) => `${id}@knutpunkt`), true]);
    const [first] = meetings as [MeetingFacts];
    await all.meetings.tell(MeetingCancelled, { meeting: { ...first, status: 'cancelled', sequence: 1, participants: [...first.participants, asParticipant(newcomer)] } }, sara);
    const cancelled = await eventually(() => { expect(all.mailsTo(newcomer)).toHaveLength(2); return all.mailsTo(newcomer)[0]!; }, 20_000);
    expect([uidsIn(cancelled.calendar), cancelled.calendar!.includes('SEQUENCE:1\r\n')]).toEqual([[`${first.id}@knutpunkt`], true]);

    const second = meetings[1]!;
    await all.meetings.tell(ParticipantsRemoved, { meeting: second, removed: [{ id: asParticipant(newcomer).id, personId: newcomer.id, functionId: null }] }, sara);
    const removed = await eventually(() => { expect(all.mailsTo(newcomer)).toHaveLength(3); return all.mailsTo(newcomer)[0]!; }, 20_000);
    expect([uidsIn(removed.calendar), removed.calendar!.includes('METHOD:CANCEL')]).toEqual([[`${second.id}@knutpunkt`], true]);
  }, 60_000);
});

describe('another person\'s rows', () => {
  it('do not exist for the role that answers people, nor can anything be written there', async () => {
    const { sara, karl, group } = await aGroup();
    await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, [sara, karl]) }, sara);
    const db = await all.hub.db('notifications');
    const as = (person: TestPerson) => ({ kind: 'person' as const, identityProvider: person.organisationAlias, homeId: person.homeId, organisation: person.organisationAlias, assuranceLevel: 2, client: 'test', session: 'test' });
    await eventually(async () => expect(await db.as(as(karl), (tx) => tx.query('select id from notifications'))).toHaveLength(1));
    const seen = (table: string) => db.as(as(sara), (tx) => tx.query(`select * from ${table} where person_id = '${karl.id}'`));

    expect([await seen('notifications'), await seen('live_events'), await seen('live_positions')]).toEqual([[], [], []]);
    for (const refused of ["update notifications set person_id = me()", "insert into live_positions values (me(), 9)", 'select * from mails', 'select * from matter_participants', "insert into matter_audiences values (me(), 'content', now(), null, me(), 'person')"]) {
      await expect(db.as(as(sara), (tx) => tx.query(refused))).rejects.toThrow(/permission denied/);
    }
  }, 30_000);
});
