import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelPoll, ClosePoll, MeetingDetails, OpenPoll, PollDetails, Polls, ProposeTime, RemindVoters, ScheduleFromPoll, VoteInPoll, type PollView, type RawInput } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const time = (day: number, hour = '09') => ({ starts: `${inDays(day)}T${hour}:00`, ends: `${inDays(day)}T${hour}:45` });
const asked = { options: [time(10), time(11)], closes: `${inDays(7)}T12:00` };
const open = (as: TestPerson, more: Partial<RawInput<typeof OpenPoll>> = {}): Promise<PollView> => hub.ask(OpenPoll, as, { ...asked, ...more });
const vote = (as: TestPerson, pollId: string, ...votes: ('yes' | 'maybe' | 'no')[]): Promise<PollView> => hub.ask(VoteInPoll, as, { pollId, votes: votes.map((one, at) => ({ option: at + 1, vote: one })) });
const seen = (as: TestPerson, pollId: string): Promise<PollView> => hub.ask(PollDetails, as, { pollId });
const slug = async (answer: ReturnType<typeof hub.answer>): Promise<string> => { const given = await answer; return 'problem' in given ? given.problem.type.split(':').at(-1)! : String(given.status); };
const told = (pollId: string) => hub.asAdmin<{ what: string; tell: number }>('meetings', "select envelope->'data'->>'what' as what, jsonb_array_length(envelope->'data'->'tell') as tell from outbox where envelope->>'subject' = $1 order by seq", [pollId]);

describe('a poll of a group', () => {
  it('asks each member, counts what they answer organisation by organisation, and becomes a meeting', async () => {
    const { eva, rektor, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id, title: 'Om lovet', place: 'Rådhuset' });
    expect((await hub.ask(Polls, kpol, {})).items).toMatchObject([{ id: poll.id, title: 'Om lovet', options: 2, status: 'open', mine: [{ votes: [] }] }]);

    await vote(kpol, poll.id, 'no', 'yes');
    await vote(kpol, poll.id, 'maybe');
    const result = await vote(rektor, poll.id, 'yes', 'yes');

    expect(result.options.map((o) => o.tally)).toEqual([{ yes: 1, maybe: 1, no: 0, missing: 1 }, { yes: 2, maybe: 0, no: 0, missing: 1 }]);
    expect(result.options[0]!.byOrganisation!.map((o) => [o.organisation.name, o.yes, o.maybe, o.missing])).toEqual([['Köping', 1, 0, 1], ['Polisen', 0, 1, 0]]);
    expect(await slug(hub.answer(ScheduleFromPoll, eva, { pollId: poll.id, option: 2 }))).toBe('wrong-state');
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    const settled = await hub.ask(ScheduleFromPoll, eva, { pollId: poll.id, option: 2 });
    const meeting = await hub.ask(MeetingDetails, kpol, { meetingId: settled.meetingId! });
    expect(settled).toMatchObject({ status: 'scheduled', may: [] });
    expect(meeting).toMatchObject({ startsAt: poll.options[1]!.startsAt, place: 'Rådhuset', content: { title: 'Om lovet' }, mine: [{ answer: null }] });
    expect((await told(poll.id)).map((one) => one.what)).toEqual(['opened', 'answered', 'answered', 'answered', 'closed', 'scheduled']);
  });

  it('does not exist for others, with the same answer as for what never was', async () => {
    const { eva, outsider, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id });

    for (const [op, more] of [[PollDetails, {}], [VoteInPoll, { votes: [{ option: 1, vote: 'yes' }] }], [ProposeTime, time(12)], [ClosePoll, {}], [CancelPoll, {}], [RemindVoters, {}], [ScheduleFromPoll, { option: 1 }]] as const) {
      const [hidden, absent] = [await hub.answer(op, outsider, { pollId: poll.id, ...more } as never), await hub.answer(op, outsider, { pollId: never, ...more } as never)];
      expect(hidden).toEqual(absent);
      expect(hidden).toMatchObject({ problem: { status: 404 } });
    }
    expect((await hub.ask(Polls, outsider, {})).items).toEqual([]);
  });

  it('is led by those who lead the group, and opened by nobody else', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id });

    expect(await slug(hub.answer(OpenPoll, kpol, { ...asked, groupId: group.id }))).toBe('not-allowed');
    for (const op of [ClosePoll, CancelPoll, RemindVoters]) expect(await slug(hub.answer(op, kpol, { pollId: poll.id }))).toBe('not-allowed');
    expect([(await seen(eva, poll.id)).may, (await seen(kpol, poll.id)).may]).toEqual([['vote', 'propose', 'close', 'invite-guest', 'remind', 'cancel'], ['vote']]);
  });

  it('hides what others answer from all but the one who asks, until it closes', async () => {
    const { eva, rektor, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id, hidden: true });
    await vote(rektor, poll.id, 'yes', 'no');

    const mine = await vote(kpol, poll.id, 'no', 'yes');

    expect(mine.options.map((o) => [o.tally, o.byOrganisation])).toEqual([[null, null], [null, null]]);
    expect(mine.voters.map((v) => [v.answered, v.votes])).toEqual([[null, null], [null, null], [null, null]]);
    expect(mine.mine[0]!.votes).toEqual([{ option: 1, vote: 'no' }, { option: 2, vote: 'yes' }]);
    expect((await seen(eva, poll.id)).options[0]!.tally).toEqual({ yes: 1, maybe: 0, no: 1, missing: 1 });
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    expect((await seen(kpol, poll.id)).options[1]!.tally).toEqual({ yes: 1, maybe: 0, no: 1, missing: 1 });
  });

  it('takes times from those who are asked only where it says so, and no time twice', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const [shut, free] = [await open(eva, { groupId: group.id }), await open(eva, { groupId: group.id, mayPropose: true })];

    expect(await slug(hub.answer(ProposeTime, kpol, { pollId: shut.id, ...time(12) }))).toBe('proposing-is-closed');
    const more = await hub.ask(ProposeTime, kpol, { pollId: free.id, ...time(12) });
    expect(more.options.map((o) => [o.option, o.proposedBy.name])).toEqual([[1, 'Eva'], [2, 'Eva'], [3, 'Kommunpolisen']]);
    expect(await slug(hub.answer(ProposeTime, kpol, { pollId: free.id, ...time(12) }))).toBe('same-time-twice');
    expect(await slug(hub.answer(VoteInPoll, kpol, { pollId: free.id, votes: [{ option: 4, vote: 'yes' }] }))).toBe('unknown-time');
  });

  it('reminds those who have not answered, and nobody when all have', async () => {
    const { eva, rektor, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id });
    await vote(kpol, poll.id, 'no', 'yes');

    await hub.ask(RemindVoters, eva, { pollId: poll.id });

    await eventually(async () => expect((await told(poll.id)).at(-1)).toEqual({ what: 'reminded', tell: 2 }), 20_000);
    for (const one of [eva, rektor]) await vote(one, poll.id, 'yes', 'no');
    expect(await slug(hub.answer(RemindVoters, eva, { pollId: poll.id }))).toBe('reminded-lately');
    await hub.asAdmin('meetings', "update polls set reminded_at = now() - interval '13 hours' where id = $1", [poll.id]);
    expect(await slug(hub.answer(RemindVoters, eva, { pollId: poll.id }))).toBe('everybody-has-answered');
    expect(await hub.asAdmin('meetings', "select action from audit where object_id = $1 and action = 'poll.remind'", [poll.id])).toHaveLength(1);
  });

  it('closes by itself at its time; what comes later is refused', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id });
    await hub.asAdmin('meetings', "update polls set closes_at = now() - interval '1 second' where id = $1", [poll.id]);
    expect(await slug(hub.answer(VoteInPoll, kpol, { pollId: poll.id, votes: [{ option: 1, vote: 'yes' }] }))).toBe('poll-is-closed');
    expect((await seen(kpol, poll.id)).status).toBe('closed');

    await hub.asAdmin('meetings', "insert into due (kind, subject_id, at) values ('poll-closes', $1, now())", [poll.id]);

    await eventually(async () => expect((await told(poll.id)).at(-1)).toEqual({ what: 'closed', tell: 1 }), 20_000);
  });

  it('is not closed past the service by one who only answers it, nor answered after its close or in another\'s name', async () => {
    const { eva, rektor, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id, hidden: true });
    await vote(rektor, poll.id, 'yes');
    const past = async (sql: string, params: unknown[]) => (await hub.db('meetings')).as({ kind: 'person', identityProvider: kpol.organisationAlias, organisation: kpol.organisationAlias, homeId: kpol.homeId, assuranceLevel: 2, client: 'test', session: 'test' }, (tx) => tx.query(sql, params)).then(() => 'allowed', (error: { code?: string; driverError?: { code: string } }) => error.code ?? error.driverError?.code);
    const answer = "insert into poll_votes (poll_id, option, voter, vote, at, by_person_id) select $1, 1, voter, 'yes', now(), $2 from poll_voters where poll_id = $1 and person_id = me()";

    expect(await past("update polls set status = 'closed' where id = $1", [poll.id])).toBe('42501');
    expect(await past(answer, [poll.id, rektor.id])).toBe('42501');
    expect(await past("insert into poll_options (poll_id, option, starts_at, ends_at, proposed_by) values ($1, 9, now(), now() + interval '1 hour', $2)", [poll.id, eva.id])).toBe('42501');
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    expect(await past(answer, [poll.id, kpol.id])).toBe('42501');
  });

  it('counts an answer that comes while it closes, or refuses it clearly', async () => {
    const { eva, kpol, group } = await aGroup(world);
    for (let round = 0; round < 6; round++) {
      const poll = await open(eva, { groupId: group.id });
      const [answer] = await Promise.all([slug(hub.answer(VoteInPoll, kpol, { pollId: poll.id, votes: [{ option: 1, vote: 'yes' }] })), hub.ask(ClosePoll, eva, { pollId: poll.id })]);
      const counted = (await seen(eva, poll.id)).options[0]!.tally!.yes;

      expect([answer, counted]).toEqual(answer === '200' ? ['200', 1] : ['poll-is-closed', 0]);
    }
  });

  it('asks a new member too, and a former one no more', async () => {
    const { koping, eva, kpol, group } = await aGroup(world);
    const poll = await open(eva, { groupId: group.id });
    const ny = await world.person(koping, 'Nykomlingen');
    await world.settled();

    await world.member(group, ny, 'member');
    await world.settled();
    await eventually(async () => expect((await vote(ny, poll.id, 'yes')).voters).toHaveLength(4), 20_000);
    await world.end(group, kpol);

    await eventually(async () => expect((await seen(eva, poll.id)).voters.map((v) => v.person?.name)).toEqual(['Eva', 'Rektorn', 'Nykomlingen']), 20_000);
    expect(await slug(hub.answer(PollDetails, kpol, { pollId: poll.id }))).toBe('not-found');
    expect(await told(poll.id)).toEqual([{ what: 'opened', tell: 3 }, { what: 'opened', tell: 1 }, { what: 'answered', tell: 0 }, { what: 'opened', tell: 0 }]);
    expect(await hub.asAdmin('meetings', "select action, details->>'person' as person from audit where object_id = $1 and action like 'poll.member-%' order by at", [poll.id])).toEqual([{ action: 'poll.member-joined', person: ny.id }, { action: 'poll.member-left', person: kpol.id }]);
  });
});

describe('a poll of an individual-level group', () => {
  it('takes no text and asks members only', async () => {
    const { eva: low, outsider, group } = await aGroup(world, { level: 'INDIVIDUAL', requiredAssuranceLevel: 3 });
    const eva: TestPerson = { ...low, assuranceLevel: 3 };

    expect(await slug(hub.answer(OpenPoll, eva, { ...asked, groupId: group.id, title: 'Ett barn' }))).toBe('text-in-individual-group');
    expect(await slug(hub.answer(OpenPoll, eva, { ...asked, groupId: group.id, people: [outsider.id] }))).toBe('only-members-at-individual-level');
    expect((await open(eva, { groupId: group.id })).title).toBe('');
  });
});

describe('a poll of chosen people and functions', () => {
  it('is answered for a function by whoever holds it', async () => {
    const { koping, polisen, eva, kpol, outsider } = await aGroup(world);
    const [duty, fritid] = [await world.function(polisen, 'Vakthavande', [outsider]), await world.person(koping, 'Fritid')];
    await world.settled();
    const poll = await open(eva, { people: [fritid.id], functions: [duty.id] });

    const answered = await vote(outsider, poll.id, 'yes', 'no');

    expect(answered.mine).toMatchObject([{ function: { name: 'Vakthavande' } }]);
    expect(answered.readers).toEqual(['Eva', 'Fritid', 'Vakthavande']);
    expect(await slug(hub.answer(PollDetails, kpol, { pollId: poll.id }))).toBe('not-found');
    await hub.ask(CancelPoll, eva, { pollId: poll.id });
    expect(await slug(hub.answer(VoteInPoll, outsider, { pollId: poll.id, votes: [{ option: 1, vote: 'no' }] }))).toBe('poll-is-closed');
  });
});
