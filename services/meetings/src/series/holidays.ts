import Holidays from 'date-holidays';

export interface Holiday {
  readonly sv: string;
  readonly en: string;
}

/** Public holidays by law (1989:253), and the three eves that are free beside them. */
const free: readonly string[] = ['public', 'bank'];
const sweden = new Holidays('SE');
const years = new Map<string, ReadonlyMap<string, Holiday>>();

function named(year: number): ReadonlyMap<string, Holiday> {
  const english = new Map(sweden.getHolidays(year, 'en').map(({ rule, name }) => [rule, name]));
  return new Map(sweden.getHolidays(year, 'sv').filter(({ type }) => free.includes(type)).map(({ date, name, rule }) => [date.slice(0, 10), { sv: name, en: english.get(rule) ?? name }]));
}

/** The Swedish holiday on a day (YYYY-MM-DD) when nobody is called to a meeting; undefined on other days. */
export function holidayOn(day: string): Holiday | undefined {
  const year = day.slice(0, 4);
  if (!years.has(year)) years.set(year, named(Number(year)));
  return years.get(year)!.get(day);
}
