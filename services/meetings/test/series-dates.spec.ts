import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddSeriesDate, CancelMeeting, CancelSeries, ChangeSeries, GroupChanged, InviteParticipants, MeetingDetails, MeetingScheduled, RemoveParticipant, RescheduleMeeting, ScheduleSeries, SeriesDetails, SeriesOfMeeting, UpcomingMeetings,
  type Envelope, type MeetingView, type RawInput, type SeriesView,
} from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

type Asked = RawInput<typeof ScheduleSeries>;
const call = (as: TestPerson, more: Partial<Asked> = {}): Promise<SeriesView> => hub.ask(ScheduleSeries, as, { firstDay: inDays(7), time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;COUNT=3', skipHolidays: false, ...more });
const add = (as: TestPerson, { id, version }: SeriesView, day: string, key?: string): Promise<SeriesView> => hub.ask(AddSeriesDate, as, { seriesId: id, day }, { ifMatch: version, ...(key ? { idempotencyKey: key } : {}) });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);
const dayOf = ({ startsAt }: { startsAt: string }): string => new Date(startsAt).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
const onDay = (view: SeriesView, day: string) => view.meetings.filter((one) => dayOf(one) === day);
const details = (as: TestPerson, meetingId: string): Promise<MeetingView> => hub.ask(MeetingDetails, as, { meetingId });
const told = async (id: string): Promise<Envelope[]> => (await hub.asAdmin<{ envelope: Envelope }>('meetings', "select envelope from outbox where envelope->>'subject' = $1 order by seq", [id])).map(({ envelope }) => envelope);

describe('one date more in a series', () => {
  it('is a meeting like those to come, for those whom the series was called for, told as any call, and follows the series from then on', async () => {
    const { eva, kpol, outsider, polisen, group } = await aGroup(world);
    const duty = await world.function(polisen, 'Vakthavande', [outsider]);
    await world.settled();
    const series = await call(eva, { groupId: group.id, functions: [duty.id], title: 'EST', place: 'Rådhuset', link: 'https://mote.example.se/1' });
    const changed = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', time: '09:00', minutes: 60, about: 'Läget' }, { ifMatch: series.version });

    const more = await add(eva, changed, inDays(9));

    expect(more).toMatchObject({ version: '3', meetings: [{}, {}, {}, {}] });
    const [added] = onDay(more, inDays(9));
    expect(added).toMatchObject({ original: `${inDays(9)}T09:00`, own: false, status: 'called', title: 'EST' });
    expect(more.meetings[1]).toEqual(added);
    const seen = await details(kpol, added!.meetingId);
    expect(seen).toMatchObject({ place: 'Rådhuset', link: 'https://mote.example.se/1', content: { title: 'EST', about: 'Läget' }, mine: [{ answer: null }] });
    expect(Date.parse(seen.endsAt) - Date.parse(seen.startsAt)).toBe(60 * 60_000);
    expect(await details(outsider, added!.meetingId)).toMatchObject({ mine: [{ function: { id: duty.id }, answer: null }] });
    expect(await told(added!.meetingId)).toMatchObject([{ type: MeetingScheduled.type, data: { meeting: { sequence: 0, status: 'called' } } }]);
    expect((await hub.ask(SeriesOfMeeting, kpol, { meetingId: added!.meetingId })).series).toMatchObject({ id: series.id });
    const later = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', time: '13:00' }, { ifMatch: more.version });
    expect(new Set(later.meetings.map(({ startsAt }) => new Date(startsAt).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' })))).toEqual(new Set(['13:00']));
  });

  it('has no place and no texts that one meeting alone was given, but those that the series has from some day on', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, title: 'EST', place: 'Rådhuset', link: 'https://mote.example.se/1', rule: 'FREQ=WEEKLY;COUNT=4' });
    const alone = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'this', meetingId: series.meetings[1]!.meetingId, place: 'Polishuset', link: 'https://mote.example.se/2', title: 'Studiebesök', about: 'Ta med legitimation' }, { ifMatch: series.version });

    const more = await add(eva, alone, inDays(16));
    expect(await details(eva, onDay(more, inDays(16))[0]!.meetingId)).toMatchObject({ place: 'Rådhuset', link: 'https://mote.example.se/1', content: { title: 'EST', about: '' } });

    const moved = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'following', meetingId: series.meetings[2]!.meetingId, place: 'Biblioteket' }, { ifMatch: more.version });
    const last = await add(eva, moved, inDays(30));
    expect(await details(eva, onDay(last, inDays(30))[0]!.meetingId)).toMatchObject({ place: 'Biblioteket', content: { title: 'EST' } });
  });

  it('has what the series was given from some meeting on, also where that was the last, and before it what the series had', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, title: 'EST', place: 'Rådhuset', link: 'https://mote.example.se/1', rule: 'FREQ=WEEKLY;COUNT=4' });
    const last = series.meetings[3]!;
    const changed = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'following', meetingId: last.meetingId, place: 'Biblioteket', link: '', title: 'EST med skolan' }, { ifMatch: series.version });
    expect(changed.meetings.map(({ link, leads }) => [link, leads])).toEqual([...Array.from({ length: 3 }, () => ['https://mote.example.se/1', []]), ['', ['link', 'place', 'title']]]);

    const after = await add(eva, changed, inDays(30));
    const before = await add(eva, after, inDays(23));

    expect(await details(eva, onDay(after, inDays(30))[0]!.meetingId)).toMatchObject({ place: 'Biblioteket', link: '', content: { title: 'EST med skolan', about: '' } });
    expect(await details(eva, onDay(before, inDays(23))[0]!.meetingId)).toMatchObject({ place: 'Rådhuset', link: 'https://mote.example.se/1', content: { title: 'EST' } });
    const moved = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'following', meetingId: last.meetingId, about: 'Ny punkt' }, { ifMatch: before.version });
    const more = await add(eva, moved, inDays(44));
    expect(await details(eva, onDay(more, inDays(44))[0]!.meetingId)).toMatchObject({ place: 'Biblioteket', content: { title: 'EST med skolan', about: 'Ny punkt' } });
  });

  it('has a place and a link that belong together, of one and the same meeting', async () => {
    const { eva, group } = await aGroup(world);
    const link = (n: number): string => `https://mote.example.se/${n}`;
    let view = await call(eva, { groupId: group.id, place: 'Rådhuset', link: link(1), rule: 'FREQ=WEEKLY;COUNT=5' });
    const alone = [{}, { link: link(2) }, { link: link(3) }, { place: 'Polishuset', link: link(4) }, { place: 'Polishuset', link: link(4) }];
    for (const [at, { meetingId }] of view.meetings.entries()) view = await hub.ask(ChangeSeries, eva, { seriesId: view.id, scope: 'this', meetingId, ...alone[at] }, { ifMatch: view.version });

    const more = await add(eva, view, inDays(23));

    expect(await details(eva, onDay(more, inDays(23))[0]!.meetingId)).toMatchObject({ place: 'Polishuset', link: link(4) });
  });

  it('is called once although the request is repeated, and not on a day that has one', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id });

    const answers = await Promise.all([1, 2, 3].map(() => add(eva, series, inDays(9), 'en-dag')));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toHaveLength(4);
    expect(await refusal(add(eva, series, inDays(10)))).toBe('stale');
    expect(await refusal(add(eva, answers[0]!, inDays(9)))).toBe('date-in-series');
    expect(await refusal(add(eva, answers[0]!, inDays(7)))).toBe('date-in-series');
  });

  it('may stand where a meeting was cancelled or moved away', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id });
    const [first, second] = series.meetings;
    await hub.ask(CancelMeeting, eva, { meetingId: first!.meetingId }, { ifMatch: (await details(eva, first!.meetingId)).version });
    await hub.ask(RescheduleMeeting, eva, { meetingId: second!.meetingId, starts: `${inDays(15)}T10:00`, ends: `${inDays(15)}T11:00` }, { ifMatch: (await details(eva, second!.meetingId)).version });

    const again = await add(eva, await hub.ask(SeriesDetails, eva, { seriesId: series.id }), inDays(7));
    const anew = await add(eva, again, inDays(14));

    expect(onDay(again, inDays(7)).map(({ status }) => status)).toEqual(['cancelled', 'called']);
    expect(onDay(anew, inDays(14)).map(({ own, status }) => [own, status])).toEqual([[false, 'called']]);
  });

  it('is put in by whoever leads the group, and by nobody else', async () => {
    const { koping, eva, rektor, outsider } = await aGroup(world);
    const [ordf, kal] = [await world.person(koping, 'Ordföranden'), await world.person(koping, 'Kalendern')];
    const group = await world.group(koping, [eva, [ordf, 'chair'], rektor, [kal, 'calendar']]);
    const series = await call(eva, { groupId: group.id });

    expect((await add(ordf, series, inDays(9))).meetings).toHaveLength(4);
    for (const other of [rektor, kal]) expect(await refusal(add(other, { ...series, version: '2' }, inDays(10)))).toBe('not-allowed');
    const asked = (seriesId: string) => hub.answer(AddSeriesDate, outsider, { seriesId, day: inDays(10) }, { ifMatch: '2' });
    expect(await asked(series.id)).toEqual(await asked(never));
    expect(await asked(series.id)).toMatchObject({ problem: { status: 404 } });
  });

  it('calls nobody to whom the meeting that it is like was closed again, and nobody who was invited to that one alone', async () => {
    const { koping, eva, rektor } = await aGroup(world);
    const [anna, bo] = [await world.person(koping, 'Anna'), await world.person(koping, 'Bo')];
    await world.settled();
    const series = await call(eva, { people: [rektor.id, anna.id] });
    for (const { meetingId } of series.meetings) {
      const { version, content } = await details(eva, meetingId);
      const invited = await hub.ask(InviteParticipants, eva, { meetingId, people: [bo.id] }, { ifMatch: version });
      await hub.ask(RemoveParticipant, eva, { meetingId, participantId: content!.participants.find(({ person }) => person?.id === anna.id)!.id }, { ifMatch: invited.version });
    }

    const [added] = onDay(await add(eva, series, inDays(9)), inDays(9));

    expect((await details(eva, added!.meetingId)).content!.participants.map(({ person }) => person!.id).toSorted()).toEqual([eva.id, rektor.id].toSorted());
  });

  it('is refused in the past, past the limits, where nothing is left to be like, and where the group rests', async () => {
    const { koping, eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id });

    for (const past of [inDays(-1), '0001-01-01']) expect(await refusal(add(eva, series, past))).toBe('meeting-in-the-past');
    expect(await refusal(add(eva, series, inDays(4 * 365)))).toBe('series-too-long');
    const none = await hub.ask(CancelSeries, eva, { seriesId: series.id, scope: 'all' }, { ifMatch: series.version });
    expect(none.may).toEqual([]);
    expect(await refusal(add(eva, none, inDays(9)))).toBe('nothing-left-of-series');
    const other = await call(eva, { groupId: group.id });
    await hub.asAdmin('meetings', "update groups set status = 'dormant' where id = $1", [group.id]);
    expect(await refusal(add(eva, other, inDays(9)))).toBe('group-rests');
    await world.tell(GroupChanged, group.id, { id: group.id, name: group.name, level: 'GENERAL', ownerAuthorityId: koping.authorityId, requiredAssuranceLevel: 2, status: 'established' });
    await world.settled();
  });

  it('keeps the clock on the wall', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, rule: 'FREQ=WEEKLY;COUNT=2' });

    const days = [60, 150, 240, 330].map((n) => inDays(n));
    let view = series;
    for (const day of days) view = await add(eva, view, day);

    expect(days.map((day) => new Date(onDay(view, day)[0]!.startsAt).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' }))).toEqual(['08:30', '08:30', '08:30', '08:30']);
  });
});
