import Holidays from 'date-holidays';
import type { Temporal } from 'temporal-polyfill';

const swedish = new Holidays('SE');
/** Public holidays (lag (1989:253) om allmänna helgdagar), and the eves that the law counts as Sundays: those of midsummer, Christmas and the new year (semesterlagen 3 a §). */
const kept: ReadonlySet<string> = new Set(['public', 'bank']);
const known = new Map<number, ReadonlySet<string>>();

/** Swedish public holidays of a year, and the eves that are free as well, as YYYY-MM-DD. */
function holidaysOf(year: number): ReadonlySet<string> {
  const found = known.get(year) ?? new Set(swedish.getHolidays(year, 'sv').filter(({ type }) => kept.has(type)).map(({ date }) => date.slice(0, 10)));
  known.set(year, found);
  return found;
}

/** True for Monday to Friday when it is no Swedish holiday, nor an eve that is free. */
export const isWorkday = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && !holidaysOf(day.year).has(day.toString());
