import { isDate } from './calendar-date.js';

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** The ways people write dates in Sweden; each names the parts that it found. */
const forms = [
  /^(?<y>\d{4})[-\s./](?<m>\d{1,2})[-\s./](?<d>\d{1,2})$/,
  /^(?<y>\d{4}|\d{2})(?<m>\d{2})(?<d>\d{2})$/,
  /^(?<d>\d{1,2})[./\s](?<m>\d{1,2})(?:[./\s]+(?<y>\d{4}|\d{2}))?$/,
  /^(?<d>\d{1,2})(?:e|:e)?\s+(?<name>[a-zåäö]{3,9})\.?(?:\s+(?<y>\d{4}))?$/,
];
const weekday = /^(mån|tis|ons|tors?|fre|lör|sön)[a-zåäö]*\.?\s+(den\s+)?/;

const fullYear = (text: string | undefined, today: string): number => {
  if (text === undefined) return Number(today.slice(0, 4));
  return text.length === 2 ? 2000 + Number(text) : Number(text);
};

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * Reads a date as people type it in Sweden: 2026-12-01, 20261201, 261201, 1/12 2026, 1/12, 1.12.2026, 1 dec 2026, tisdag 1 december.
 * Without a year it is `today`'s year. Gives YYYY-MM-DD, or undefined when it is not a date.
 */
export function parseSwedishDate(text: string, today: string): string | undefined {
  const typed = text.trim().toLowerCase().replace(weekday, '');
  const found = forms.map((form) => form.exec(typed)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const year = fullYear(found['y'], today);
  const month = found['name'] === undefined ? Number(found['m']) : months.indexOf(found['name'].slice(0, 3)) + 1;
  const day = Number(found['d']);
  return isDate(year, month, day) ? `${year}-${pad(month)}-${pad(day)}` : undefined;
}
