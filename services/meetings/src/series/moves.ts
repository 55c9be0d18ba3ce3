import { Temporal } from 'temporal-polyfill';
import { SeriesWithoutWeekday, Problem, type ChangeSeries, type Input, type SeriesMove, type Weekday } from '@knutpunkt/contracts';
import { weekOf } from './clock.js';
import { holidayOn } from './holidays.js';
import { movedBy } from './moved-by.js';
import { isOwn, type LockedOccurrence, type SeriesRow } from './series-rows.js';
import { onOtherWeekday, onWeekday, weekdayOn } from './weekday.js';

type Meeting = Pick<LockedOccurrence, 'id' | 'status' | 'starts_at' | 'ends_at' | 'zone' | 'place' | 'link' | 'planned_start' | 'planned_end'>;
type Series = Pick<SeriesRow, 'recurrence' | 'earlier'>;
type Wanted = Pick<Input<typeof ChangeSeries>, 'time' | 'minutes'> & { readonly weekday: Weekday };

/** What becomes of a meeting where its series is moved to another weekday. */
export interface Move<M> {
  readonly meeting: M;
  /** The date that it is on afterwards, YYYY-MM-DD. */
  readonly day: string;
  /** The date of the other weekday; null where there is none for it. */
  readonly wanted: string | null;
  /** Why it stays where it is; null where it is moved. */
  readonly why: SeriesMove['why'];
}

/** The date that a meeting is on, on the wall clock of its zone. */
export const wallDay = ({ starts_at, zone }: Pick<Meeting, 'starts_at' | 'zone'>): string => Temporal.Instant.fromEpochMilliseconds(starts_at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The rule that a meeting on a day was called by. */
export const ruleOn = ({ recurrence, earlier }: Series, day: string): string => earlier.find(({ before }) => day < before)?.rule ?? recurrence.rule;

/** Throws SeriesWithoutWeekday at /weekday where the series follows no one day of the week. */
export function requireWeekday({ recurrence }: Series): void {
  if (!onWeekday(recurrence.rule, recurrence.firstDay)) throw Problem.at(SeriesWithoutWeekday, '/weekday', 'The series does not follow one day of the week.');
}

/**
 * Where each of the chosen meetings is when the series follows another weekday. Only what follows the series on its weekday is moved; a day that the series skips, one that has another of its meetings,
 * or one that has passed takes none, and the meeting stays. `all` are the meetings of the series, which may be in the way.
 */
export function movesOf<M extends Meeting>(series: Series, { chosen, all }: { chosen: readonly M[]; all: readonly Meeting[] }, { weekday, ...hours }: Wanted, now: Date): Move<M>[] {
  requireWeekday(series);
  const taken = new Set(all.filter(({ status }) => status !== 'cancelled').map(wallDay));
  return chosen.map((meeting) => {
    const before = wallDay(meeting);
    const { day, why } = isOwn(meeting) ? { day: null, why: 'own' as const } : targetOf(series, before, weekday);
    const not = why ?? whyNot(series, day, taken) ?? (new Date(movedBy(hours, meeting, day).startsAt) <= now ? 'past' : null);
    if (not === null && day !== null) taken.add(day);
    return { meeting, day: not === null && day !== null ? day : before, wanted: day, why: not };
  });
}

type Target = { readonly day: string; readonly why: null } | { readonly day: null; readonly why: NonNullable<SeriesMove['why']> };

/** The date of the other weekday, or why there is none for a meeting on this day. */
function targetOf(series: Series, before: string, weekday: Weekday): Target {
  const on = onWeekday(ruleOn(series, before), series.recurrence.firstDay);
  if (weekdayOn(before) === weekday) return { day: null, why: 'already' };
  if (on?.weekday !== weekdayOn(before)) return { day: null, why: 'other-day' };
  const day = onOtherWeekday(before, on, weekday);
  return day === undefined ? { day: null, why: 'no-such-day' } : { day, why: null };
}

function whyNot({ recurrence: { skipDays, skipWeeks, skipHolidays } }: Series, day: string, taken: ReadonlySet<string>): SeriesMove['why'] {
  if (taken.has(day)) return 'taken';
  if (skipDays.includes(day)) return 'chosen';
  if (skipWeeks.includes(weekOf(day))) return 'week';
  return skipHolidays && holidayOn(day) ? 'holiday' : null;
}
