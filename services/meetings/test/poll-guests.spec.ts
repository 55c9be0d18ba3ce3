import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnswerAsGuest, ClosePoll, GuestInvitation, InvitePollGuest, MeetingDetails, MeetingHistory, OpenPoll, PollByLink, PollDetails, RemoveGuest, RemovePollGuest, RenewPollGuestLink, ScheduleFromPoll, VoteAsGuest, type AnyOperation, type OptionVote, type Output, type PollView, type RawInput } from '@knutpunkt/contracts';
import { hashOfSecret } from '@knutpunkt/service-kit';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import type * as z from 'zod';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub?.stop(), 20_000);

const asked = { options: [{ starts: `${inDays(10)}T09:00`, ends: `${inDays(10)}T10:00` }, { starts: `${inDays(11)}T09:00`, ends: `${inDays(11)}T10:00` }], closes: `${inDays(7)}T12:00`, title: 'Om skolan', place: 'Rådhuset' };
const typed = { name: 'Gunilla Gästsson', organisation: 'Brottsofferjouren' };
const byLink = <Op extends AnyOperation>(op: Op, secret: string, input: RawInput<Op>): Promise<Output<Op>> => hub.ask(op, {} as TestPerson, input, { token: secret });
const vote = (secret: string, ...votes: z.infer<typeof OptionVote>['vote'][]) => byLink(VoteAsGuest, secret, { votes: votes.map((one, at) => ({ option: at + 1, vote: one })) });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);

async function aGuest(more: Partial<RawInput<typeof OpenPoll>> = {}) {
  const all = await aGroup(world);
  const poll = await hub.ask(OpenPoll, all.eva, { ...asked, ...more, groupId: all.group.id });
  const told = await hub.ask(InvitePollGuest, all.eva, { pollId: poll.id, ...typed });
  return { ...all, poll, secret: told.secret!, about: { pollId: poll.id, linkGuestId: told.poll.guests[0]!.id } };
}
const seen = (as: TestPerson, { id }: Pick<PollView, 'id'>): Promise<PollView> => hub.ask(PollDetails, as, { pollId: id });

describe('a guest without an account in a poll', () => {
  it('sees by the link the times and the own answers, and nothing else', async () => {
    const { secret, poll } = await aGuest();

    expect(await byLink(PollByLink, secret, {})).toEqual({
      closesAt: poll.closesAt, zone: 'Europe/Stockholm', status: 'open', mayAnswer: true, votes: [], options: poll.options.map(({ option, startsAt, endsAt }) => ({ option, startsAt, endsAt })),
    });
  });

  it('answers and changes an answer, which counts with the others\'; nobody is named in what is told', async () => {
    const { secret, poll, kpol, about } = await aGuest();
    await vote(secret, 'no', 'maybe');

    expect(await vote(secret, 'yes')).toMatchObject({ votes: [{ option: 1, vote: 'yes' }, { option: 2, vote: 'maybe' }] });

    const view = await seen(kpol, poll);
    expect(view.options.map(({ tally }) => tally)).toEqual([{ yes: 1, maybe: 0, no: 0, missing: 3 }, { yes: 0, maybe: 1, no: 0, missing: 3 }]);
    expect(view.guests).toMatchObject([{ ...typed, answered: true, votes: [{ vote: 'yes' }, { vote: 'maybe' }], may: [] }]);
    const kept = JSON.stringify([await hub.asAdmin('meetings', "select envelope from outbox where envelope->>'subject' = $1", [poll.id]), await hub.asAdmin('meetings', 'select * from audit where object_id = $1', [poll.id])]);
    for (const hidden of ['Gunilla', 'Brottsoffer', secret, hashOfSecret(secret)]) expect(kept).not.toContain(hidden);
    expect(kept).toContain(about.linkGuestId);
  });

  it('is counted for nobody but the one who asks while answers are hidden', async () => {
    const { secret, poll, eva, kpol } = await aGuest({ hidden: true });
    await vote(secret, 'yes', 'no');

    expect((await seen(kpol, poll)).guests).toMatchObject([{ answered: null, votes: null }]);
    expect((await seen(eva, poll)).guests).toMatchObject([{ answered: true, votes: [{ vote: 'yes' }, { vote: 'no' }], may: ['link', 'remove'] }]);
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    expect((await seen(kpol, poll)).guests).toMatchObject([{ answered: true }]);
  });

  it('answers no more once the poll is closed, no time that is none, and sees that it is closed', async () => {
    const { secret, poll, eva } = await aGuest();
    expect(await refusal(byLink(VoteAsGuest, secret, { votes: [{ option: 9, vote: 'yes' }] }))).toBe('unknown-time');
    await hub.ask(ClosePoll, eva, { pollId: poll.id });

    expect([await refusal(vote(secret, 'yes')), (await byLink(PollByLink, secret, {})).mayAnswer]).toEqual(['poll-is-closed', false]);
  });

  it('has one link, and one that is taken back, changed or never was is the same; the answers go with the guest', async () => {
    const { secret, poll, eva, about } = await aGuest();
    await vote(secret, 'yes', 'yes');
    const { secret: second } = await hub.ask(RenewPollGuestLink, eva, about);
    expect([await refusal(byLink(PollByLink, secret, {})), await refusal(vote(secret, 'yes')), await refusal(byLink(PollByLink, 'A'.repeat(43), {}))]).toEqual(['not-found', 'not-found', 'not-found']);
    expect((await byLink(PollByLink, second!, {})).votes).toHaveLength(2);

    expect((await hub.ask(RemovePollGuest, eva, about)).guests).toEqual([]);
    expect(await hub.asAdmin('meetings', "select details from audit where object_id = $1 and action in ('poll.guest-invited', 'poll.guest-linked', 'poll.guest-removed')", [poll.id])).toEqual([1, 2, 3].map(() => ({ details: { guestId: about.linkGuestId } })));

    expect([await refusal(byLink(PollByLink, second!, {})), (await seen(eva, poll)).options[0]!.tally!.yes, await refusal(hub.ask(RemovePollGuest, eva, about))]).toEqual(['not-found', 0, 'not-found']);
  });

  it('is asked by who leads the poll, in no individual-level poll, and without a personal identity number', async () => {
    const { poll, kpol, eva, outsider, about } = await aGuest();
    for (const op of [InvitePollGuest, RenewPollGuestLink, RemovePollGuest] as AnyOperation[]) {
      const input = op === InvitePollGuest ? { pollId: poll.id, ...typed } : about;
      expect([await refusal(hub.ask(op, kpol, input)), await refusal(hub.ask(op, outsider, input))]).toEqual(['not-allowed', 'not-found']);
    }
    expect(await refusal(hub.ask(InvitePollGuest, eva, { pollId: poll.id, ...typed, name: 'Kalle 20100115-9803' }))).toBe('personal-identity-number');
    const secretly = await aGroup(world, { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const individual = await hub.ask(OpenPoll, secretly.eva, { ...asked, title: '', groupId: secretly.group.id });
    expect(await refusal(hub.ask(InvitePollGuest, secretly.eva, { pollId: individual.id, ...typed }))).toBe('only-members-at-individual-level');
  });

  it.each(['yes', 'maybe', 'no', null] as const)('comes along to the meeting by the same link, having answered the chosen time with %s, and is asked for nothing anew', async (answer) => {
    const { secret, poll, eva, about } = await aGuest();
    if (answer) await byLink(VoteAsGuest, secret, { votes: [{ option: 1, vote: answer === 'no' ? 'yes' : 'no' }, { option: 2, vote: answer }] });
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    const { meetingId } = await hub.ask(ScheduleFromPoll, eva, { pollId: poll.id, option: 2 });

    const meeting = await hub.ask(MeetingDetails, eva, { meetingId: meetingId! });
    expect(meeting.content!.guests).toMatchObject([{ ...typed, answer }]);
    expect(await byLink(GuestInvitation, secret, {})).toMatchObject({ startsAt: meeting.startsAt, place: 'Rådhuset', answer, mayAnswer: true });
    expect(await byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' })).toMatchObject({ answer: 'yes' });
    expect((await byLink(PollByLink, secret, {})).status).toBe('scheduled');
    const linkGuestId = meeting.content!.guests[0]!.id;
    expect(linkGuestId).not.toBe(about.linkGuestId);
    expect(await hub.asAdmin('meetings', "select details from audit where object_id = $1 and action = 'meeting.guest-invited'", [meetingId])).toEqual([{ details: { guestId: linkGuestId } }]);
    expect(await hub.asAdmin('meetings', "select from due where kind = 'guests-forgotten' and subject_id = $1", [meetingId])).toHaveLength(1);
    expect((await hub.ask(MeetingHistory, eva, { meetingId: meetingId! })).items.filter(({ what }) => what === 'guest-invited')).toMatchObject([{ by: { id: eva.id } }]);
    expect([(await seen(eva, poll)).guests[0]!.may, await refusal(hub.ask(RemovePollGuest, eva, about))]).toEqual([[], 'poll-is-closed']);
    await hub.ask(RemoveGuest, eva, { meetingId: meetingId!, linkGuestId });
    expect(await refusal(byLink(GuestInvitation, secret, {}))).toBe('not-found');
  });

  it('who is asked no more when the poll becomes a meeting does not come along', async () => {
    const { poll, eva, about } = await aGuest();
    await hub.ask(RemovePollGuest, eva, about);
    await hub.ask(ClosePoll, eva, { pollId: poll.id });
    const { meetingId } = await hub.ask(ScheduleFromPoll, eva, { pollId: poll.id, option: 2 });

    expect((await hub.ask(MeetingDetails, eva, { meetingId: meetingId! })).content!.guests).toEqual([]);
  });

  it('is forgotten thirty days after the poll was to close', async () => {
    const { poll } = await aGuest();
    const days = () => hub.asAdmin<{ days: number }>('meetings', "select round(extract(epoch from at - $2::timestamptz) / 86400)::int as days from due where kind = 'poll-guests-forgotten' and subject_id = $1", [poll.id, poll.closesAt]);
    expect(await days()).toEqual([{ days: 30 }]);

    await hub.asAdmin('meetings', "update due set at = now() where kind = 'poll-guests-forgotten' and subject_id = $1", [poll.id]);

    await eventually(async () => expect(await hub.asAdmin('meetings', 'select 1 from poll_guests where poll_id = $1', [poll.id])).toEqual([]), 20_000);
  });
});
