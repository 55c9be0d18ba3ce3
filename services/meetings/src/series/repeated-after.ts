import type { Weekday } from '@knutpunkt/contracts';
import { ruleOn, wallDay, type Move } from './moves.js';
import type { EarlierRule, LockedOccurrence, SeriesRow } from './series-rows.js';
import { onWeekday, ruleOnWeekday } from './weekday.js';

type Repeated = Pick<SeriesRow, 'recurrence' | 'earlier'>;
type Meeting = Pick<LockedOccurrence, 'starts_at' | 'zone'>;

/** How a series is repeated when meetings of it, in its order, have been moved to another weekday, and how those before them were. `all` are its meetings as they were. */
export function repeatedAfter(series: Repeated, moved: readonly Move<Meeting>[], { weekday, all }: { weekday: Weekday; all: readonly Meeting[] }): Repeated {
  const { recurrence } = series;
  const [first] = moved;
  const days = moved.map(({ day }) => day).toSorted();
  const from = [wallDay(first!.meeting), days[0]!].toSorted()[0]!;
  const earlier = until(series, { from, firstWas: wallDay(first!.meeting) }, all.map(wallDay)).filter((one, at, those) => those.slice(at).some(({ rule }) => onWeekday(rule, recurrence.firstDay)?.weekday !== weekday));
  const rule = ruleOnWeekday(recurrence.rule, onWeekday(recurrence.rule, recurrence.firstDay)!, { weekday, lastDay: days.at(-1)! });
  const firstDay = earlier.length === 0 && days[0]! < recurrence.firstDay ? days[0]! : recurrence.firstDay;
  return { recurrence: { ...recurrence, rule, firstDay }, earlier };
}

/** The rules that held before a day, as far as meetings were called by them. */
function until(series: Repeated, { from, firstWas }: { from: string; firstWas: string }, days: readonly string[]): EarlierRule[] {
  const kept = series.earlier.filter(({ before }) => before <= from);
  const last = kept.at(-1)?.before ?? '';
  return days.some((day) => day >= last && day < from) ? [...kept, { before: from, rule: ruleOn(series, firstWas) }] : kept;
}
