import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, ReplyToMeeting, ScheduleMeeting, UpcomingMeetings } from '@knutpunkt/contracts';
import { TestHub, World } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub?.stop());

const tomorrow = (hour: string): string => `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T${hour}`;
const when = { starts: tomorrow('13:30'), ends: tomorrow('15:00') };

async function aGroup() {
  const koping = await world.organisation('Köping');
  const polisen = await world.organisation('Polisen');
  const [eva, rektor, kpol] = [await world.person(koping, 'Eva'), await world.person(koping, 'Rektorn'), await world.person(polisen, 'Kommunpolisen')];
  const outsider = await world.person(polisen, 'Utomstående');
  const group = await world.group(koping, [eva, rektor, kpol]);
  return { koping, polisen, eva, rektor, kpol, outsider, group };
}

describe('calling a group to a meeting', () => {
  it('reaches each member, organisation by organisation', async () => {
    const { eva, kpol, group } = await aGroup();

    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, title: 'Läget före lovet', place: 'Rådhuset' });

    expect(called.content?.byOrganisation.map((o) => [o.organisation.name, o.yes, o.missing])).toEqual([['Köping', 1, 1], ['Polisen', 0, 1]]);
    const seen = await hub.ask(MeetingDetails, kpol, { meetingId: called.id });
    expect(seen).toMatchObject({ sight: 'content', content: { title: 'Läget före lovet' }, mine: [{ answer: null }], may: ['history', 'reply'] });
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items.map((m) => m.id)).toEqual([called.id]);
  });

  it('does not exist for others, with the same answer as for what never was', async () => {
    const { eva, outsider, group } = await aGroup();
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    const hidden = await hub.answer(MeetingDetails, outsider, { meetingId: called.id });
    const absent = await hub.answer(MeetingDetails, outsider, { meetingId: '0199c0de-0000-7000-8000-00000000dead' });

    expect(hidden).toEqual(absent);
    expect((await hub.ask(UpcomingMeetings, outsider, {})).items).toEqual([]);
  });

  it('is answered, and the caller sees who is missing', async () => {
    const { eva, kpol, group } = await aGroup();
    const called = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id });

    await hub.ask(ReplyToMeeting, kpol, { meetingId: called.id, answer: 'maybe', comment: 'Beror på läget' });

    const seen = await hub.ask(MeetingDetails, eva, { meetingId: called.id });
    expect(seen.content?.participants.find((p) => p.person?.id === kpol.id)?.reply).toMatchObject({ answer: 'maybe', comment: 'Beror på läget' });
    expect(seen.content?.byOrganisation.find((o) => o.organisation.name === 'Polisen')).toMatchObject({ maybe: 1, missing: 0 });
  });
});
