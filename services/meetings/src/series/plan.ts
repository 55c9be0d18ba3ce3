import { Temporal } from 'temporal-polyfill';
import { NoSuchDate, Problem, SeriesTooLong, SeriesWithoutMeetings, seriesLimits, type Recurrence, type SeriesPlan } from '@knutpunkt/contracts';
import { meetingOn, weekOf } from './clock.js';
import { daysOf } from './expand.js';
import { holidayOn } from './holidays.js';
import { ruleOf } from './rule.js';

type Skipped = SeriesPlan['skipped'][number];

/**
 * The meetings that a recurrence gives, and which of its days have none and why. COUNT counts the rule's days, skipped ones too (RFC 5545 §3.3.10 with §3.8.5.1). A day that is asked for by
 * itself (RDATE) has a meeting, also on a holiday; one that is taken out by itself (EXDATE) has none, also where it is asked for.
 * Throws RuleNotUnderstood, NoSuchDate, SeriesTooLong, SeriesWithoutMeetings.
 */
export function planOf(wanted: Recurrence): SeriesPlan {
  requireYears(wanted);
  const ruled = daysOf(ruleOf(wanted.rule), wanted);
  const skipped = ruled.flatMap((day) => whySkipped(day, wanted) ?? []);
  const without = new Set([...skipped.map(({ day }) => day), ...wanted.skipDays]);
  const days = [...new Set([...ruled.filter((day) => !without.has(day)), ...wanted.extraDays.filter((day) => !wanted.skipDays.includes(day))])].toSorted();
  requireLimits(days, wanted);
  return { meetings: days.map((day) => meetingOn(day, wanted)), skipped: skipped.filter(({ day }) => !days.includes(day)) };
}

function whySkipped(day: string, { skipDays, skipWeeks, skipHolidays }: Recurrence): Skipped | undefined {
  if (skipDays.includes(day)) return { day, why: 'chosen', holiday: null };
  if (skipWeeks.length && skipWeeks.includes(weekOf(day))) return { day, why: 'week', holiday: null };
  const holiday = skipHolidays ? holidayOn(day) : undefined;
  return holiday && { day, why: 'holiday', holiday };
}

const earliest = '1900-01-01';

/** Throws NoSuchDate for a year that no meeting of the hub is in. */
function requireYears({ firstDay, extraDays }: Recurrence): void {
  const places = [['/firstDay', firstDay], ...extraDays.map((day, at) => [`/extraDays/${at}`, day])] as [string, string][];
  for (const [pointer, day] of places) if (day < earliest || day > '9000') throw Problem.at(NoSuchDate, pointer, 'There are no meetings then.');
}

function requireLimits(days: readonly string[], { firstDay }: Recurrence): void {
  const { meetings, years } = seriesLimits;
  if (!days.length) throw Problem.at(SeriesWithoutMeetings, '/rule', 'No date is left when the skipped ones are taken out.');
  const end = Temporal.PlainDate.from(firstDay).add({ years }).toString();
  if (days.length > meetings || days.some((day) => day > end)) throw Problem.at(SeriesTooLong, '/rule', `A series has at most ${meetings} meetings in ${years} years.`);
}
