const day = 86_400_000;
const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** A date's weekday by ISO 8601: 1 is Monday, 7 is Sunday. Dates are YYYY-MM-DD. */
export const weekdayOf = (date: string): number => utc(date).getUTCDay() || 7;

/** The date (YYYY-MM-DD) a number of days after (or, negative, before) another. */
export const daysAfter = (date: string, days: number): string => new Date(utc(date).getTime() + days * day).toISOString().slice(0, 10);

/** Monday of the week that a date is in. */
export const mondayOf = (date: string): string => daysAfter(date, 1 - weekdayOf(date));

/** Week number and the year it belongs to, by ISO 8601: 2027-01-01 is in week 53 of 2026. */
export function weekOf(date: string): { year: number; week: number } {
  const thursday = daysAfter(mondayOf(date), 3);
  const year = Number(thursday.slice(0, 4));
  const passed = (utc(thursday).getTime() - utc(`${year}-01-01`).getTime()) / day;
  return { year, week: Math.floor(passed / 7) + 1 };
}

/** True for a date that is in the calendar (2027-02-29 is not). */
export function isDate(year: number, month: number, dayOfMonth: number): boolean {
  const made = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === dayOfMonth;
}
