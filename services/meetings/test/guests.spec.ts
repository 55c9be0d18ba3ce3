import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnswerAsGuest, CancelMeeting, GuestInvitation, InviteGuest, MeetingDetails, MeetingHistory, RemoveGuest, RenewGuestLink, RescheduleMeeting, ScheduleMeeting, type AnyOperation, type MeetingView, type Output, type RawInput } from '@knutpunkt/contracts';
import { hashOfSecret } from '@knutpunkt/service-kit';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub?.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const typed = { name: 'Gunilla Gästsson', organisation: 'Brottsofferjouren' };
const call = (as: TestPerson, groupId: string): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { ...when, groupId, title: 'Om skolan', place: 'Rådhuset', link: 'https://video.example/rum' });
const byLink = <Op extends AnyOperation>(op: Op, secret: string, input: RawInput<Op>): Promise<Output<Op>> => hub.ask(op, {} as TestPerson, input, { token: secret });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);

async function aGuest() {
  const all = await aGroup(world);
  const meeting = await call(all.eva, all.group.id);
  const { secret, meeting: invited } = await hub.ask(InviteGuest, all.eva, { meetingId: meeting.id, ...typed }, { idempotencyKey: `invite-${meeting.id}` });
  return { ...all, meeting, secret: secret!, invited, about: { meetingId: meeting.id, linkGuestId: invited.content!.guests[0]!.id } };
}
type Guest = Awaited<ReturnType<typeof aGuest>>;
const thirtyDays = 30 * 24 * 60 * 60 * 1_000;
const plannedFor = async ({ id }: MeetingView): Promise<Date[]> => (await hub.asAdmin<{ at: Date }>('meetings', "select at from due where kind = 'guests-forgotten' and subject_id = $1 order by seq desc limit 1", [id])).map(({ at }) => at);
const guestsAs = async (as: TestPerson, { id }: MeetingView) => (await hub.ask(MeetingDetails, as, { meetingId: id })).content!.guests;

describe('a guest without an account', () => {
  it('sees by the link when and where, and nothing else', async () => {
    const { secret, meeting } = await aGuest();

    expect(await byLink(GuestInvitation, secret, {})).toEqual({ startsAt: meeting.startsAt, endsAt: meeting.endsAt, zone: 'Europe/Stockholm', place: 'Rådhuset', online: true, status: 'called', answer: null, mayAnswer: true });
  });

  it('answers, and changes the answer, which those who see the meeting see; nobody is named in what is told', async () => {
    const { secret, meeting, eva, kpol, about } = await aGuest();

    for (const answer of ['maybe', 'yes', 'yes'] as const) expect(await byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer })).toMatchObject({ answer });

    expect(await guestsAs(eva, meeting)).toMatchObject([{ ...typed, answer: 'yes', may: ['link', 'remove'] }]);
    expect(await guestsAs(kpol, meeting)).toMatchObject([{ answer: 'yes', may: [] }]);
    const told = await hub.asAdmin<{ envelope: string }>('meetings', "select envelope::text as envelope from outbox where envelope->>'subject' = $1 and envelope->>'type' like '%guest-changed%' order by 1", [meeting.id]);
    expect(told).toHaveLength(3);
    const kept = JSON.stringify([told, await hub.asAdmin('meetings', 'select * from audit where object_id = $1', [meeting.id]), await hub.asAdmin('meetings', 'select * from meeting_changes where meeting_id = $1', [meeting.id]), await hub.asAdmin('meetings', 'select * from idempotency_keys')]);
    for (const hidden of ['Gunilla', 'Brottsoffer', secret, hashOfSecret(secret)]) expect(kept).not.toContain(hidden);
    expect(kept).toContain(about.linkGuestId);
    expect((await hub.ask(MeetingHistory, eva, { meetingId: meeting.id })).items.slice(0, 3).map(({ what, answer }) => [what, answer])).toEqual([['guest-answered', 'yes'], ['guest-answered', 'maybe'], ['guest-invited', null]]);
  });

  it('has one link: another takes its place, and one that is taken back, changed or never was is the same', async () => {
    const { secret, meeting, eva, about } = await aGuest();
    const { secret: second } = await hub.ask(RenewGuestLink, eva, about);
    const never = 'A'.repeat(43);

    expect([await refusal(byLink(GuestInvitation, secret, {})), await refusal(byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' })), await refusal(byLink(GuestInvitation, never, {}))]).toEqual(['not-found', 'not-found', 'not-found']);
    expect(await byLink(GuestInvitation, second!, {})).toMatchObject({ place: 'Rådhuset' });
    expect((await hub.ask(RemoveGuest, eva, about)).content!.guests).toEqual([]);
    expect(await refusal(byLink(GuestInvitation, second!, {}))).toBe('not-found');
    expect(await hub.asAdmin('meetings', "select action, details from audit where object_id = $1 and action like 'meeting.guest-%' order by at", [meeting.id]))
      .toEqual(['invited', 'linked', 'removed'].map((what) => ({ action: `meeting.guest-${what}`, details: { guestId: about.linkGuestId } })));
    expect(await hub.asAdmin('meetings', 'select * from meeting_guests where meeting_id = $1', [meeting.id])).toEqual([]);
    expect(await refusal(hub.ask(RemoveGuest, eva, about))).toBe('not-found');
  });

  it('is invited once by the same request, whose link is told once', async () => {
    const { meeting, eva } = await aGuest();

    const again = await hub.ask(InviteGuest, eva, { meetingId: meeting.id, ...typed }, { idempotencyKey: `invite-${meeting.id}` });

    expect([again.secret, again.meeting.content!.guests.length]).toEqual([null, 1]);
  });

  it('is invited by who may invite, to no individual-level meeting, and without a personal identity number', async () => {
    const { meeting, kpol, eva, outsider, about } = await aGuest();
    for (const op of [InviteGuest, RenewGuestLink, RemoveGuest] as AnyOperation[]) {
      const input = op === InviteGuest ? { meetingId: meeting.id, ...typed } : about;
      expect([await refusal(hub.ask(op, kpol, input)), await refusal(hub.ask(op, outsider, input))]).toEqual(['not-allowed', 'not-found']);
    }
    expect(await refusal(hub.ask(InviteGuest, eva, { meetingId: meeting.id, ...typed, name: 'Kalle 20100115-9803' }))).toBe('personal-identity-number');

    const secretly = await aGroup(world, { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const individual = await hub.ask(ScheduleMeeting, secretly.eva, { ...when, groupId: secretly.group.id });
    expect(await refusal(hub.ask(InviteGuest, secretly.eva, { meetingId: individual.id, ...typed }))).toBe('only-members-at-individual-level');
  });

  it('is asked anew when the meeting is moved, sees the new time, and answers the old one no more', async () => {
    const { secret, meeting, invited, eva } = await aGuest();
    await byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' });

    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, starts: `${inDays(8)}T09:00`, ends: `${inDays(8)}T10:00`, place: 'Biblioteket' }, { ifMatch: invited.version });

    expect(await byLink(GuestInvitation, secret, {})).toMatchObject({ startsAt: moved.startsAt, place: 'Biblioteket', answer: null });
    expect(await refusal(byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'no' }))).toBe('stale');
    expect(await guestsAs(eva, meeting)).toMatchObject([{ answer: null }]);
  });

  it('answers no meeting that ends at another time than the one that was seen', async () => {
    const { secret, meeting, invited, eva } = await aGuest();
    const longer = await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, starts: when.starts, ends: `${inDays(7)}T17:00`, place: 'Rådhuset' }, { ifMatch: invited.version });

    expect(await refusal(byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' }))).toBe('stale');
    expect(await byLink(AnswerAsGuest, secret, { startsAt: longer.startsAt, endsAt: longer.endsAt, answer: 'yes' })).toMatchObject({ answer: 'yes' });
  });

  it('sees that a meeting is cancelled, and answers it no more', async () => {
    const { secret, meeting, invited, eva } = await aGuest();
    await hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: '' }, { ifMatch: invited.version });

    expect(await byLink(GuestInvitation, secret, {})).toMatchObject({ status: 'cancelled', mayAnswer: false });
    expect(await refusal(byLink(AnswerAsGuest, secret, { startsAt: meeting.startsAt, endsAt: meeting.endsAt, answer: 'yes' }))).toBe('wrong-state');
  });

  it('is forgotten thirty days after the meeting, and of one that was moved not before', async () => {
    const { meeting } = await aGuest();
    const due = async (endsAt: string): Promise<void> => {
      await hub.asAdmin('meetings', `update meetings set starts_at = ${endsAt} - interval '1 hour', ends_at = ${endsAt} where id = $1`, [meeting.id]);
      await hub.asAdmin('meetings', "update due set at = now() where kind = 'guests-forgotten' and subject_id = $1 and state = 'pending'", [meeting.id]);
    };
    const left = async (): Promise<number> => (await hub.asAdmin('meetings', 'select 1 from meeting_guests where meeting_id = $1', [meeting.id])).length;
    const planned = () => hub.asAdmin<{ days: number }>('meetings', "select round(extract(epoch from at - now()) / 86400)::int as days from due where kind = 'guests-forgotten' and subject_id = $1 and state = 'pending'", [meeting.id]);
    await due("now() - interval '10 days'");
    await eventually(async () => expect(await planned()).toEqual([{ days: 20 }]), 20_000);
    expect(await left()).toBe(1);

    await due("now() - interval '31 days'");

    await eventually(async () => expect(await left()).toBe(0), 20_000);
  }, 60_000);

  it('is forgotten thirty days after the new time of a meeting that is moved earlier, and after the day when one is cancelled', async () => {
    const { meeting, invited, eva } = await aGuest();
    const moved = await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, starts: `${inDays(2)}T09:00`, ends: `${inDays(2)}T10:00`, place: '' }, { ifMatch: invited.version });
    expect(await plannedFor(meeting)).toEqual([new Date(Date.parse(moved.endsAt) + thirtyDays)]);

    await hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: '' }, { ifMatch: moved.version });

    const [at] = await plannedFor(meeting);
    expect(Math.abs(at!.getTime() - Date.now() - thirtyDays)).toBeLessThan(10 * 60_000);
    await hub.asAdmin('meetings', "update meeting_changes set at = at - interval '31 days' where meeting_id = $1 and what = 'cancelled'", [meeting.id]);
    await hub.asAdmin('meetings', "update due set at = now() where kind = 'guests-forgotten' and subject_id = $1 and state = 'pending'", [meeting.id]);
    await eventually(async () => expect(await hub.asAdmin('meetings', 'select from meeting_guests where meeting_id = $1', [meeting.id])).toEqual([]), 20_000);
  }, 60_000);

  it.each([
    ['cancelled', async ({ meeting, invited, eva }: Guest) => void (await hub.ask(CancelMeeting, eva, { meetingId: meeting.id, reason: '' }, { ifMatch: invited.version }))],
    ['begun', async ({ meeting }: Guest) => void (await hub.asAdmin('meetings', "update meetings set starts_at = now() - interval '1 hour' where id = $1", [meeting.id]))],
    ['held', async ({ meeting }: Guest) => void (await hub.asAdmin('meetings', "update meetings set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = $1", [meeting.id]))],
  ])('is taken away, with the link and the name, also once the meeting is %s', async (_, happens) => {
    const all = await aGuest();
    await happens(all);
    expect((await guestsAs(all.eva, all.meeting))[0]!.may).toEqual(['remove']);
    expect((await guestsAs(all.kpol, all.meeting))[0]!.may).toEqual([]);

    await hub.ask(RemoveGuest, all.eva, all.about);

    expect([await refusal(byLink(GuestInvitation, all.secret, {})), await guestsAs(all.eva, all.meeting)]).toEqual(['not-found', []]);
  });
});
