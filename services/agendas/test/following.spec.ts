import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActionDetails, AgendaDetails, GiveAction, LockNotes, MeetingCancelled, MeetingRescheduled, MeetingScheduled, ParticipantsInvited, ParticipantsRemoved } from '@knutpunkt/contracts';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, see, takenUp } from './an-agenda.js';
import { ToldMeetings, aMeeting, fiveOrganisations, never, opened } from './told-meetings.js';

let hub: TestHub;
let world: World;
let meetings: ToldMeetings;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  meetings = new ToldMeetings(hub);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const inbox = (id: string) => hub.asAdmin<{ n: number }>('agendas', "select count(*)::int as n from inbox where aggregate_id = $1 and state = 'done'", [id]);

describe('the agenda of a meeting', () => {
  it('opens with the meeting, once, however often it is told', async () => {
    const { people, group } = await fiveOrganisations(world);
    const meeting = aMeeting(group, people);

    await meetings.tell(MeetingScheduled, meeting, { copies: 3 });

    const agenda = await opened(hub, people[4], meeting.id);
    expect(agenda).toMatchObject({ status: 'open', items: [], minutes: { planned: 0, meeting: 90 }, may: ['propose'] });
    expect(agenda.authorities).toHaveLength(5);
    const told = await hub.asAdmin('agendas', "select envelope from outbox where aggregate_id = $1", [meeting.id]);
    expect(told).toHaveLength(1);
  });

  it('moves when the meeting moves, and an event that comes late changes nothing', async () => {
    const { people, group } = await fiveOrganisations(world);
    const meeting = aMeeting(group, people);
    const moved = { ...meeting, startsAt: new Date(Date.now() + 48 * 3_600_000).toISOString(), endsAt: new Date(Date.now() + 50 * 3_600_000).toISOString(), place: 'Biblioteket' };

    await meetings.tell(MeetingRescheduled, moved, { version: 2, extra: { asksAgain: true } });
    await meetings.tell(MeetingScheduled, meeting, { version: 1 });

    await eventually(async () => expect((await inbox(meeting.id))[0]!.n).toBe(2));
    expect(await opened(hub, people[0], meeting.id)).toMatchObject({ startsAt: moved.startsAt, place: 'Biblioteket', minutes: { meeting: 120 } });
  });

  it('closes when the meeting is cancelled, and stays readable', async () => {
    const { people, group } = await fiveOrganisations(world);
    const meeting = aMeeting(group, people);
    await meetings.tell(MeetingScheduled, meeting);

    await meetings.tell(MeetingCancelled, { ...meeting, status: 'cancelled' });

    await eventually(async () => expect((await hub.ask(AgendaDetails, people[1], { meetingId: meeting.id })).status).toBe('cancelled'));
    expect((await hub.ask(AgendaDetails, people[0], { meetingId: meeting.id })).may).toEqual(['view-as']);
  });

  it('does not exist for those who do not take part, with the same answer as for what never was', async () => {
    const { people, group, outsider } = await fiveOrganisations(world);
    const meeting = aMeeting(group, people);
    await meetings.tell(MeetingScheduled, meeting);
    await opened(hub, people[0], meeting.id);

    expect(await hub.answer(AgendaDetails, outsider, { meetingId: meeting.id })).toEqual(await hub.answer(AgendaDetails, outsider, { meetingId: never }));
  });

  it('is gone for one who is taken off', async () => {
    const { people, outsider, group } = await fiveOrganisations(world);
    const direct = { audience: outsider.id, kind: 'person' as const, level: 'content' as const, validFrom: new Date(0).toISOString(), validTo: null };
    const meeting = aMeeting(group, people);
    const invited = { ...meeting, audiences: [...meeting.audiences, direct], participants: [...meeting.participants, { id: never, personId: outsider.id, functionId: null, answer: null }] };
    await meetings.tell(MeetingScheduled, invited);
    await opened(hub, outsider, meeting.id);

    await meetings.tell(ParticipantsRemoved, meeting, { extra: { removed: [{ id: never, personId: outsider.id, functionId: null }] } });

    await eventually(async () => expect(await hub.answer(AgendaDetails, outsider, { meetingId: meeting.id })).toMatchObject({ problem: { status: 404 } }));
  });

  it('tells who reads its items anew when others take part, and not when it only moves', async () => {
    const agenda = await anAgenda({ hub, world, meetings });
    const { people: [, police], outsider, organisations, meeting } = agenda;
    const item = await takenUp(hub, agenda, 'Läget', { by: police, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    const direct = { audience: outsider.id, kind: 'person' as const, level: 'content' as const, validFrom: new Date(0).toISOString(), validTo: null };
    const invited = { ...meeting, audiences: [...meeting.audiences, direct], participants: [...meeting.participants, { id: never, personId: outsider.id, functionId: null, answer: null }] };
    const told = () => hub.asAdmin<{ readers: string[] }>('agendas', "select array(select a->>'audience' from jsonb_array_elements(envelope->'data'->'item'->'audiences') a order by 1) as readers from outbox where aggregate_id = $1 order by seq", [item.id]);
    const before = (await told()).length;
    const [without, withOutsider] = [[agenda.people[0].id, police.id].sort(), [agenda.people[0].id, police.id, outsider.id].sort()];

    await meetings.tell(ParticipantsInvited, invited, { extra: { invited: [] } });
    await meetings.tell(MeetingRescheduled, { ...invited, place: 'Biblioteket' }, { extra: { asksAgain: false } });
    await meetings.tell(ParticipantsRemoved, meeting, { extra: { removed: [] } });

    await eventually(async () => expect((await told()).slice(before).map((row) => row.readers)).toEqual([withOutsider, without]));
  });

  it('tells its addressed items anew when somebody at the table moves to another authority, and no other', async () => {
    const agenda = await anAgenda({ hub, world, meetings });
    const { people: [, police, arboga], organisations: [first, of, other] } = agenda;
    const theirs = await takenUp(hub, agenda, 'Polisens', { by: police, reach: 'hidden', authorities: [first!.authorityId, of!.authorityId] });
    const arbogas = await takenUp(hub, agenda, 'Arbogas', { by: arboga, reach: 'hidden', authorities: [first!.authorityId, other!.authorityId] });
    const [open, apart] = [await takenUp(hub, agenda, 'Öppen'), await takenUp(hub, agenda, 'Köpings', { reach: 'hidden', authorities: [first!.authorityId] })];
    const readers = (itemId: string) => hub.asAdmin<{ readers: string[] }>('agendas', "select array(select a->>'audience' from jsonb_array_elements(envelope->'data'->'item'->'audiences') a) as readers from outbox where aggregate_id = $1 order by seq", [itemId]);
    const told = async () => Promise.all([theirs, arbogas, open, apart].map(async ({ id }) => (await readers(id)).length));
    const before = await told();

    await world.person(of!, police.name, { id: police.id, authorityId: other!.authorityId, unitId: other!.unitId });
    await world.settled();

    expect(await told()).toEqual([before[0]! + 1, before[1]! + 1, before[2], before[3]]);
    expect([(await readers(theirs.id)).at(-1)!.readers, (await readers(arbogas.id)).at(-1)!.readers.sort()]).toEqual([[agenda.people[0].id], [agenda.people[0].id, police.id, arboga.id].sort()]);
    await world.person(of!, 'Nytt namn', { id: police.id, authorityId: other!.authorityId, unitId: other!.unitId });
    await world.settled();
    expect(await told()).toEqual([before[0]! + 1, before[1]! + 1, before[2], before[3]]);
  });

  it('takes its actions along to another time, and what an earlier meeting left open where it moves past it', async () => {
    const agenda = await anAgenda({ hub, world, meetings }, { inHours: 4 });
    const held = await anAgenda({ hub, world, meetings }, { inHours: -2, of: agenda });
    const given = await hub.ask(GiveAction, agenda.people[0], { meetingId: agenda.meetingId, itemId: (await takenUp(hub, agenda, 'Nu')).id, text: 'Löftet', due: '2090-01-02', personId: agenda.people[1].id });
    const early = { ...agenda.meeting, startsAt: new Date(Date.now() - 4 * 3_600_000).toISOString(), endsAt: new Date(Date.now() - 3 * 3_600_000).toISOString() };
    await meetings.tell(MeetingRescheduled, early, { extra: { asksAgain: false } });
    await eventually(async () => expect((await see(hub, agenda.people[0], agenda.meetingId)).startsAt).toBe(early.startsAt));
    await takenUp(hub, held, 'Hann inte');
    await hub.ask(LockNotes, held.people[0], { meetingId: held.meetingId }, { ifMatch: (await see(hub, held.people[0], held.meetingId)).version });

    await meetings.tell(MeetingRescheduled, agenda.meeting, { extra: { asksAgain: false } });

    await eventually(async () => expect((await see(hub, agenda.people[0], agenda.meetingId)).items.map((i) => i.content?.title)).toEqual(['Nu', 'Hann inte']));
    expect((await hub.ask(ActionDetails, agenda.people[1], { actionId: given.id })).meeting.startsAt).toBe(agenda.meeting.startsAt);
  });
});
