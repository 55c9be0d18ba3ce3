import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MeetingDetails, PersonChanged, ScheduleMeeting, type EventData, type MeetingView } from '@knutpunkt/contracts';
import type { TestHub, TestPerson, World } from '@knutpunkt/testing';
import { aGroup, inDays } from './a-group.js';
import { addressOf, send, startTakingMail, type Sent } from './by-mail.js';

let hub: TestHub;
let world: World;
let port: number;

beforeAll(async () => { ({ hub, world, port } = await startTakingMail()); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const refused = '550 5.7.1 This message is not taken here';
const call = (as: TestPerson, groupId: string): Promise<MeetingView> => hub.ask(ScheduleMeeting, as, { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00`, groupId });
const answer = (meeting: MeetingView, as: TestPerson, sent: Sent): Promise<string> => send(port, meeting, as, sent);
const replyOf = async (meeting: MeetingView, as: TestPerson, whose: TestPerson) =>
  (await hub.ask(MeetingDetails, as, { meetingId: meeting.id })).content?.participants.find((p) => p.person?.id === whose.id)?.reply?.answer ?? null;
const anAddress = (): string => `alias-${randomUUID().slice(0, 8)}@kommun.example`;

/** What the home organisation says of somebody now. */
async function say({ id, name, homeId, organisation }: TestPerson, changes: Partial<EventData<typeof PersonChanged>>): Promise<void> {
  const { authorityId, unitId } = organisation;
  await world.tell(PersonChanged, id, { id, organisationId: organisation.id, authorityId, unitId, homeId, name, title: 'Handläggare', email: addressOf({ id }), locale: 'sv', roles: [], status: 'active', validFrom: '2020-01-01T00:00:00.000Z', validTo: null, ...changes });
  await world.settled();
}
const kept = async ({ id }: TestPerson): Promise<string[]> => (await hub.asAdmin<{ address: string }>('meetings', 'select address from person_aliases where person_id = $1 order by 1', [id])).map(({ address }) => address);

describe('an answer from another address of a person', () => {
  it('is that person\'s, whichever of the addresses the calendar names', async () => {
    const { eva, kpol, rektor, group } = await aGroup(world);
    const [one, other] = [anAddress(), anAddress()];
    await say(kpol, { aliases: [one] });
    await say(rektor, { aliases: [other] });
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, kpol, { from: one.toUpperCase(), partstat: 'DECLINED' })).toBe('250');
    expect(await answer(meeting, rektor, { from: other.replace('@', '+moten@'), calendar: namedAs(meeting, other) })).toBe('250');

    expect([await replyOf(meeting, eva, kpol), await replyOf(meeting, eva, rektor)]).toEqual(['no', 'maybe']);
  });

  it('is refused from what is another\'s other address, or nobody\'s', async () => {
    const { eva, kpol, rektor, group } = await aGroup(world);
    const others = anAddress();
    await say(rektor, { aliases: [others] });
    const meeting = await call(eva, group.id);

    for (const from of [others, anAddress()]) expect(await answer(meeting, kpol, { from })).toBe(refused);

    expect([await replyOf(meeting, eva, kpol), await replyOf(meeting, eva, rektor)]).toEqual([null, null]);
  });

  it('is refused once the organisation has taken the address back, and once the person has left', async () => {
    const { eva, kpol, rektor, group } = await aGroup(world);
    const [taken, left] = [anAddress(), anAddress()];
    await say(kpol, { aliases: [taken] });
    await say(rektor, { aliases: [left] });
    const meeting = await call(eva, group.id);
    await say(kpol, { aliases: [] });
    await say(rektor, { aliases: [left], status: 'ended' });

    expect([await answer(meeting, kpol, { from: taken }), await answer(meeting, rektor, { from: left })]).toEqual([refused, refused]);
    expect([await kept(kpol), await kept(rektor), await replyOf(meeting, eva, kpol)]).toEqual([[], [], null]);
  });

  it.each([['of another organisation', 'polisen'], ['of the same', 'koping']] as const)('is refused where mail to a person %s goes, whatever is said of it', async (_, where) => {
    const { eva, rektor, group, ...organisations } = await aGroup(world);
    const owner = await world.person(organisations[where], 'Den som har adressen');
    await say(rektor, { aliases: [addressOf(owner)] });
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, rektor, { from: addressOf(owner) })).toBe(refused);
    expect(await replyOf(meeting, eva, rektor)).toBeNull();
  });

  it('is refused from where a function\'s mail goes', async () => {
    const { eva, rektor, polisen, kpol, group } = await aGroup(world);
    const desk = await world.function(polisen, 'Jour', [kpol]);
    await say(rektor, { aliases: [addressOf(desk)] });
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, rektor, { from: addressOf(desk) })).toBe(refused);
  });

  it('may hand over to a colleague by the colleague\'s other address', async () => {
    const { eva, rektor, group } = await aGroup(world);
    const hers = anAddress();
    await say(eva, { aliases: [hers] });
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, rektor, { partstat: `DELEGATED;DELEGATED-TO="mailto:${hers}"` })).toBe('250');
    expect(await replyOf(meeting, eva, rektor)).toBe('no');
  });

  it('hands over to nobody by an address that two who are asked have', async () => {
    const { eva, kpol, rektor, group } = await aGroup(world);
    const shared = anAddress();
    for (const one of [eva, kpol]) await say(one, { aliases: [shared] });
    const meeting = await call(eva, group.id);

    expect(await answer(meeting, rektor, { partstat: `DELEGATED;DELEGATED-TO="mailto:${shared}"` })).toBe('250');
    expect(await replyOf(meeting, eva, rektor)).toBeNull();
  });
});

const namedAs = ({ id }: MeetingView, attendee: string): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//SV', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${id}@knutpunkt`, 'DTSTAMP:20260101T080000Z', 'SEQUENCE:0', `ATTENDEE;PARTSTAT=TENTATIVE:mailto:${attendee}`, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
