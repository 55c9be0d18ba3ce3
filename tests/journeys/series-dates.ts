import { daysAhead } from './calling.js';

/** The first Tuesday that is at least so many days away. */
export function tuesdayAfter(days: number): string {
  const weekday = new Date(`${daysAhead(days)}T12:00:00Z`).getUTCDay();
  return daysAhead(days + ((2 - weekday + 7) % 7));
}

/** The date so many days after this one. */
export const after = (date: string, days: number): string => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
