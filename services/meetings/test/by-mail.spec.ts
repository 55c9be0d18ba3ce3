import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelMeeting, InviteParticipants, MeetingDetails, MeetingHistory, RemoveParticipant, ReplyToMeeting, RescheduleMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import type { TestHub, TestPerson, World } from '@knutpunkt/testing';
import { aGroup, inDays } from './a-group.js';
import { addressOf, answers, send, type Sent, startTakingMail } from './by-mail.js';

let hub: TestHub;
let world: World;
let port: number;

beforeAll(async () => { ({ hub, world, port } = await startTakingMail()); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const later = { starts: `${inDays(8)}T09:00`, ends: `${inDays(8)}T10:00` };
const call = (as: TestPerson, groupId: string): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { ...when, groupId });
const answer = (meeting: MeetingView, as: TestPerson, sent?: Sent): Promise<string> => send(port, meeting, as, sent);
const replyOf = async (meeting: MeetingView, as: TestPerson, whose: { id: string }) =>
  (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).content?.participants.find((p) => p.person?.id === whose.id || p.function?.id === whose.id)?.reply ?? null;
const eventsOf = async ({ id }: MeetingView, fact: string): Promise<Record<string, unknown>[]> =>
  (await hub.asAdmin<{ data: Record<string, unknown> }>('meetings', "select envelope->'data' as data from outbox where envelope->>'subject' = $1 and envelope->>'type' = $2 order by 1", [id, `se.knutpunkt.meetings.meeting.${fact}.v1`])).map(({ data }) => data);
const reasons = async (meeting: MeetingView): Promise<unknown[]> => (await eventsOf(meeting, 'reply-explained')).map(({ reason }) => reason);
const refused = '550 5.7.1 This message is not taken here';

describe('an answer from a calendar', () => {
  it('is the same as one given in the hub: in the row, in the history, in the log and told', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, kpol, { partstat: 'TENTATIVE', lines: ['COMMENT:Kommer kanske en kvart sent'] })).toBe('250');

    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'maybe', comment: 'Kommer kanske en kvart sent', by: { id: kpol.id }, byMail: true });
    expect((await hub.ask(MeetingHistory, eva, { meetingId: meeting.id })).items[0]).toMatchObject({ what: 'replied', answer: 'maybe', by: { id: kpol.id } });
    const told = await eventsOf(meeting, 'replied');
    expect(told).toMatchObject([{ byPersonId: kpol.id, answer: 'maybe' }]);
    expect(JSON.stringify(told)).not.toContain('kvart');
    expect(await hub.asAdmin('meetings', "select actor_kind, actor_id, action from audit where object_id = $1 and actor_kind = 'mail'", [meeting.id])).toEqual([{ actor_kind: 'mail', actor_id: kpol.id, action: 'meeting.replied' }]);
  });

  it('counts of somebody whose access rests, who is called still', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    await world.rest(kpol);

    expect(await answer(meeting, kpol)).toBe('250');

    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'yes', byMail: true });
    await expect(hub.ask(MeetingDetails, kpol, { meetingId: meeting.id })).rejects.toMatchObject({ name: 'no-access' });
  });

  it('may be changed, by mail and in the hub, and the newest counts', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    await answer(meeting, kpol, { stamp: new Date(Date.now() - 60_000) });
    await answer(meeting, kpol, { partstat: 'DECLINED', stamp: new Date(Date.now() - 30_000) });
    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'no', byMail: true });
    await hub.ask(ReplyToMeeting, kpol, { meetingId: meeting.id, startsAt: meeting.startsAt, answer: 'maybe' });

    expect(await answer(meeting, kpol, { stamp: new Date(Date.now() - 20_000) })).toBe('250');

    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'maybe', byMail: false });
    expect(await reasons(meeting)).toEqual(['superseded']);
  });

  it('that comes twice has one effect', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    const sent = { messageId: `<${meeting.id}@polisen.example>`, stamp: new Date() };

    expect([await answer(meeting, kpol, sent), await answer(meeting, kpol, sent), await answer(meeting, kpol, { ...sent, messageId: `<again-${meeting.id}@polisen.example>` })]).toEqual(['250', '250', '250']);

    expect(await eventsOf(meeting, 'replied')).toHaveLength(1);
  });

  it('to an earlier time has no effect, and asks again', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, ...later, place: '' }, { ifMatch: meeting.version });

    await answer(meeting, kpol, { sequence: 0 });
    expect([await replyOf(meeting, eva, kpol), await reasons(meeting)]).toEqual([null, ['outdated']]);

    await answer(meeting, kpol, { sequence: 1 });
    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'yes' });
  });

  it('after a change of the place alone counts', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, ...when, place: 'Biblioteket' }, { ifMatch: meeting.version });

    await answer(meeting, kpol, { sequence: 0 });

    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'yes' });
  });

  it('to a cancelled meeting is explained', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    await hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: '' }, { ifMatch: meeting.version });

    expect(await answer(meeting, kpol)).toBe('250');
    expect(await reasons(meeting)).toEqual(['cancelled']);
  });

  it('may propose another time, which stands beside it until another answer comes', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    const [from, to] = [`${inDays(9)}T08:00:00.000Z`, `${inDays(9)}T09:00:00.000Z`];
    const stamp = (at: string): string => at.replaceAll(/[-:]|\.000/g, '');

    expect(await answer(meeting, kpol, { method: 'COUNTER', partstat: 'TENTATIVE', lines: [`DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`], stamp: new Date(Date.now() - 60_000) })).toBe('250');
    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'maybe', proposes: { startsAt: from, endsAt: to } });

    await hub.ask(ReplyToMeeting, kpol, { meetingId: meeting.id, startsAt: meeting.startsAt, answer: 'yes' });
    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'yes', proposes: null });
  });

  it('of a function comes from its own address, and names nobody', async () => {
    const { koping, polisen, eva, kpol } = await aGroup(world);
    const lpo = await world.function(polisen, 'Kommunpolisen i LPO', [kpol]);
    await world.settled();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, functions: [lpo.id] });

    expect(await answer(meeting, lpo as TestPerson)).toBe('250');

    expect(await replyOf(meeting, eva, lpo)).toMatchObject({ answer: 'yes', by: null, byMail: true });
    expect(await eventsOf(meeting, 'replied-by-mail')).toMatchObject([{ answer: 'yes' }]);
    expect(koping.id).not.toBe(polisen.id);
  });

  it('to an individual-level meeting keeps no comment, and says so', async () => {
    const { eva, kpol, group } = await aGroup(world, { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, kpol, { lines: ['COMMENT:Gäller Kalle'] })).toBe('250');

    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'yes', comment: '' });
    expect(await reasons(meeting)).toEqual(['comment-dropped']);
    expect(JSON.stringify(await hub.asAdmin('meetings', 'select envelope from outbox'))).not.toContain('Kalle');
  });
});

describe('a mail that is nobody\'s answer', () => {
  it('is refused alike: from a stranger, forwarded, for another, to a meeting that never was, to one taken off', async () => {
    const { eva, kpol, rektor, outsider, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    const changed = await hub.ask(InviteParticipants, eva, { meetingId: meeting.id, people: [], functions: [(await aFunctionOf(outsider)).id] }, { ifMatch: meeting.version });
    const off = changed.content!.participants.find((p) => p.function)!;
    await hub.ask(RemoveParticipant, eva, { meetingId: meeting.id, participantId: off.id }, { ifMatch: changed.version });

    const ends = [
      await answer(meeting, kpol, { from: 'gast@annan.example' }), await answer(meeting, kpol, { from: addressOf(rektor), as: rektor }), await answer(meeting, kpol, { as: rektor }),
      await send(port, { id: '01900000-0000-7000-8000-00000000dead' }, kpol), await answer(meeting, outsider), await answer(meeting, { id: off.function!.id } as TestPerson),
      await answer(meeting, kpol, { method: 'CANCEL' }), await answer(meeting, kpol, { to: answers.address }),
    ];

    expect(ends).toEqual(ends.map(() => refused));
    expect((await hub.ask(MeetingDetails, eva, { meetingId: meeting.id })).content?.participants.filter((p) => p.reply).map((p) => p.person?.id)).toEqual([eva.id]);
    expect(await reasons(meeting)).toEqual([]);
  });

  it('is refused when the participant may see the meeting no longer', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    await world.end(group, kpol);

    expect(await answer(meeting, kpol)).toBe(refused);
  });

  it('is not relayed to anybody else', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, kpol, { to: 'nagon@annan.example' })).toMatch(/^550 5\.1\.1/);
  });

  it('is explained when it is words, and never to a machine', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    const words = { calendar: null };

    const machines: Record<string, string>[] = [{ 'Auto-Submitted': 'auto-replied' }, { Precedence: 'bulk' }, { 'X-Autoreply': 'yes' }, { 'List-Id': '<a.example>' }];
    for (const headers of machines) expect(await answer(meeting, kpol, { ...words, headers })).toBe('250');
    expect(await answer(meeting, kpol, { ...words, sender: '' })).toBe('250');
    expect(await reasons(meeting)).toEqual([]);

    expect(await answer(meeting, kpol, words)).toBe('250');
    expect(await reasons(meeting)).toEqual(['unread']);
  });

  it('is explained five times an hour and no more, so that two machines do not talk for ever', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    for (let i = 0; i < 8; i += 1) expect(await answer(meeting, kpol, { method: 'REFRESH', messageId: `<${i}-${meeting.id}@polisen.example>` })).toBe('250');

    expect(await reasons(meeting)).toEqual(Array.from({ length: 5 }, () => 'refresh'));
  });

  it('is refused for its size', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, kpol, { lines: [`X-LONG:${'a'.repeat(1_200_000)}`] })).toMatch(/^552/);
  });
});

const aFunctionOf = async (person: TestPerson): Promise<{ id: string }> => {
  const made = await world.function(person.organisation, 'Jour', [person]);
  await world.settled();
  return made;
};

describe('the door for mail', () => {
  it('takes nothing over that the database has not, and takes it when it comes again', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const meeting = await call(eva, group.id);
    const sent = { messageId: `<down-${meeting.id}@polisen.example>` };
    await hub.asAdmin('meetings', 'alter table meetings.received_mails rename to put_away');
    const during = await answer(meeting, kpol, sent);
    await hub.asAdmin('meetings', 'alter table meetings.put_away rename to received_mails');

    expect(during).toMatch(/^451 4\.3\.0/);
    expect(await replyOf(meeting, eva, kpol)).toBeNull();
    expect(await answer(meeting, kpol, sent)).toBe('250');
    expect(await replyOf(meeting, eva, kpol)).toMatchObject({ answer: 'yes' });
  });
});
