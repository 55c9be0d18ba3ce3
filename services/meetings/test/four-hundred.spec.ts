import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelMeeting, InviteParticipants, MeetingDetails, MeetingHistory, RemindParticipants, ReplyToMeeting, RescheduleMeeting, ScheduleMeeting, UpcomingMeetings, type MeetingView } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestGroup, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { inDays } from './a-group.js';

const many = 400;
/** As many as the contract lets one choose at once. */
const most = 200;

let hub: TestHub;
let eva: TestPerson;
let others: TestPerson[];
let group: TestGroup;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  const world = new World(hub, ['meetings']);
  const koping = await world.organisation('Köping');
  eva = await world.person(koping, 'Eva');
  group = await world.group(koping, [eva]);
  others = [];
  while (others.length < many) {
    const some = await Promise.all(Array.from({ length: 50 }, (_, n) => world.person(koping, `Deltagare ${others.length + n + 1}`)));
    for (const one of some) await world.member(group, one);
    await world.settled();
    others.push(...some);
  }
}, 180_000);
afterAll(() => hub?.stop(), 20_000);

const at = (days: number) => ({ starts: `${inDays(days)}T13:30`, ends: `${inDays(days)}T15:00` });
const seen = (as: TestPerson, { id }: { id: string }): Promise<MeetingView> => hub.ask(MeetingDetails, as, { meetingId: id });
const answersIn = ({ content }: MeetingView) => content!.byOrganisation.map(({ yes, maybe, no, missing }) => ({ yes, maybe, no, missing }));

/** The first so many answer, some at a time: every fourth no, the others yes, as who has called says by calling. */
const answer = (n: number): 'yes' | 'no' => (n % 4 === 0 ? 'no' : 'yes');
async function allAnswer({ id, startsAt }: MeetingView, first = many): Promise<void> {
  for (let n = 0; n < first; n += 8) await Promise.all(others.slice(n, n + 8).map((one, at) => hub.ask(ReplyToMeeting, one, { meetingId: id, startsAt, answer: answer(n + at) })));
}
/** The newest event of a meeting, once all of its events have been handed on. */
const lastTold = ({ id }: { id: string }) => eventually(async () => {
  const told = await hub.asAdmin<{ type: string; sent: boolean; participants: number }>('meetings', "select envelope->>'type' as type, published_at is not null as sent, jsonb_array_length(envelope->'data'->'meeting'->'participants') as participants from outbox where envelope->>'subject' = $1 order by seq", [id]);
  expect(told.filter(({ sent }) => !sent)).toEqual([]);
  return told.at(-1)!;
}, 20_000);

describe('a meeting with four hundred participants', () => {
  it('of a group is called, answered by all, moved, answered again by some and cancelled', async () => {
    const called = await hub.ask(ScheduleMeeting, eva, { ...at(30), groupId: group.id, title: 'Stormöte' });
    expect(called.content!.participants).toHaveLength(many + 1);
    await allAnswer(called);
    const answered = await seen(eva, called);
    expect(answersIn(answered)).toEqual([{ yes: 301, maybe: 0, no: 100, missing: 0 }]);

    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: called.id, ...at(31) }, { ifMatch: answered.version });
    expect(answersIn(moved)).toEqual([{ yes: 1, maybe: 0, no: 0, missing: many }]);
    expect(await hub.ask(RemindParticipants, eva, { meetingId: called.id })).toMatchObject({ content: { remindedAt: expect.any(String) } });
    await allAnswer(moved, 40);
    const again = await seen(eva, called);
    expect(answersIn(again)).toEqual([{ yes: 31, maybe: 0, no: 10, missing: 360 }]);
    expect((await hub.ask(MeetingHistory, eva, { meetingId: called.id })).items).toHaveLength(1 + many + 2 + 40);

    await hub.ask(CancelMeeting, eva, { meetingId: called.id, reason: 'Sjukdom' }, { ifMatch: again.version });

    const last = others.at(-1)!;
    expect(await seen(last, called)).toMatchObject({ status: 'cancelled', startsAt: moved.startsAt, content: { cancelReason: 'Sjukdom' }, mine: [{ answer: null }] });
    expect(await lastTold(called)).toEqual({ type: 'se.knutpunkt.meetings.meeting.cancelled.v1', sent: true, participants: many + 1 });
  }, 240_000);

  it('who are chosen by name are called two hundred at a time, and no more', async () => {
    const [first, second] = [others.slice(0, most), others.slice(most)].map((some) => some.map(({ id }) => id)) as [string[], string[]];
    expect(await hub.answer(ScheduleMeeting, eva, { ...at(32), people: [...first, second[0]!] })).toMatchObject({ problem: { status: 400 } });

    const called = await hub.ask(ScheduleMeeting, eva, { ...at(32), people: first });
    expect(await hub.answer(MeetingDetails, others.at(-1)!, { meetingId: called.id })).toMatchObject({ problem: { status: 404 } });
    expect(await hub.answer(InviteParticipants, eva, { meetingId: called.id, people: [...second, eva.id] }, { ifMatch: called.version })).toMatchObject({ problem: { status: 400 } });
    const grown = await hub.ask(InviteParticipants, eva, { meetingId: called.id, people: second }, { ifMatch: called.version });
    expect(grown.content!.participants).toHaveLength(many + 1);
    await allAnswer(called, 40);

    expect(answersIn(await seen(others.at(-1)!, called))).toEqual([{ yes: 31, maybe: 0, no: 10, missing: 360 }]);
    expect((await hub.ask(UpcomingMeetings, others.at(-1)!, {})).items.find(({ id }) => id === called.id)?.replies).toEqual({ yes: 31, maybe: 0, no: 10, missing: 360 });
    expect(await lastTold(called)).toMatchObject({ sent: true, participants: many + 1 });
  }, 240_000);
});
