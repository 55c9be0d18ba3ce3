import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddSeriesDate, CancelMeeting, ChangeSeries, MeetingDetails, MeetingHistory, MeetingRescheduled, PreviewWeekday, ReplyToMeeting, RescheduleMeeting, ScheduleSeries, SeriesDetails,
  type Envelope, type MeetingView, type RawInput, type SeriesView, type WeekdayPlan,
} from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { holidayOn } from '../src/series/holidays.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

type Asked = RawInput<typeof ScheduleSeries>;
type Change = RawInput<typeof ChangeSeries>;
const after = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const isoDay = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();
/** A Tuesday at least two weeks away, and four meetings from it on. */
const tuesday = inDays(14 + ((9 - isoDay(inDays(14))) % 7));
const four: Asked = { firstDay: tuesday, time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4', skipHolidays: false };
const call = (as: TestPerson, more: Partial<Asked> = {}): Promise<SeriesView> => hub.ask(ScheduleSeries, as, { ...four, ...more });
const change = (as: TestPerson, { id, version }: SeriesView, more: Partial<Change>, key?: string): Promise<SeriesView> =>
  hub.ask(ChangeSeries, as, { seriesId: id, scope: 'all', weekday: 'TH', ...more }, { ifMatch: version, ...(key ? { idempotencyKey: key } : {}) });
const preview = (as: TestPerson, seriesId: string, more: Partial<RawInput<typeof PreviewWeekday>> = {}): Promise<WeekdayPlan> => hub.ask(PreviewWeekday, as, { seriesId, scope: 'all', weekday: 'TH', ...more });
const refusal = async (answer: Promise<unknown>): Promise<string> => answer.then(() => 'allowed', (error: Error) => error.name);
const dayOf = (iso: string): string => new Date(iso).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
const clockOf = (iso: string): string => new Date(iso).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
const days = (view: SeriesView): string[] => view.meetings.map(({ startsAt }) => dayOf(startsAt));
const details = (as: TestPerson, meetingId: string): Promise<MeetingView> => hub.ask(MeetingDetails, as, { meetingId });
const told = async (id: string): Promise<Envelope[]> => (await hub.asAdmin<{ envelope: Envelope }>('meetings', "select envelope from outbox where envelope->>'subject' = $1 order by seq", [id])).map(({ envelope }) => envelope);
const sequences = async (seriesId: string): Promise<number[]> => (await hub.asAdmin<{ sequence: number }>('meetings', 'select sequence from meetings m join occurrences o on o.meeting_id = m.id where o.series_id = $1 order by o.original', [seriesId])).map(({ sequence }) => sequence);
const high = (person: TestPerson): TestPerson => ({ ...person, assuranceLevel: 3 });

describe('a series that is moved to another weekday', () => {
  it('is moved as the preview said: each meeting is the same one, is told as moved, and is answered anew', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, title: 'EST', place: 'Rådhuset' });
    expect(series).toMatchObject({ weekday: 'TU', earlier: [] });
    const [first] = series.meetings;
    await hub.ask(ReplyToMeeting, kpol, { meetingId: first!.meetingId, startsAt: first!.startsAt, answer: 'yes' });

    const { moves } = await preview(eva, series.id);
    const moved = await change(eva, series, {});

    expect(moves.map(({ day, why }) => [day, why])).toEqual([2, 9, 16, 23].map((n) => [after(tuesday, n), null]));
    expect(moved.meetings.map(({ meetingId, startsAt, endsAt, own }) => ({ meetingId, startsAt, endsAt, own }))).toEqual(moves.map(({ meetingId, to }) => ({ meetingId, startsAt: to!.startsAt, endsAt: to!.endsAt, own: false })));
    expect(moved.meetings.map(({ meetingId, original }) => [meetingId, original])).toEqual(series.meetings.map(({ meetingId, original }) => [meetingId, original]));
    expect(new Set(moved.meetings.map(({ startsAt }) => clockOf(startsAt)))).toEqual(new Set(['08:30']));
    expect(moved).toMatchObject({ version: '2', weekday: 'TH', earlier: [], recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=4' } });
    expect(await sequences(series.id)).toEqual([1, 1, 1, 1]);
    expect(await details(kpol, first!.meetingId)).toMatchObject({ place: 'Rådhuset', content: { title: 'EST', notice: { changed: true } }, mine: [{ answer: null }] });
    expect((await hub.ask(MeetingHistory, kpol, { meetingId: first!.meetingId })).items.map(({ what }) => what)).toEqual(['rescheduled', 'replied', 'scheduled']);
    expect((await told(first!.meetingId)).at(-1)).toMatchObject({ type: MeetingRescheduled.type, data: { asksAgain: true, meeting: { sequence: 1, startsAt: moves[0]!.to!.startsAt } } });
    expect(await details(eva, first!.meetingId)).toMatchObject({ mine: [{ answer: 'yes' }] });
  });

  it('is moved from one meeting on, says how it was repeated before, and takes one more date as it is then', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, place: 'Rådhuset' });
    const [, , third] = series.meetings;

    const moved = await change(eva, series, { scope: 'following', meetingId: third!.meetingId, time: '13:00', minutes: 60, place: 'Biblioteket' });

    expect(days(moved)).toEqual([0, 7, 16, 23].map((n) => after(tuesday, n)));
    expect(moved.meetings.map(({ startsAt, endsAt, place }) => `${clockOf(startsAt)}–${clockOf(endsAt)} ${place}`)).toEqual(['08:30–09:15 Rådhuset', '08:30–09:15 Rådhuset', '13:00–14:00 Biblioteket', '13:00–14:00 Biblioteket']);
    expect(moved).toMatchObject({ weekday: 'TH', earlier: [{ before: after(tuesday, 14), rule: four.rule }], recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=4' } });
    const more = await hub.ask(AddSeriesDate, eva, { seriesId: series.id, day: after(tuesday, 15) }, { ifMatch: moved.version });
    expect(days(more)).toEqual([0, 7, 15, 16, 23].map((n) => after(tuesday, n)));
    const late = await change(eva, more, { scope: 'following', meetingId: more.meetings[2]!.meetingId, weekday: 'FR' });
    expect(days(late)).toEqual([0, 7, 15, 17, 24].map((n) => after(tuesday, n)));
    const all = await change(eva, late, { weekday: 'MO', time: '09:00' });
    expect(days(all)).toEqual([-1, 6, 13, 15, 20].map((n) => after(tuesday, n)));
    expect(all).toMatchObject({ weekday: 'MO', earlier: [], recurrence: { firstDay: after(tuesday, -1) } });
    expect(new Set(all.meetings.map(({ startsAt }) => clockOf(startsAt)))).toEqual(new Set(['09:00']));
  });

  it('becomes the same weekday of its month where it was that', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, rule: 'FREQ=MONTHLY;BYDAY=2TU;COUNT=3' });

    const moved = await change(eva, series, {});

    expect(moved.recurrence.rule).toBe('FREQ=MONTHLY;BYDAY=2TH;COUNT=3');
    for (const day of days(moved)) expect([isoDay(day), Math.ceil(Number(day.slice(8)) / 7)]).toEqual([4, 2]);
    expect(days(moved).map((day) => day.slice(0, 7))).toEqual(days(series).map((day) => day.slice(0, 7)));
  });

  it('keeps 08.30 on the wall over both changes of the clocks', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=53' });

    const moved = await change(eva, series, { weekday: 'SU' });

    expect(new Set(moved.meetings.map(({ startsAt, endsAt }) => `${clockOf(startsAt)}–${clockOf(endsAt)}`))).toEqual(new Set(['08:30–09:15']));
  });

  it('says in the preview what the clocks do to a night, and which change is late', async () => {
    const { eva, group } = await aGroup(world);
    const nights = await call(eva, { groupId: group.id, time: '02:30', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=53' });
    const soon = isoDay(inDays(2)) === 0 ? inDays(1) : inDays(2);
    const near = await call(eva, { groupId: group.id, firstDay: soon, rule: 'FREQ=WEEKLY;COUNT=8' });

    expect((await preview(eva, nights.id, { weekday: 'SU' })).moves.flatMap(({ to }) => to?.clock ?? []).toSorted()).toEqual(['skipped', 'twice']);
    const { moves } = await preview(eva, near.id, { weekday: (['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const)[isoDay(after(soon, 1))]! });
    expect([moves[0]?.day, moves[0]?.to?.late, moves[7]?.to?.late]).toEqual([after(soon, 1), true, false]);
  });
});

describe('a meeting that stays where its series is moved to another weekday', () => {
  it('is one whose new day is a holiday, and the preview says which', async () => {
    const { eva, group } = await aGroup(world);
    const thursday = Array.from({ length: 400 }, (_, n) => inDays(n + 20)).find((day) => holidayOn(day)?.sv === 'Kristi himmelsfärdsdag')!;
    const series = await call(eva, { groupId: group.id, firstDay: after(thursday, -2), rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2', skipHolidays: true });

    expect((await preview(eva, series.id)).moves.map(({ day, to, why, holiday }) => [day, to && dayOf(to.startsAt), why, holiday?.en])).toEqual([[thursday, null, 'holiday', 'Ascension Day'], [after(thursday, 7), after(thursday, 7), null, undefined]]);
    expect(days(await change(eva, series, {}))).toEqual([after(thursday, -2), after(thursday, 7)]);
    expect(await sequences(series.id)).toEqual([0, 1]);
  });

  it('is one that was moved by itself, one in whose way another meeting of the series is, and one that was put in on another day', async () => {
    const { eva, group } = await aGroup(world);
    const series = await call(eva, { groupId: group.id, extraDays: [after(tuesday, 10)] });
    const [first, , , third, fourth] = series.meetings;
    await hub.ask(RescheduleMeeting, eva, { meetingId: first!.meetingId, starts: `${after(tuesday, 16)}T10:00`, ends: `${after(tuesday, 16)}T11:00` }, { ifMatch: (await details(eva, first!.meetingId)).version });
    await hub.ask(CancelMeeting, eva, { meetingId: fourth!.meetingId }, { ifMatch: (await details(eva, fourth!.meetingId)).version });

    const { moves } = await preview(eva, series.id);

    expect(moves.map(({ why }) => why)).toEqual(['own', null, 'other-day', 'taken']);
    expect(days(await change(eva, series, {}))).toEqual([16, 9, 10, 14, 21].map((n) => after(tuesday, n)));
    expect(third!.meetingId).toBe(moves[3]!.meetingId);
    const seen = await hub.ask(SeriesDetails, eva, { seriesId: series.id });
    expect(await refusal(change(eva, seen, {}))).toBe('weekday-moves-nothing');
    expect((await preview(eva, series.id)).moves.map(({ why, day }) => [why, day])).toEqual([['own', null], ['already', null], ['other-day', null], ['other-day', null]]);
  });
});

describe('who moves a series to another weekday', () => {
  it('does it once although the request comes twice, and not over what another has done meanwhile', async () => {
    const { koping, eva, rektor } = await aGroup(world);
    const chair = await world.person(koping, 'Ordföranden');
    const group = await world.group(koping, [eva, rektor, [chair, 'chair']]);
    const series = await call(eva, { groupId: group.id });

    const answers = await Promise.all([1, 2, 3].map(() => change(eva, series, {}, 'en-veckodag')));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await sequences(series.id)).toEqual([1, 1, 1, 1]);
    expect(await refusal(change(eva, series, { weekday: 'WE' }))).toBe('stale');
    expect((await Promise.all([refusal(change(eva, answers[0]!, { weekday: 'WE' })), refusal(change(chair, answers[0]!, { weekday: 'FR' }))])).toSorted()).toEqual(['allowed', 'stale']);
  });

  it('is who leads it; for others it is refused, or is not there', async () => {
    const { koping, eva, rektor, outsider } = await aGroup(world);
    const chef = await world.person(koping, 'Chefen');
    const group = await world.group(koping, [eva, rektor, [chef, 'calendar']]);
    const series = await call(eva, { groupId: group.id });

    for (const other of [rektor, chef]) {
      expect(await refusal(preview(other, series.id))).toBe('not-allowed');
      expect(await refusal(change(other, series, {}))).toBe('not-allowed');
    }
    const asked = (seriesId: string) => hub.answer(PreviewWeekday, outsider, { seriesId, scope: 'all', weekday: 'TH' });
    expect(await asked(series.id)).toEqual(await asked(never));
    expect(await asked(series.id)).toMatchObject({ problem: { status: 404 } });
    expect(await refusal(preview(eva, series.id, { scope: 'following', meetingId: never }))).toBe('not-found');
    expect((await hub.ask(SeriesDetails, eva, { seriesId: series.id })).version).toBe('1');
  });

  it('says which meetings, of a series that has a weekday and meetings to come', async () => {
    const { eva, group } = await aGroup(world);
    const [daily, both] = [await call(eva, { groupId: group.id, rule: 'FREQ=DAILY;COUNT=2' }), await call(eva, { groupId: group.id, rule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2' })];
    const { meetingId } = daily.meetings[0]!;

    expect([daily.weekday, both.weekday]).toEqual([null, null]);
    for (const { id } of [daily, both]) expect(await refusal(preview(eva, id))).toBe('series-without-weekday');
    expect(await refusal(change(eva, daily, {}))).toBe('series-without-weekday');
    expect(await refusal(change(eva, daily, { scope: 'this', meetingId }))).toBe('malformed');
    expect(await refusal(preview(eva, daily.id, { scope: 'following' }))).toBe('malformed');
    for (const one of daily.meetings) await hub.ask(CancelMeeting, eva, { meetingId: one.meetingId }, { ifMatch: (await details(eva, one.meetingId)).version });
    expect(await refusal(preview(eva, daily.id))).toBe('nothing-left-of-series');
  });

  it('does it at individual level too, and neither preview nor change is there below the level', async () => {
    const { eva, kpol, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const series = await call(high(eva), { groupId: group.id });

    expect((await preview(high(eva), series.id)).moves).toHaveLength(4);
    expect(days(await change(high(eva), series, {}))).toEqual([2, 9, 16, 23].map((n) => after(tuesday, n)));
    expect(await refusal(preview(eva, series.id))).toBe('not-found');
    expect(await refusal(change(eva, series, {}))).toBe('not-found');
    expect(await refusal(preview(high(kpol), series.id))).toBe('not-allowed');
    expect(await hub.asAdmin('meetings', "select distinct actor_id, object_id from audit where action = 'series.preview'")).toEqual([{ actor_id: eva.id, object_id: series.id }]);
  });
});
