import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CalendarMeetings, CancelMeeting, CancelSeries, ChangeSeries, DescribeMeeting, InviteParticipants, MeetingDetails, MeetingHistory, PreviewSeries, ReplyToMeeting, RescheduleMeeting, ScheduleSeries, SeriesDetails, SeriesOfMeeting, UpcomingMeetings,
  type RawInput, type SeriesView,
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
const four: Asked = { firstDay: inDays(7), time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;COUNT=4', skipHolidays: false };
const call = (as: TestPerson, more: Partial<Asked> = {}): Promise<SeriesView> => hub.ask(ScheduleSeries, as, { ...four, ...more });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);
const idsOf = (view: SeriesView): string[] => view.meetings.map(({ meetingId }) => meetingId);
const clockOf = (iso: string): string => new Date(iso).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
const clocks = (view: SeriesView): string[] => view.meetings.map(({ startsAt, endsAt }) => `${clockOf(startsAt)}–${clockOf(endsAt)}`);
const high = (person: TestPerson): TestPerson => ({ ...person, assuranceLevel: 3 });

describe('a series', () => {
  it('is as many ordinary meetings as the preview said, with readers, answers and history of their own', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const { meetings: planned } = await hub.ask(PreviewSeries, eva, four);

    const series = await call(eva, { groupId: group.id, title: 'EST', place: 'Rådhuset' });

    expect(series.meetings.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual(planned.map(({ startsAt, endsAt }) => [startsAt, endsAt]));
    expect(series).toMatchObject({ version: '1', group: { id: group.id }, may: ['change', 'cancel', 'extend'], recurrence: { rule: four.rule } });
    const second = series.meetings[1]!;
    const seen = await hub.ask(MeetingDetails, kpol, { meetingId: second.meetingId });
    expect(seen).toMatchObject({ sight: 'content', place: 'Rådhuset', content: { title: 'EST' }, mine: [{ answer: null }], may: ['history', 'reply'] });
    await hub.ask(ReplyToMeeting, kpol, { meetingId: second.meetingId, startsAt: second.startsAt, answer: 'yes' });
    expect((await hub.ask(MeetingHistory, kpol, { meetingId: second.meetingId })).items.map(({ what }) => what)).toEqual(['replied', 'scheduled']);
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items.map(({ id }) => id)).toEqual(idsOf(series));
    expect((await hub.ask(CalendarMeetings, kpol, { from: planned[0]!.startsAt, to: planned[3]!.endsAt })).items).toHaveLength(4);
    expect((await hub.ask(SeriesOfMeeting, kpol, { meetingId: second.meetingId })).series).toMatchObject({ id: series.id, may: [] });
  });

  it('calls chosen people too, and is theirs to read', async () => {
    const { eva, rektor, outsider } = await aGroup(world);

    const series = await call(eva, { people: [rektor.id] });

    expect(await hub.ask(SeriesDetails, rektor, { seriesId: series.id })).toMatchObject({ group: null, meetings: [{}, {}, {}, {}] });
    expect(await hub.answer(SeriesDetails, outsider, { seriesId: series.id })).toEqual(await hub.answer(SeriesDetails, outsider, { seriesId: never }));
  });

  it('is written whole or not at all', async () => {
    const { eva, kpol, outsider, group } = await aGroup(world);
    const before = await hub.asAdmin<{ n: string }>('meetings', 'select (select count(*) from series) + (select count(*) from meetings) as n', []);

    expect(await refusal(call(eva, { groupId: group.id, about: 'Gäller 100115-9803' }))).toBe('personal-identity-number');
    expect(await refusal(call(eva, { groupId: group.id, people: [outsider.id] }))).toBe('unknown-participant');
    expect(await refusal(call(eva, { groupId: group.id, rule: 'FREQ=HOURLY;COUNT=2' }))).toBe('rule-not-understood');
    expect(await refusal(call(eva, { groupId: group.id, firstDay: inDays(-7) }))).toBe('meeting-in-the-past');
    expect(await refusal(call(eva, {}))).toBe('nobody-invited');
    expect(await refusal(call(kpol, { groupId: group.id }))).toBe('not-allowed');
    expect(await hub.answer(ScheduleSeries, outsider, { ...four, groupId: group.id })).toEqual(await hub.answer(ScheduleSeries, outsider, { ...four, groupId: never }));
    expect(await hub.asAdmin('meetings', 'select (select count(*) from series) + (select count(*) from meetings) as n', [])).toEqual(before);
  });

  it('asked for three times at once is one', async () => {
    const { eva, group } = await aGroup(world);
    const input = { ...four, groupId: group.id };

    const answers = await Promise.all([1, 2, 3].map(() => hub.ask(ScheduleSeries, eva, input, { idempotencyKey: 'en-serie' })));

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await hub.ask(UpcomingMeetings, eva, {})).items).toHaveLength(4);
  });

  it('of an individual-level group takes no text, and does not exist below its level', async () => {
    const { eva, kpol, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    expect(await refusal(call(high(eva), { groupId: group.id, title: 'Text' }))).toBe('text-in-individual-group');

    const series = await call(high(eva), { groupId: group.id });

    expect((await hub.ask(SeriesDetails, high(kpol), { seriesId: series.id })).meetings).toHaveLength(4);
    expect(await refusal(hub.ask(SeriesDetails, kpol, { seriesId: series.id }))).toBe('not-found');
    const [read] = await hub.asAdmin<{ details: { meetings: string[] } }>('meetings', "select details from audit where action = 'meeting.list' and actor_id = $1", [kpol.id]);
    expect(read?.details.meetings).toEqual(idsOf(series));
  });
});

describe('who sees a series', () => {
  it('is not who was invited to one of its meetings', async () => {
    const { eva, outsider, polisen, group } = await aGroup(world);
    const duty = await world.function(polisen, 'Vakthavande', [outsider]);
    await world.settled();
    const series = await call(eva, { groupId: group.id });
    const [first] = series.meetings;
    const { version } = await hub.ask(MeetingDetails, eva, { meetingId: first!.meetingId });
    await hub.ask(InviteParticipants, eva, { meetingId: first!.meetingId, functions: [duty.id] }, { ifMatch: version });

    expect(await hub.ask(SeriesOfMeeting, outsider, { meetingId: first!.meetingId })).toEqual({ series: null });
    expect(await hub.answer(SeriesDetails, outsider, { seriesId: series.id })).toEqual(await hub.answer(SeriesDetails, outsider, { seriesId: never }));
    expect(await hub.answer(SeriesOfMeeting, outsider, { meetingId: series.meetings[1]!.meetingId })).toEqual(await hub.answer(SeriesOfMeeting, outsider, { meetingId: never }));
  });

  it('sees the times alone where the calendar is all that is seen, and may change nothing', async () => {
    const { koping, eva, kpol } = await aGroup(world);
    const chef = await world.person(koping, 'Chefen');
    const group = await world.group(koping, [eva, kpol, [chef, 'calendar']]);
    const series = await call(eva, { groupId: group.id, title: 'Innehåll' });

    const seen = await hub.ask(SeriesDetails, chef, { seriesId: series.id });

    expect(seen.meetings.map(({ title }) => title)).toEqual([null, null, null, null]);
    expect(seen.may).toEqual([]);
    expect(await refusal(hub.ask(ChangeSeries, chef, { seriesId: series.id, scope: 'all', time: '09:00' }, { ifMatch: '1' }))).toBe('not-allowed');
  });
});

describe('changing a series', () => {
  it('moves this, this and those after it, or all, and asks everybody again', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, title: 'EST' });
    const [, second, third] = series.meetings;
    await hub.ask(ReplyToMeeting, kpol, { meetingId: third!.meetingId, startsAt: third!.startsAt, answer: 'yes' });

    const one = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'this', meetingId: second!.meetingId, time: '10:00' }, { ifMatch: series.version });
    expect(clocks(one)).toEqual(['08:30–09:15', '10:00–10:45', '08:30–09:15', '08:30–09:15']);
    const later = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'following', meetingId: third!.meetingId, time: '13:00', minutes: 60 }, { ifMatch: one.version });
    expect(clocks(later)).toEqual(['08:30–09:15', '10:00–10:45', '13:00–14:00', '13:00–14:00']);
    expect((await hub.ask(MeetingDetails, kpol, { meetingId: third!.meetingId })).mine[0]?.answer).toBeNull();
    const all = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', time: '09:00' }, { ifMatch: later.version });

    expect(clocks(all)).toEqual(['09:00–09:45', '10:00–10:45', '09:00–10:00', '09:00–10:00']);
    expect(all.meetings.map(({ own }) => own)).toEqual([false, true, false, false]);
    expect(idsOf(all)).toEqual(idsOf(series));
    const sequences = await hub.asAdmin<{ sequence: number }>('meetings', 'select sequence from meetings m join occurrences o on o.meeting_id = m.id where o.series_id = $1 order by o.original', [series.id]);
    expect(sequences.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 2]);
  });

  it('leaves what has been moved or cancelled by itself as it is', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, title: 'EST' });
    const [first, second, third, fourth] = idsOf(series);
    const version = async (meetingId: string): Promise<string> => (await hub.ask(MeetingDetails, eva, { meetingId })).version;
    await hub.ask(RescheduleMeeting, eva, { meetingId: second!, starts: `${inDays(16)}T15:00`, ends: `${inDays(16)}T16:00`, place: 'Biblioteket' }, { ifMatch: await version(second!) });
    await hub.ask(CancelMeeting, eva, { meetingId: third!, reason: 'Sjukdom' }, { ifMatch: await version(third!) });

    const changed = await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', time: '09:00', place: 'Stadshuset', title: 'Nytt' }, { ifMatch: series.version });

    expect(changed.meetings.map(({ own, status, place, title }) => [own, status, place, title])).toEqual([
      [false, 'called', 'Stadshuset', 'Nytt'], [true, 'called', 'Biblioteket', 'EST'], [true, 'cancelled', '', 'EST'], [false, 'called', 'Stadshuset', 'Nytt']]);
    expect(idsOf(changed)).toEqual([first, second, third, fourth]);
    expect(changed.meetings.map(({ original }) => original)).toEqual(series.meetings.map(({ original }) => original));
  });

  it('keeps answers where only place or texts change, and what is not said', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, title: 'EST', place: 'Rådhuset' });
    const [first] = series.meetings;
    await hub.ask(ReplyToMeeting, kpol, { meetingId: first!.meetingId, startsAt: first!.startsAt, answer: 'yes' });

    await hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', about: 'Kartan och veckan', link: 'https://video.example/est' }, { ifMatch: series.version });

    expect(await hub.ask(MeetingDetails, kpol, { meetingId: first!.meetingId })).toMatchObject({ place: 'Rådhuset', link: 'https://video.example/est', content: { title: 'EST', about: 'Kartan och veckan' }, mine: [{ answer: 'yes' }] });
    expect((await hub.ask(MeetingHistory, kpol, { meetingId: first!.meetingId })).items.map(({ what }) => what)).toEqual(['described', 'rescheduled', 'replied', 'scheduled']);
  });

  it('is refused to the second of two who change it at once, to who does not lead, and where it says nothing of which', async () => {
    const { eva, kpol, outsider, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id });
    const change = (as: TestPerson, ifMatch?: string, more: object = {}) => hub.ask(ChangeSeries, as, { seriesId: series.id, scope: 'all', time: '09:00', ...more }, ifMatch ? { ifMatch } : {});

    expect((await Promise.all([refusal(change(eva, '1')), refusal(change(eva, '1', { time: '10:00' }))])).toSorted()).toEqual(['allowed', 'stale']);
    expect(await refusal(change(eva))).toBe('version-missing');
    expect(await refusal(change(kpol, '2'))).toBe('not-allowed');
    expect(await refusal(change(eva, '2', { scope: 'this' }))).toBe('malformed');
    expect(await refusal(change(eva, '2', { about: 'Gäller 100115-9803' }))).toBe('personal-identity-number');
    const at = (seriesId: string, meetingId?: string) => hub.answer(ChangeSeries, outsider, { seriesId, scope: 'all', time: '09:00', ...(meetingId ? { meetingId } : {}) }, { ifMatch: '2' });
    expect(await at(series.id)).toEqual(await at(never));
    expect(await refusal(change(eva, '2', { scope: 'following', meetingId: never }))).toBe('not-found');
  });

  it('is done once where the same request comes twice', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id });
    const again = () => hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', place: 'Stadshuset' }, { ifMatch: series.version, idempotencyKey: 'en-andring' });

    expect([(await again()).version, (await again()).version]).toEqual(['2', '2']);
  });

  it('does nothing of it where one meeting could not be moved', async () => {
    const { eva, group } = await aGroup(world);
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
    const series = await call(eva, { groupId: group.id, firstDay: today, time: '23:59', minutes: 5, rule: 'FREQ=DAILY;COUNT=3' });

    expect(await refusal(hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', time: '00:00' }, { ifMatch: series.version }))).toBe('meeting-in-the-past');
    expect(clocks(await hub.ask(SeriesDetails, eva, { seriesId: series.id }))).toEqual(['23:59–00:04', '23:59–00:04', '23:59–00:04']);
  });
});

describe('cancelling a series', () => {
  it('cancels this and those after it, moved ones too, and then there is nothing left', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id });
    const [, second, third] = series.meetings;
    const { version } = await hub.ask(MeetingDetails, eva, { meetingId: third!.meetingId });
    await hub.ask(RescheduleMeeting, eva, { meetingId: third!.meetingId, starts: `${inDays(8)}T15:00`, ends: `${inDays(8)}T16:00` }, { ifMatch: version });

    const less = await hub.ask(CancelSeries, eva, { seriesId: series.id, scope: 'following', meetingId: second!.meetingId, reason: 'Gruppen läggs ned' }, { ifMatch: series.version });

    expect(less.meetings.map(({ status }) => status)).toEqual(['called', 'cancelled', 'cancelled', 'cancelled']);
    expect(await hub.ask(MeetingDetails, kpol, { meetingId: third!.meetingId })).toMatchObject({ content: { cancelReason: 'Gruppen läggs ned' } });
    expect(await refusal(hub.ask(CancelSeries, eva, { seriesId: series.id, scope: 'this', meetingId: second!.meetingId }, { ifMatch: less.version }))).toBe('nothing-left-of-series');
    const none = await hub.ask(CancelSeries, eva, { seriesId: series.id, scope: 'all' }, { ifMatch: less.version });
    expect(none).toMatchObject({ version: '3', may: [] });
    expect(await refusal(hub.ask(ChangeSeries, eva, { seriesId: series.id, scope: 'all', time: '09:00' }, { ifMatch: none.version }))).toBe('nothing-left-of-series');
  });
});

it('a series keeps its wall clock over both changes of the year', async () => {
  const { eva, group } = await aGroup(world);

  const series = await call(eva, { groupId: group.id, rule: 'FREQ=WEEKLY;COUNT=53' });

  expect(new Set(clocks(series))).toEqual(new Set(['08:30–09:15']));
  expect(new Set(series.meetings.map(({ startsAt }) => startsAt.slice(11, 16)))).toEqual(new Set(['06:30', '07:30']));
});

it('a text of one meeting stays with those who read that meeting', async () => {
  const { eva, kpol, group } = await aGroup(world);
  const series = await call(eva, { groupId: group.id, title: 'EST' });
  const [first] = series.meetings;
  const { version } = await hub.ask(MeetingDetails, eva, { meetingId: first!.meetingId });
  await hub.ask(DescribeMeeting, eva, { meetingId: first!.meetingId, title: 'Bara här', about: '' }, { ifMatch: version });

  expect((await hub.ask(SeriesDetails, kpol, { seriesId: series.id })).meetings.map(({ title }) => title)).toEqual(['Bara här', 'EST', 'EST', 'EST']);
});
