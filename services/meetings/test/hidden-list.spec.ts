import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddSeriesDate, CalendarMeetings, ChangeMeetingDraft, DescribeMeeting, DraftMeeting, InviteGuest, InviteParticipants, MeetingDetails, MeetingDraftDetails, MeetingHistory, RecordHeldMeeting, RemindParticipants, ReplyToMeeting,
  RescheduleMeeting, ScheduleMeeting, ScheduleSeries, UpcomingMeetings, type Envelope, type MeetingFacts, type MeetingView, type RawInput,
} from '@knutpunkt/contracts';
import type { Caller, Db } from '@knutpunkt/persistence';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;
let db: Db;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
  db = await hub.db('meetings');
}, 60_000);
afterAll(() => hub?.stop(), 20_000);

const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);
const details = (as: TestPerson, { id }: Pick<MeetingView, 'id'>): Promise<MeetingView> => hub.ask(MeetingDetails, as, { meetingId: id });
const history = async (as: TestPerson, { id }: Pick<MeetingView, 'id'>) => (await hub.ask(MeetingHistory, as, { meetingId: id })).items;
const reply = (as: TestPerson, { id, startsAt }: MeetingView, answer: 'yes' | 'no' = 'yes'): Promise<MeetingView> => hub.ask(ReplyToMeeting, as, { meetingId: id, startsAt, answer });
const toldLast = async ({ id }: MeetingView): Promise<MeetingFacts> =>
  (await hub.asAdmin<{ envelope: Envelope }>('meetings', "select envelope from outbox where envelope->>'subject' = $1 order by seq desc limit 1", [id]))[0]!.envelope.data['meeting'] as MeetingFacts;

/** A meeting with the duty function of the police, an officer of another and two associations, where nobody learns from the hub who else comes. */
async function aHiddenList(more: Partial<RawInput<typeof ScheduleMeeting>> = {}) {
  const [koping, polisen, jour, stod] = [await world.organisation('Köping'), await world.organisation('Polisen'), await world.organisation('Kvinnojouren'), await world.organisation('Brottsofferstödet')];
  const [eva, kpol, colleague] = [await world.person(koping, 'Eva'), await world.person(polisen, 'Kommunpolisen'), await world.person(polisen, 'Vakthavande')];
  const [jourOne, stodOne] = [await world.person(jour, 'Jourens'), await world.person(stod, 'Stödets')];
  const duty = await world.function(polisen, 'Vakten', [colleague, kpol]);
  const forJour = await world.function(jour, 'Jourkontakten', [jourOne]);
  const forStod = await world.function(stod, 'Stödkontakten', [stodOne]);
  await world.settled();
  const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, title: 'Samråd', functions: [duty.id, forJour.id, forStod.id], listHidden: true, ...more });
  const others = [kpol, colleague, stodOne, duty, forStod, polisen, stod].flatMap((one) => [one.id, one.name]);
  return { eva, kpol, colleague, jourOne, stodOne, duty, forJour, forStod, meeting, others };
}

/** That nothing of what somebody was shown names one of those. */
const expectNothingOf = (shown: unknown, others: readonly string[]): void => { for (const one of others) expect(JSON.stringify(shown)).not.toContain(one); };

describe('a meeting whose list of participants is hidden', () => {
  it('shows its list, figures and guests to who called it, and says so', async () => {
    const { eva, meeting, duty, forJour, forStod } = await aHiddenList();
    const { meeting: invited } = await hub.ask(InviteGuest, eva, { meetingId: meeting.id, name: 'Gunilla', organisation: 'Kyrkan' });

    expect(invited.content).toMatchObject({ list: 'leaders', guests: [{ name: 'Gunilla' }] });
    expect(invited.content!.participants.map((p) => p.function?.id ?? p.person!.id).sort()).toEqual([eva.id, duty.id, forJour.id, forStod.id].sort());
    expect(invited.content!.byOrganisation).toHaveLength(4);
    expect(await details(eva, meeting)).toEqual(invited);
    expect((await hub.ask(UpcomingMeetings, eva, {})).items[0]!.replies).toEqual({ yes: 1, maybe: 0, no: 0, missing: 3 });
  });

  it('shows the others the organiser and the own part, and nothing that names, counts or dates another', async () => {
    const { eva, kpol, jourOne, forJour, meeting, others } = await aHiddenList();
    await hub.ask(InviteGuest, eva, { meetingId: meeting.id, name: 'Gunilla', organisation: 'Kyrkan' });
    await reply(kpol, meeting);
    await hub.ask(RemindParticipants, eva, { meetingId: meeting.id });
    const mine = await reply(jourOne, meeting, 'no');

    const seen = await details(jourOne, meeting);
    expect(seen).toEqual(mine);
    expect(seen.content).toMatchObject({ title: 'Samråd', list: 'hidden', organiser: { id: eva.id }, guests: [], byOrganisation: [], remindedAt: null, readers: expect.arrayContaining(['Jourkontakten', 'Eva']) });
    expect(seen.content!.readers).toHaveLength(2);
    expect(new Set(seen.content!.participants.map((p) => [p.via, p.function?.id ?? p.person!.id, p.reply?.answer].join(' ')))).toEqual(new Set([`direct ${forJour.id} no`, `organiser ${eva.id} yes`]));
    expect(seen.mine).toMatchObject([{ function: { id: forJour.id }, answer: 'no' }]);
    const [listed] = (await hub.ask(UpcomingMeetings, jourOne, {})).items;
    expect(listed).toMatchObject({ id: meeting.id, sight: 'content', replies: null, mine: [{ answer: 'no' }] });
    const calendar = await hub.ask(CalendarMeetings, jourOne, { from: new Date().toISOString(), to: new Date(Date.now() + 20 * 86_400_000).toISOString() });
    const happened = await history(jourOne, meeting);
    expect(happened.map(({ what, names }) => [what, names])).toEqual([['replied', ['Jourkontakten']], ['scheduled', []]]);
    expectNothingOf([seen, listed, calendar, happened], [...others, 'Gunilla', 'Kyrkan']);
  });

  it('shows two who hold a function its answer and who gave it', async () => {
    const { kpol, colleague, duty, meeting } = await aHiddenList();
    await reply(kpol, meeting);

    expect((await details(colleague, meeting)).content!.participants.find((p) => p.function)).toMatchObject({ function: { id: duty.id }, reply: { answer: 'yes', by: { id: kpol.id } } });
  });

  it('has a version that moves for the others only with what they see', async () => {
    const { eva, jourOne, meeting, ...rest } = await aHiddenList();
    const before = await details(jourOne, meeting);
    const more = await world.person(rest.kpol.organisation, 'Ännu en');
    const function_ = await world.function(rest.kpol.organisation, 'Ännu en funktion', [more]);
    await world.settled();

    const grown = await hub.ask(InviteParticipants, eva, { meetingId: meeting.id, functions: [function_.id] }, { ifMatch: meeting.version });
    expect(await details(jourOne, meeting)).toEqual(before);
    expect(grown.version).not.toBe(meeting.version);
    expect(await refusal(hub.ask(RescheduleMeeting, jourOne, { meetingId: meeting.id, ...when }, { ifMatch: before.version }))).toBe('not-allowed');
    await hub.ask(RescheduleMeeting, eva, { meetingId: meeting.id, ...when, place: 'Rådhuset' }, { ifMatch: grown.version });
    expect((await details(jourOne, meeting)).version).not.toBe(before.version);
  });

  it('is told to other services whole, whoever changes it, and that the list is hidden', async () => {
    const { jourOne, eva, forJour, meeting } = await aHiddenList();
    expect((await toldLast(meeting)).participants).toHaveLength(4);

    await reply(jourOne, meeting);

    const told = await toldLast(meeting);
    expect(told).toMatchObject({ listHidden: true, organiserId: eva.id });
    expect(told.participants).toHaveLength(4);
    expect(new Set(told.participants.filter(({ answer }) => answer === 'yes').map(({ personId, functionId }) => personId ?? functionId))).toEqual(new Set([eva.id, forJour.id]));
  });

  it('is shown and hidden again by who leads it, and stays as it is where nothing is said of it', async () => {
    const { eva, jourOne, meeting } = await aHiddenList();
    const describe = async (more: { listHidden?: boolean }): Promise<MeetingView> => hub.ask(DescribeMeeting, eva, { meetingId: meeting.id, title: 'Samråd', ...more }, { ifMatch: (await details(eva, meeting)).version });
    expect(await refusal(hub.ask(DescribeMeeting, jourOne, { meetingId: meeting.id, title: 'Mitt', listHidden: false }, { ifMatch: (await details(jourOne, meeting)).version }))).toBe('not-allowed');

    await describe({});
    expect((await details(jourOne, meeting)).content).toMatchObject({ list: 'hidden', participants: [{}, {}] });
    expect((await describe({ listHidden: false })).content!.list).toBe('open');
    expect((await details(jourOne, meeting)).content).toMatchObject({ list: 'open', participants: [{}, {}, {}, {}], byOrganisation: [{}, {}, {}, {}] });
    expect((await toldLast(meeting)).listHidden).toBeUndefined();
    await describe({});
    expect((await details(eva, meeting)).content!.list).toBe('open');
    await describe({ listHidden: true });
    expect((await details(jourOne, meeting)).content).toMatchObject({ list: 'hidden', participants: [{}, {}], byOrganisation: [] });
  });

  it('of a group is seen by those who lead the group, whoever called it, and by no other member', async () => {
    const { eva, rektor, kpol, group, koping } = await aGroup(world);
    const chair = await world.person(koping, 'Ordföranden');
    await world.member(group, chair, 'chair');
    await world.settled();
    const meeting = await hub.ask(ScheduleMeeting, eva, { ...when, groupId: group.id, listHidden: true });
    await reply(rektor, meeting);

    for (const leader of [eva, chair]) expect((await details(leader, meeting)).content).toMatchObject({ list: 'leaders', participants: [{}, {}, {}, {}], byOrganisation: [{}, {}] });
    expect((await hub.ask(UpcomingMeetings, chair, {})).items[0]!.replies).toMatchObject({ yes: 2 });
    expect((await history(chair, meeting)).map(({ what }) => what)).toEqual(['replied', 'scheduled']);
    const seen = await details(kpol, meeting);
    expect(seen.content).toMatchObject({ list: 'hidden', participants: [{}, {}], byOrganisation: [] });
    expect(seen.content!.participants.map(({ person }) => person!.id).sort()).toEqual([eva.id, kpol.id].sort());
    expectNothingOf([seen, await history(kpol, meeting), (await hub.ask(UpcomingMeetings, kpol, {})).items], [rektor.id, chair.id]);
  });

  it('may be one that has been held, one of a series, and one date more of it', async () => {
    const { eva, group, kpol } = await aGroup(world);
    const whole = { groupId: group.id, listHidden: true };
    const held = await hub.ask(RecordHeldMeeting, eva, { ...whole, starts: `${inDays(-7)}T13:30`, ends: `${inDays(-7)}T15:00` });
    const series = await hub.ask(ScheduleSeries, eva, { ...whole, firstDay: inDays(7), time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;COUNT=2', skipHolidays: false });
    const longer = await hub.ask(AddSeriesDate, eva, { seriesId: series.id, day: inDays(9) }, { ifMatch: series.version });

    expect(longer.meetings).toHaveLength(3);
    const mine = await Promise.all(longer.meetings.map(async ({ meetingId: id }) => (await details(kpol, { id })).mine[0]!.participantId));
    expect(mine.map((id) => id[14])).toEqual(['4', '4', '4']);
    for (const id of [held.id, ...longer.meetings.map(({ meetingId }) => meetingId)]) expect((await details(kpol, { id })).content!.list).toBe('hidden');
  });

  it('is kept so in a draft', async () => {
    const { eva } = await aGroup(world);
    const draft = await hub.ask(DraftMeeting, eva, { occasion: {}, listHidden: true });
    const opened = async (): Promise<boolean> => (await hub.ask(MeetingDraftDetails, eva, { meetingDraftId: draft.id })).listHidden;

    expect(await opened()).toBe(true);
    await hub.ask(ChangeMeetingDraft, eva, { meetingDraftId: draft.id, occasion: {} }, { ifMatch: draft.version });
    expect(await opened()).toBe(false);
  });

  it('has an open list where nothing else is said', async () => {
    const { jourOne, meeting } = await aHiddenList({ listHidden: undefined });

    expect((await details(jourOne, meeting)).content).toMatchObject({ list: 'open', participants: [{}, {}, {}, {}], byOrganisation: [{}, {}, {}, {}] });
  });

  it('does not give it away past the service\'s own lines either', async () => {
    const { eva, jourOne, kpol, meeting } = await aHiddenList();
    await hub.ask(InviteGuest, eva, { meetingId: meeting.id, name: 'Gunilla', organisation: 'Kyrkan' });
    await reply(kpol, meeting);
    const count = (as: TestPerson, table: string): Promise<number> => db.as(callerOf(as), async (tx) => (await tx.query(`select from ${table} where meeting_id = $1`, [meeting.id])).length);
    const counts = async (as: TestPerson): Promise<number[]> => [await count(as, 'participants'), await count(as, 'meeting_changes'), await count(as, 'meeting_guests')];

    expect(await counts(eva)).toEqual([4, 3, 1]);
    expect(await counts(jourOne)).toEqual([2, 1, 0]);
    expect(await db.as(callerOf(jourOne), (tx) => tx.query('update participants set comment = \'x\' where meeting_id = $1 and function_id <> all(my_audiences()) returning id', [meeting.id]))).toEqual([]);
  });
});
