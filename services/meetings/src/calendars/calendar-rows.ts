import type { CalendarFault, ConnectedCalendars } from '@knutpunkt/contracts';
import type { Stretch } from '../availability/merged.js';
import type { Tx } from '@knutpunkt/persistence';
import type { ReadCalendar } from './read-calendar.js';

interface Row { readonly number: number; readonly kind: 'address' | 'file'; readonly host: string | null; readonly added_at: Date; readonly read_at: Date | null; readonly covers_to: Date | null; readonly fault: CalendarFault | null; readonly failing_since: Date | null; readonly skipped: number }

const mine = 'select number, kind, host, added_at, read_at, upper(covers) as covers_to, fault, failing_since, skipped from calendars where person_id = me() order by number';

/** The actor's calendars as their owner reads of them. */
export async function ownCalendars(tx: Tx, fetches: boolean): Promise<ConnectedCalendars> {
  const rows = await tx.query<Row>(mine);
  return { fetches, calendars: rows.map((row) => ({ number: row.number, kind: row.kind, host: row.host, addedAt: row.added_at.toISOString(), readAt: row.read_at?.toISOString() ?? null, coversTo: row.covers_to?.toISOString() ?? null, fault: row.fault, failingSince: row.failing_since?.toISOString() ?? null, skipped: row.skipped })) };
}

const instant = (at: number): string => new Date(at).toISOString();
const rangeOf = ([from, to]: Stretch): string => `[${instant(from)},${instant(to)})`;
const rangesOf = (stretches: readonly Stretch[]): string => `{${stretches.map(rangeOf).join(',')}}`;

/** What is kept of a calendar that was read, as parameters: busy and tentative time, what it covers, and how much was not understood. */
export const keptOf = ({ busy, tentative, covers, skipped }: ReadCalendar): [string, string, string, number] => [rangesOf(busy), rangesOf(tentative), rangeOf(covers), skipped];
