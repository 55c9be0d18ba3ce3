import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, ReplyToMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import type { TestHub, TestPerson, World } from '@knutpunkt/testing';
import { inDays } from './a-group.js';
import { addressOf, send, startTakingMail } from './by-mail.js';

let hub: TestHub;
let world: World;
let port: number;

beforeAll(async () => { ({ hub, world, port } = await startTakingMail()); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

/** A meeting of a group in which two of one unit sit, and one of another. */
async function aMeeting(changes: Parameters<World['group']>[2] = {}) {
  const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
  const [eva, karl, sven, ulla] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Karl'), await world.person(polisen, 'Sven'), await world.person(polisen, 'Ulla')];
  const group = await world.group(koping, [eva, karl, sven], changes);
  const meeting = await hub.ask(ScheduleMeeting, eva, { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00`, groupId: group.id });
  return { eva, karl, sven, ulla, meeting };
}

const handOver = (meeting: MeetingView, from: TestPerson, to: string): Promise<string> => {
  const me = `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:${to}":mailto:${addressOf(from)}`;
  return send(port, meeting, from, { calendar: ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${meeting.id}@knutpunkt`, `DTSTAMP:${new Date(Date.now() - 60_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`, 'SEQUENCE:0', me, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n') });
};
const participants = async (meeting: MeetingView, as: TestPerson) => (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).content!.participants;
const replyOf = async (meeting: MeetingView, as: TestPerson, { id }: TestPerson) => (await participants(meeting, as)).find((p) => p.person?.id === id)?.reply ?? null;
const reasons = async ({ id }: MeetingView): Promise<unknown[]> => hub.asAdmin('meetings', "select envelope->'data'->>'reason' as reason from outbox where envelope->>'subject' = $1 and envelope->>'type' like '%reply-explained%'", [id]);

describe('an invitation that is handed over in a calendar', () => {
  it('to another of the unit who is asked as well is recorded, and that one answers alone', async () => {
    const { eva, karl, sven, meeting } = await aMeeting();

    expect(await handOver(meeting, karl, addressOf(sven))).toBe('250');

    expect(await replyOf(meeting, eva, karl)).toMatchObject({ answer: 'no', handedTo: { id: sven.id }, byMail: true });
    expect([await replyOf(meeting, eva, sven), await reasons(meeting)]).toEqual([null, []]);
  });

  it('is taken back by an answer of one\'s own', async () => {
    const { eva, karl, sven, meeting } = await aMeeting();
    await handOver(meeting, karl, addressOf(sven));

    await hub.ask(ReplyToMeeting, karl, { meetingId: meeting.id, startsAt: meeting.startsAt, answer: 'yes' });

    expect(await replyOf(meeting, eva, karl)).toMatchObject({ answer: 'yes', handedTo: null });
  });

  it.each([
    ['a colleague who is not asked', ({ ulla }: Awaited<ReturnType<typeof aMeeting>>) => addressOf(ulla)], ['one of another unit', ({ eva }: Awaited<ReturnType<typeof aMeeting>>) => addressOf(eva)],
    ['somebody whom the hub does not know', () => 'gast@annan.example'], ['oneself', ({ karl }: Awaited<ReturnType<typeof aMeeting>>) => addressOf(karl)],
  ])('to %s lets nobody in, changes nothing and is answered', async (_, whom) => {
    const all = await aMeeting();
    const before = await participants(all.meeting, all.eva);

    expect(await handOver(all.meeting, all.karl, whom(all))).toBe('250');

    expect([await participants(all.meeting, all.eva), await reasons(all.meeting)]).toEqual([before, [{ reason: 'delegated' }]]);
  });

  it('of an individual-level meeting is refused whoever it is to, and a party-crasher is not let in', async () => {
    const { eva, karl, sven, ulla, meeting } = await aMeeting({ level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const before = await participants(meeting, eva);

    expect(await handOver(meeting, karl, addressOf(sven))).toBe('250');
    const crashing = [await send(port, meeting, karl, { from: addressOf(ulla), as: ulla }), await send(port, meeting, ulla), await send(port, meeting, karl, { as: ulla })];

    expect(crashing).toEqual(crashing.map(() => '550 5.7.1 This message is not taken here'));
    expect([await participants(meeting, eva), await reasons(meeting)]).toEqual([before, [{ reason: 'delegated' }]]);
  });
});
