import type { Found } from '../api/use-faults.js';
import { daysAfter } from '../time/calendar-date.js';
import { instantAt, todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import type { Choosable } from '../ui/index.js';

/** Who is to sit in, and from which day through which, as people write them. */
export interface Draft {
  readonly person: readonly Choosable[];
  readonly from: string;
  readonly to: string;
}

const dayOf = (typed: string): string | undefined => parseSwedishDate(typed, todayInStockholm());
const dayFault = (typed: string): string | undefined => (dayOf(typed) ? undefined : typed.trim() === '' ? 'field.date.missing' : 'field.date.invalid');

/** What is wrong with it before it is sent. */
export function substituteFaults({ person, from, to }: Draft): Found {
  const all = { personId: person.length === 0 ? 'group.choosePerson' : undefined, from: dayFault(from), to: dayFault(to) };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The period as the hub takes it, of one without faults: from the first day's beginning (today: from now) to the last day's end. */
export function periodOf({ from, to }: Pick<Draft, 'from' | 'to'>, now: Date): { from: string; to: string } {
  const begins = instantAt({ date: dayOf(from)!, time: '00:00' });
  return { from: dayOf(from) === todayInStockholm(now) ? now.toISOString() : begins, to: instantAt({ date: daysAfter(dayOf(to)!, 1), time: '00:00' }) };
}
