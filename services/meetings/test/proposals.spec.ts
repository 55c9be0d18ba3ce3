import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptProposal, CancelMeeting, DeclineProposal, MeetingDetails, MeetingHistory, ReplyToMeeting, RescheduleMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import type { TestHub, TestPerson, World } from '@knutpunkt/testing';
import { aGroup, inDays } from './a-group.js';
import { send, startTakingMail } from './by-mail.js';

let hub: TestHub;
let world: World;
let port: number;

beforeAll(async () => { ({ hub, world, port } = await startTakingMail()); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const other = { startsAt: `${inDays(9)}T08:00:00.000Z`, endsAt: `${inDays(9)}T09:00:00.000Z` };
const stamp = (at: string): string => at.replaceAll(/[-:]|\.000/g, '');

const proposing = (meeting: MeetingView, as: TestPerson, { startsAt, endsAt } = other): Promise<string> =>
  send(port, meeting, as, { method: 'COUNTER', partstat: 'TENTATIVE', lines: [`DTSTART:${stamp(startsAt)}`, `DTEND:${stamp(endsAt)}`], stamp: new Date(Date.now() - 60_000) });

/** A meeting for which somebody's calendar proposes another time. */
async function aProposal() {
  const all = await aGroup(world);
  const meeting = await hub.ask(ScheduleMeeting, all.eva, { ...when, place: 'Rådhuset', groupId: all.group.id });
  await proposing(meeting, all.kpol);
  const participantId = meeting.content!.participants.find((p) => p.person?.id === all.kpol.id)!.id;
  return { ...all, meeting, about: { meetingId: meeting.id, participantId, ...other } };
}

const told = async ({ id }: MeetingView, fact: string): Promise<Record<string, unknown>[]> =>
  (await hub.asAdmin<{ data: Record<string, unknown> }>('meetings', "select envelope->'data' as data from outbox where envelope->>'subject' = $1 and envelope->>'type' = $2", [id, `se.knutpunkt.meetings.meeting.${fact}.v1`])).map(({ data }) => data);
const mayOf = async (meeting: MeetingView, as: TestPerson, participantId: string): Promise<string[] | undefined> => (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).content?.participants.find((p) => p.id === participantId)?.may;
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);

describe('another time that a calendar proposes', () => {
  it('is offered to those who may move the meeting, and to nobody else', async () => {
    const { eva, kpol, meeting, about } = await aProposal();

    expect([await mayOf(meeting, eva, about.participantId), await mayOf(meeting, kpol, about.participantId)]).toEqual([['accept-proposal', 'decline-proposal'], []]);
    for (const op of [AcceptProposal, DeclineProposal]) expect(await refusal(hub.ask(op, kpol, about))).toBe('not-allowed');
  });

  it('is taken: the meeting is there, everybody is asked anew and told as of any move', async () => {
    const { eva, meeting, about } = await aProposal();

    const moved = await hub.ask(AcceptProposal, eva, about);

    expect(moved).toMatchObject({ ...other, place: 'Rådhuset', content: { byOrganisation: expect.arrayContaining([expect.objectContaining({ yes: 1 }), expect.objectContaining({ yes: 0, maybe: 0, missing: 1 })]) } });
    expect(await told(meeting, 'rescheduled')).toMatchObject([{ asksAgain: true, meeting: { ...other, sequence: 1 } }]);
    expect((await hub.ask(MeetingHistory, eva, { meetingId: meeting.id })).items[0]).toMatchObject({ what: 'rescheduled', by: { id: eva.id }, ...other });
    expect(await mayOf(meeting, eva, about.participantId)).toEqual([]);
  });

  it('is declined: the answer stays, the time goes, and who proposed it is told once', async () => {
    const { eva, kpol, meeting, about } = await aProposal();
    const key = { idempotencyKey: 'decline-once-and-for-all' };

    for (const _ of [1, 2]) expect((await hub.ask(DeclineProposal, eva, about, key)).content!.participants.find((p) => p.id === about.participantId)!.reply).toMatchObject({ answer: 'maybe', proposes: null });

    expect(await told(meeting, 'proposal-declined')).toMatchObject([{ participantId: about.participantId, meeting: { sequence: 0 } }]);
    expect((await hub.ask(MeetingHistory, eva, { meetingId: meeting.id })).items[0]).toMatchObject({ what: 'proposal-declined', by: { id: eva.id }, names: [expect.stringContaining(kpol.name)] });
    expect(await hub.asAdmin('meetings', "select details from audit where object_id = $1 and action = 'meeting.proposal-declined'", [meeting.id])).toEqual([{ details: { participantId: about.participantId } }]);
    expect(await refusal(hub.ask(DeclineProposal, eva, about))).toBe('proposal-gone');
  });

  it.each([
    ['the meeting has been moved', ({ eva, meeting }: Awaited<ReturnType<typeof aProposal>>) => hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, starts: `${inDays(8)}T09:00`, ends: `${inDays(8)}T10:00`, place: '' }, { ifMatch: meeting.version }), 'proposal-gone'],
    ['who proposed it has answered anew', ({ kpol, meeting }: Awaited<ReturnType<typeof aProposal>>) => hub.ask(ReplyToMeeting, kpol, { meetingId: meeting.id, startsAt: meeting.startsAt, answer: 'yes' }), 'proposal-gone'],
    ['the meeting is cancelled', ({ eva, meeting }: Awaited<ReturnType<typeof aProposal>>) => hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: '' }, { ifMatch: meeting.version }), 'wrong-state'],
  ])('can neither be taken nor declined once %s', async (_, happens, slug) => {
    const all = await aProposal();
    await happens(all);

    for (const op of [AcceptProposal, DeclineProposal]) expect(await refusal(hub.ask(op, all.eva, all.about))).toBe(slug);
    expect(await told(all.meeting, 'proposal-declined')).toEqual([]);
  });

  it('is the one that was seen: where the calendar has proposed another since, nothing is moved', async () => {
    const { eva, kpol, meeting, about } = await aProposal();
    const another = { startsAt: other.startsAt, endsAt: `${inDays(9)}T09:30:00.000Z` };
    await send(port, meeting, kpol, { method: 'COUNTER', lines: [`DTSTART:${stamp(another.startsAt)}`, `DTEND:${stamp(another.endsAt)}`] });

    expect(await refusal(hub.ask(AcceptProposal, eva, about))).toBe('proposal-gone');

    expect(await hub.ask(AcceptProposal, eva, { ...about, ...another })).toMatchObject(another);
  });

  it('of a participant whom there is not is not found', async () => {
    const { eva, about } = await aProposal();

    expect(await refusal(hub.ask(AcceptProposal, eva, { ...about, participantId: about.meetingId }))).toBe('not-found');
  });
});
