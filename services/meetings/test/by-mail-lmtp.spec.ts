import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { answerAddress } from '@knutpunkt/service-kit';
import { eventually, type TestHub, type TestPerson, type World } from '@knutpunkt/testing';
import { createTransport } from 'nodemailer';
import { aGroup, inDays, never } from './a-group.js';
import { addressOf, answers, calendarOf, send, startTakingMail } from './by-mail.js';

let hub: TestHub;
let world: World;
let port: number;

beforeAll(async () => { ({ hub, world, port } = await startTakingMail('lmtp')); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const tagOf = (meeting: { id: string }, invited: { id: string }): string => answerAddress(answers, { meetingId: meeting.id, recipientId: invited.id });
const called = (as: TestPerson, groupId: string): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00`, groupId });
const answersTo = async (meeting: MeetingView, as: TestPerson) =>
  (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).content!.participants.toSorted((one, other) => one.person!.name.localeCompare(other.person!.name, 'sv')).map(({ person, reply }) => [person!.name, reply && { answer: reply.answer, byMail: reply.byMail }]);

/** Hands one mail in for many recipients, as a mail server does, and gives the answer to each of them. */
async function delivered(meeting: MeetingView, from: TestPerson, to: readonly string[]): Promise<Record<string, number>> {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, secure: false, ignoreTLS: true });
  const icalEvent = { method: 'REPLY', content: calendarOf(meeting, addressOf(from), {}) };
  try {
    const { accepted, rejectedErrors = [] } = await transport.sendMail({ from: addressOf(from), to: to[0]!, subject: 'Accepterat: Möte', text: 'Hej', icalEvent, envelope: { from: addressOf(from), to: [...to] } });
    return Object.fromEntries([...accepted.map((one) => [String(one), 250]), ...(rejectedErrors as { recipient: string; responseCode: number }[]).map((one) => [one.recipient, one.responseCode])]) as Record<string, number>;
  } finally {
    transport.close();
  }
}

describe('a mail server that hands answers in over LMTP', () => {
  it('is answered for each recipient by itself, and the one that is taken has its effect once', async () => {
    const { eva, rektor, kpol, group } = await aGroup(world);
    const meeting = await called(eva, group.id);
    const [own, anothers, nowhere, untagged, stranger] = [tagOf(meeting, kpol), tagOf(meeting, rektor), tagOf({ id: never }, kpol), answers.address, 'nagon@hub.example'];

    const told = await delivered(meeting, kpol, [anothers, own, nowhere, untagged, stranger]);

    expect(told).toEqual({ [own]: 250, [anothers]: 550, [nowhere]: 550, [untagged]: 550, [stranger]: 550 });
    expect(await answersTo(meeting, eva)).toEqual([['Eva', { answer: 'yes', byMail: false }], ['Kommunpolisen', { answer: 'yes', byMail: true }], ['Rektorn', null]]);
    expect(await hub.asAdmin('meetings', "select from audit where object_id = $1 and actor_kind = 'mail'", [meeting.id])).toHaveLength(1);
  });

  it('with one recipient is told as over SMTP, and speaks no SMTP', async () => {
    const { eva, kpol, rektor, group } = await aGroup(world);
    const meeting = await called(eva, group.id);

    expect(await delivered(meeting, kpol, [tagOf(meeting, kpol)])).toEqual({ [tagOf(meeting, kpol)]: 250 });
    expect(await delivered(meeting, kpol, [tagOf(meeting, rektor)])).toEqual({ [tagOf(meeting, rektor)]: 550 });
    expect(await send(port, meeting, rektor)).toMatch(/^500 /);
    expect(await answersTo(meeting, eva)).toEqual([['Eva', { answer: 'yes', byMail: false }], ['Kommunpolisen', { answer: 'yes', byMail: true }], ['Rektorn', null]]);
  });

  it('keeps the mail for those recipients alone for whom it cannot be taken now', async () => {
    const { koping, eva, kpol, group } = await aGroup(world);
    const individual = await world.group(koping, [eva, kpol], { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    const [open, closed] = [await called(eva, group.id), await called(eva, individual.id)];
    const directoryIs = (state: string) => eventually(async () => expect((await hub.running.get('meetings')!.ready()).checks['directory']).toBe(state));
    await hub.asAdmin('meetings', "insert into inbox (consumer, event_id, aggregate_id, aggregate_version, type, state) values ('directory', 'one', 'nobody', 1, 'one that cannot be applied', 'dead')");
    await directoryIs('unapplied');

    expect(await delivered(open, kpol, [tagOf(closed, kpol), tagOf(open, kpol)])).toEqual({ [tagOf(closed, kpol)]: 451, [tagOf(open, kpol)]: 250 });

    await hub.asAdmin('meetings', "delete from inbox where event_id = 'one'");
    await directoryIs('ok');
    expect(await answersTo(open, eva)).toContainEqual(['Kommunpolisen', { answer: 'yes', byMail: true }]);
  });
});
