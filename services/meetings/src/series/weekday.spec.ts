import { describe, expect, it } from '@jest/globals';
import { Recurrence, type Weekday } from '@knutpunkt/contracts';
import { movesOf } from './moves.js';
import { planOf } from './plan.js';
import { repeatedAfter } from './repeated-after.js';
import type { SeriesRow } from './series-rows.js';
import { onOtherWeekday, onWeekday } from './weekday.js';

type Series = Pick<SeriesRow, 'recurrence' | 'earlier'>;
const repeated = (changes: Partial<Recurrence>): Series => ({ recurrence: Recurrence.parse({ firstDay: '2027-01-12', time: '08:30', minutes: 45, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4', skipHolidays: false, ...changes }), earlier: [] });
const one = (startsAt: string, endsAt: string) => ({ id: startsAt, status: 'called' as const, starts_at: new Date(startsAt), ends_at: new Date(endsAt), planned_start: new Date(startsAt), planned_end: new Date(endsAt), zone: 'Europe/Stockholm', place: '', link: '' });
const meetingsOf = ({ recurrence }: Series) => planOf(recurrence).meetings.map(({ startsAt, endsAt }) => one(startsAt, endsAt));
const longAgo = new Date('2026-01-01T00:00:00Z');

type Meetings = ReturnType<typeof meetingsOf>;
/** Moves a series, and gives what becomes of each meeting, the meetings as they are then, and how it is repeated. */
function moved(series: Series, weekday: Weekday, { from = 0, all = meetingsOf(series), now = longAgo }: { from?: number; all?: Meetings; now?: Date } = {}) {
  const moves = movesOf(series, { chosen: all.slice(from), all }, { weekday }, now);
  const after = { ...series, ...repeatedAfter(series, moves.filter(({ why }) => why === null), { weekday, all }) };
  const byId = new Map(moves.map(({ meeting, day }) => [meeting.id, day]));
  const meetings = all.map((meeting) => (byId.has(meeting.id) ? onDay(meeting, byId.get(meeting.id)!) : meeting));
  return { said: moves.map(({ day, why }) => [day.slice(5), ...(why ? [why] : [])].join(' ')).join(', '), after, meetings };
}
const onDay = (meeting: Meetings[number], day: string) => one(`${day}${meeting.starts_at.toISOString().slice(10)}`, `${day}${meeting.ends_at.toISOString().slice(10)}`);
const rules = ({ recurrence, earlier }: Series): string[] => [...earlier.map(({ before, rule }) => `${rule} before ${before}`), recurrence.rule];

describe('the one day of the week that a rule gives', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=3', 'TU', null], ['FREQ=WEEKLY;COUNT=3', 'TU', null], ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU;COUNT=3', 'SU', null],
    ['FREQ=MONTHLY;BYDAY=2TU;COUNT=3', 'TU', 2], ['FREQ=MONTHLY;BYDAY=-1WE;BYMONTH=1,2;COUNT=3', 'WE', -1], ['FREQ=YEARLY;BYMONTH=2;BYDAY=2TH;COUNT=1', 'TH', 2],
  ])('%s: %s', (rule, weekday, nth) => {
    expect(onWeekday(rule, '2027-01-12')).toMatchObject({ weekday, nth });
  });

  it.each(['FREQ=DAILY;COUNT=3', 'FREQ=DAILY;BYDAY=MO;COUNT=3', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3', 'FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1;COUNT=3', 'FREQ=MONTHLY;COUNT=3', 'FREQ=MONTHLY;BYDAY=TU;COUNT=3', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3',
    'FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=3;COUNT=3', 'FREQ=YEARLY;COUNT=3', 'FREQ=YEARLY;BYDAY=20MO;COUNT=3', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3'])('%s: none', (rule) => {
    expect(onWeekday(rule, '2027-01-12')).toBeNull();
  });
});

describe('a date on another weekday', () => {
  it.each<[string, number | null, Weekday, Weekday, string | undefined]>([
    ['2027-01-12', null, 'MO', 'TH', '2027-01-14'], ['2027-01-12', null, 'MO', 'MO', '2027-01-11'], ['2027-01-12', null, 'MO', 'SU', '2027-01-17'], ['2027-01-12', null, 'SU', 'SU', '2027-01-10'], ['2026-12-29', null, 'MO', 'FR', '2027-01-01'],
    ['2027-01-12', 2, 'MO', 'TH', '2027-01-14'], ['2027-09-14', 2, 'MO', 'WE', '2027-09-08'], ['2027-01-27', -1, 'MO', 'FR', '2027-01-29'], ['2027-01-27', -1, 'MO', 'SU', '2027-01-31'],
    ['2027-08-31', 5, 'MO', 'WE', undefined], ['2027-12-15', -1, 'MO', 'TH', '2027-12-16'], ['2027-03-28', -1, 'MO', 'MO', '2027-03-29'],
  ])('%s, %s of its month, weeks from %s: %s is %s', (day, nth, weekBegins, weekday, expected) => {
    expect(onOtherWeekday(day, { weekday: 'TU', nth, weekBegins }, weekday)).toBe(expected);
  });
});

describe('a series that is moved to another weekday', () => {
  it.each<[string, Partial<Recurrence>, Weekday]>([
    ['weekly', {}, 'TH'], ['weekly, to a day before', {}, 'MO'], ['weekly, to Sunday', {}, 'SU'], ['weekly on the weekday of the first', { rule: 'FREQ=WEEKLY;COUNT=5' }, 'FR'], ['weekly until its last day', { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270209' }, 'TH'],
    ['every other week', { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8' }, 'MO'], ['every other week, weeks from Sunday', { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU;COUNT=8' }, 'SU'], ['over both changes of the clocks', { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=48' }, 'SU'],
    ['the second of each month', { rule: 'FREQ=MONTHLY;BYDAY=2TU;COUNT=12' }, 'TH'], ['the last of each month', { rule: 'FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20271228' }, 'FR'], ['in chosen months', { rule: 'FREQ=MONTHLY;BYDAY=3TU;BYMONTH=1,4,9;UNTIL=20271001' }, 'WE'],
    ['on a day that has been', { rule: 'FREQ=YEARLY;BYMONTH=2;BYDAY=2TU;COUNT=3' }, 'TH'],
  ])('is on the days that its rule then gives: %s', (_, changes, weekday) => {
    const { after, meetings } = moved(repeated(changes), weekday);

    expect(meetings.map(({ starts_at }) => starts_at.toISOString().slice(0, 10))).toEqual(planOf(after.recurrence).meetings.map(({ day }) => day));
    expect([after.earlier, onWeekday(after.recurrence.rule, after.recurrence.firstDay)?.weekday]).toEqual([[], weekday]);
  });

  it.each<[string, Partial<Recurrence>, Weekday, string]>([
    ['holidays that it skips', { firstDay: '2027-04-27', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', skipHolidays: true }, 'TH', '04-29, 05-04 holiday, 05-13'], ['holidays that it does not', { firstDay: '2027-05-04', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=1' }, 'TH', '05-06'],
    ['days that it leaves out', { skipDays: ['2027-01-21'] }, 'TH', '01-14, 01-19 chosen, 01-28, 02-04'], ['weeks that it leaves out', { firstDay: '2027-06-01', rule: 'FREQ=MONTHLY;BYDAY=1TU;COUNT=2', skipWeeks: ['2027-W23'] }, 'MO', '06-01 week, 07-05'],
    ['a day that has another meeting of it', { extraDays: ['2027-01-21'] }, 'TH', '01-14, 01-19 taken, 01-21 already, 01-28, 02-04'], ['a day that was put in', { extraDays: ['2027-01-22'] }, 'TH', '01-14, 01-21, 01-22 other-day, 01-28, 02-04'],
    ['a day that was put in on the old weekday', { rule: 'FREQ=MONTHLY;BYDAY=-1WE;UNTIL=20270131', extraDays: ['2027-12-15'] }, 'TH', '01-28, 12-16'], ['a month without a fifth', { rule: 'FREQ=MONTHLY;BYDAY=5TU;UNTIL=20270901', firstDay: '2027-06-01' }, 'WE', '06-30, 08-31 no-such-day'],
  ])('stays where the day may not be: %s', (_, changes, weekday, expected) => {
    expect(moved(repeated(changes), weekday).said).toBe(expected);
  });

  it('stays where that has passed, and where it was moved or cancelled by itself', () => {
    const series = repeated({});
    const [first, second, third, fourth] = meetingsOf(series) as [Meetings[0], Meetings[0], Meetings[0], Meetings[0]];
    const own = { ...second, starts_at: new Date('2027-01-20T10:00:00Z'), ends_at: new Date('2027-01-20T11:00:00Z') };
    const gone = { ...third, status: 'cancelled' as const };

    expect(moved(series, 'MO', { all: [first, own, fourth], now: new Date('2027-01-11T12:00:00Z') }).said).toBe('01-12 past, 01-20 own, 02-01');
    expect(movesOf(series, { chosen: [first], all: [first, { ...gone, starts_at: new Date('2027-01-14T07:30:00Z') }] }, { weekday: 'TH' }, longAgo)[0]?.day).toBe('2027-01-14');
    expect(moved(series, 'WE', { all: [first, own] }).said).toBe('01-13, 01-20 own');
    expect(movesOf(series, { chosen: [second], all: [{ ...first, starts_at: own.starts_at }, second] }, { weekday: 'WE' }, longAgo)[0]?.why).toBe('taken');
  });

  it('says how it was repeated before where the first meetings stay, and no more when the rest comes after', () => {
    const tuesdays = repeated({});
    const later = moved(tuesdays, 'TH', { from: 2 });
    expect(later.said).toBe('01-28, 02-04');
    expect(rules(later.after)).toEqual(['FREQ=WEEKLY;BYDAY=TU;COUNT=4 before 2027-01-26', 'FREQ=WEEKLY;BYDAY=TH;COUNT=4']);
    const again = moved(later.after, 'FR', { from: 1, all: later.meetings });
    expect(again.said).toBe('01-22, 01-29, 02-05');
    expect(rules(again.after)).toEqual(['FREQ=WEEKLY;BYDAY=TU;COUNT=4 before 2027-01-19', 'FREQ=WEEKLY;BYDAY=FR;COUNT=4']);
    const last = moved(again.after, 'MO', { from: 3, all: again.meetings });
    expect(rules(last.after)).toEqual(['FREQ=WEEKLY;BYDAY=TU;COUNT=4 before 2027-01-19', 'FREQ=WEEKLY;BYDAY=FR;COUNT=4 before 2027-02-01', 'FREQ=WEEKLY;BYDAY=MO;COUNT=4']);
    const whole = moved(last.after, 'WE', { all: last.meetings });
    expect(whole.said).toBe('01-13, 01-20, 01-27, 02-03');
    expect(rules(whole.after)).toEqual(['FREQ=WEEKLY;BYDAY=WE;COUNT=4']);
  });

  it('forgets the change when it is taken back', () => {
    const later = moved(repeated({}), 'TH', { from: 2 });

    const back = moved(later.after, 'TU', { from: 2, all: later.meetings });

    expect(back.said).toBe('01-26, 02-02');
    expect(rules(back.after)).toEqual(['FREQ=WEEKLY;BYDAY=TU;COUNT=4']);
  });

  it('is refused where it follows no one day of the week', () => {
    expect(() => moved(repeated({ rule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4' }), 'FR')).toThrow('The series does not follow one day of the week');
  });
});
