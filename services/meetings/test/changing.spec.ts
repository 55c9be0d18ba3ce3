import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelMeeting, DescribeMeeting, InviteParticipants, MeetingDetails, MeetingHistory, PreviewNotice, RemoveParticipant, ReplyToMeeting, RescheduleMeeting, ScheduleMeeting, UpcomingMeetings, type MeetingView } from '@knutpunkt/contracts';
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

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const later = { starts: `${inDays(8)}T09:00`, ends: `${inDays(8)}T10:00` };
const call = (as: TestPerson, groupId: string, more: object = {}): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { ...when, groupId, ...more });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);

describe('moving a meeting', () => {
  it('asks everybody again, and raises the calendar\'s sequence', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);
    await hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, answer: 'yes' });

    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...later, place: 'Biblioteket' }, { ifMatch: called.version });

    expect(moved.content?.participants.find((p) => p.person?.id === kpol.id)?.reply).toBeNull();
    const [row] = await hub.asAdmin<{ sequence: number }>('meetings', 'select sequence from meetings where id = $1', [called.id]);
    expect(row?.sequence).toBe(1);
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items[0]).toMatchObject({ startsAt: moved.startsAt });
  });

  it('keeps the answers when only the place changes', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);
    await hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, answer: 'yes' });

    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...when, place: 'Biblioteket' }, { ifMatch: called.version });

    expect(moved.content?.participants.find((p) => p.person?.id === kpol.id)?.reply?.answer).toBe('yes');
  });

  it('is refused with a stale version, without one, and to those who do not lead', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);
    await hub.ask(DescribeMeeting, eva, { meetingId: called.id, title: 'Nytt', about: '' }, { ifMatch: called.version });

    expect(await refusal(hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...later }, { ifMatch: called.version }))).toBe('stale');
    expect(await refusal(hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...later }))).toBe('version-missing');
    const seen = await hub.ask(MeetingDetails, kpol, { meetingId: called.id });
    expect(await refusal(hub.ask(RescheduleMeeting, kpol, { meetingId: called.id, ...later }, { ifMatch: seen.version }))).toBe('not-allowed');
  });
});

describe('an answer', () => {
  it('to a time that the meeting no longer has is refused, and can be given to the new one', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);
    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...later }, { ifMatch: called.version });

    expect(await refusal(hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, answer: 'yes' }))).toBe('stale');
    expect(await refusal(hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: moved.startsAt, answer: 'yes' }))).toBe('allowed');
  });

  it('to another length than the meeting has is refused', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);
    const longer = await hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...when, ends: `${inDays(7)}T17:00` }, { ifMatch: called.version });
    const answer = (endsAt: string) => refusal(hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, endsAt, answer: 'yes' }));

    expect([await answer(called.endsAt), await answer(longer.endsAt)]).toEqual(['stale', 'allowed']);
  });
});

describe('cancelling a meeting', () => {
  it('tells the reason to those who see it, and ends all answers', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);

    await hub.ask(CancelMeeting, eva, { meetingId: called.id, reason: 'Sjukdom' }, { ifMatch: called.version });

    expect(await hub.ask(MeetingDetails, kpol, { meetingId: called.id })).toMatchObject({ status: 'cancelled', content: { cancelReason: 'Sjukdom' }, may: ['history'] });
    expect(await refusal(hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, answer: 'yes' }))).toBe('wrong-state');
    expect((await hub.ask(MeetingHistory, kpol, { meetingId: called.id })).items.map((i) => i.what)).toEqual(['cancelled', 'scheduled']);
  });
});

describe('the same request again', () => {
  it('makes one meeting, and answers with it', async () => {
    const { eva, group } = await aGroup(world);
    const input = { ...when, groupId: group.id, title: 'En gång' };

    const answers = await Promise.all([1, 2, 3].map(() => hub.ask(ScheduleMeeting, eva, input, { idempotencyKey: 'en-nyckel' })));

    expect(new Set(answers.map((a) => a.id)).size).toBe(1);
    expect((await hub.ask(UpcomingMeetings, eva, {})).items).toHaveLength(1);
  });

  it('is refused when the key comes with another request', async () => {
    const { eva, group } = await aGroup(world);
    await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id }, { idempotencyKey: 'nyckel' });

    expect(await refusal(hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, title: 'Annat' }, { idempotencyKey: 'nyckel' }))).toBe('idempotency-key-reused');
  });
});

describe('inviting more', () => {
  it('lets the function\'s holders in, and out again', async () => {
    const { eva, outsider, polisen, group } = await aGroup(world);
    const duty = await world.function(polisen, 'Kommunpolisen i LPO Västra', [outsider]);
    await world.settled();
    const called = await call(eva, group.id, { title: 'Läget' });

    const grown = await hub.ask(InviteParticipants, eva, { meetingId: called.id, functions: [duty.id] }, { ifMatch: called.version });
    const seen = await hub.ask(MeetingDetails, outsider, { meetingId: called.id });
    expect(seen).toMatchObject({ content: { title: 'Läget' }, mine: [{ function: { id: duty.id }, answer: null }], group: { name: group.name } });
    await hub.ask(ReplyToMeeting, outsider, { meetingId: called.id, startsAt: called.startsAt, answer: 'no' });

    const taken = grown.content!.participants.find((p) => p.function)!;
    await hub.ask(RemoveParticipant, eva, { meetingId: called.id, participantId: taken.id }, { ifMatch: grown.version });
    expect(await refusal(hub.ask(MeetingDetails, outsider, { meetingId: called.id }))).toBe('not-found');
  });

  it('calls whoever was taken off again with a sequence that no calendar finds obsolete', async () => {
    const { eva, outsider, polisen, group } = await aGroup(world);
    const duty = await world.function(polisen, 'Kommunpolisen i LPO Södra', [outsider]);
    await world.settled();
    const called = await call(eva, group.id);
    const invite = (ifMatch: string) => hub.ask(InviteParticipants, eva, { meetingId: called.id, functions: [duty.id] }, { ifMatch });
    const sequences = () => hub.asAdmin<{ sequence: number }>('meetings', "select (envelope->'data'->'meeting'->>'sequence')::int as sequence from outbox where envelope->>'subject' = $1 and envelope->>'type' like '%.participants-invited.v1' order by seq", [called.id]);

    const grown = await invite(called.version);
    const off = await hub.ask(RemoveParticipant, eva, { meetingId: called.id, participantId: grown.content!.participants.find((p) => p.function)!.id }, { ifMatch: grown.version });
    await invite(off.version);

    // RFC 5546 §2.1.5: the CANCEL came with the sequence that follows.
    expect(await sequences()).toEqual([{ sequence: 0 }, { sequence: 1 }]);
  });

  it('refuses a stranger by id exactly as one who never was', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const called = await call(eva, group.id);
    const invite = (id: string) => hub.answer(InviteParticipants, eva, { meetingId: called.id, people: [id] }, { ifMatch: called.version });

    expect(await invite(outsider.id)).toEqual(await invite(never));
  });
});

describe('a text', () => {
  it('with a personal identity number is stopped wherever it stands', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id);

    expect(await refusal(call(eva, group.id, { about: 'Gäller 100115-9803' }))).toBe('personal-identity-number');
    expect(await refusal(call(eva, group.id, { link: 'https://video.example/20100115-9803' }))).toBe('personal-identity-number');
    expect(await refusal(hub.ask(CancelMeeting, eva, { meetingId: called.id, reason: '201001159803' }, { ifMatch: called.version }))).toBe('personal-identity-number');
    expect(await refusal(hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, startsAt: called.startsAt, answer: 'no', comment: '20100115+9803' }))).toBe('personal-identity-number');
  });
});

describe('the notice of a meeting', () => {
  it('is read by its participants, and a late change says so', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const called = await call(eva, group.id, { starts: `${inDays(30)}T13:30`, ends: `${inDays(30)}T15:00` });
    expect(called.content?.notice).toMatchObject({ wanted: 5, late: false, changed: false });
    expect((await hub.ask(MeetingDetails, kpol, { meetingId: called.id })).content?.notice).toEqual(called.content?.notice);

    const soon = { starts: `${inDays(3)}T09:00`, ends: `${inDays(3)}T10:00` };
    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...soon }, { ifMatch: called.version });

    expect(moved.content?.notice).toMatchObject({ wanted: 5, late: true, changed: true });
    expect((await hub.ask(PreviewNotice, eva, soon)).workingDays).toBe(moved.content?.notice?.workingDays);
  });

  it('is told in lists while the meeting is to come, to those who read its content', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const soon = { starts: `${inDays(3)}T09:00`, ends: `${inDays(3)}T10:00` };
    const [inTime, late] = [await call(eva, group.id, { starts: `${inDays(30)}T13:30`, ends: `${inDays(30)}T15:00` }), await call(eva, group.id, soon)];
    const seenBy = async (as: TestPerson): Promise<object> => Object.fromEntries((await hub.ask(UpcomingMeetings, as, {})).items.map(({ id, late }) => [id, late]));
    expect(await seenBy(kpol)).toEqual({ [late.id]: 'call', [inTime.id]: null });

    await hub.ask(RescheduleMeeting, eva, { meetingId: inTime.id, ...soon }, { ifMatch: inTime.version });
    await hub.ask(CancelMeeting, eva, { meetingId: late.id, reason: '' }, { ifMatch: late.version });
    expect(await seenBy(kpol)).toEqual({ [late.id]: null, [inTime.id]: 'change' });
    await hub.asAdmin('meetings', "update meeting_audiences set level = 'shell' where meeting_id = $1", [inTime.id]);
    expect(await seenBy(kpol)).toMatchObject({ [inTime.id]: null });
    await hub.asAdmin('meetings', "update meeting_audiences set level = 'content' where meeting_id = $1", [inTime.id]);
    await hub.asAdmin('meetings', "update meetings set starts_at = now() - interval '1 minute' where id = $1", [inTime.id]);
    expect(await seenBy(kpol)).toMatchObject({ [inTime.id]: null });
  });
});
