import { line, type RegisterAgreement, type RawInput } from '@knutpunkt/contracts';
import type { Found } from '../api/use-faults.js';
import { textRefused } from '../api/text-fault.js';
import { daysAfter } from '../time/calendar-date.js';
import { instantAt, todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import type { Choosable } from '../ui/index.js';

/** An agreement as it is typed: purposes and areas one on each line, days as people write them. */
export interface Draft {
  readonly name: string;
  readonly purposes: string;
  readonly areas: string;
  readonly parties: readonly Choosable[];
  readonly validFrom: string;
  readonly validTo: string;
}

const linesOf = (text: string): string[] => text.split('\n').map((each) => each.trim()).filter((each) => each !== '');
const dayOf = (typed: string): string | undefined => parseSwedishDate(typed, todayInStockholm());
const dayFault = (typed: string): string | undefined => (dayOf(typed) ? undefined : typed.trim() === '' ? 'field.date.missing' : 'field.date.invalid');
const textFault = (text: string): string | undefined => (linesOf(text).length === 0 ? 'field.text.missing' : linesOf(text).map((each) => textRefused(line(200), each)).find(Boolean));

/** What is wrong with a draft before it is sent. */
export function draftFaults({ name, purposes, areas, parties, validFrom, validTo }: Draft): Found {
  const all = {
    name: name.trim() === '' ? 'field.text.missing' : textRefused(line(120), name), purposes: textFault(purposes), areas: textFault(areas),
    parties: parties.length === 0 ? 'problem.party-missing' : undefined, validFrom: dayFault(validFrom), validTo: dayFault(validTo),
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The draft as the hub takes it; for one without faults. The last day is included: it ends when that day does. */
export const inputOf = ({ name, purposes, areas, parties, validFrom, validTo }: Draft): RawInput<typeof RegisterAgreement> => ({
  name, purposes: linesOf(purposes), areas: linesOf(areas), parties: parties.map(({ value }) => value),
  validFrom: instantAt({ date: dayOf(validFrom)!, time: '00:00' }), validTo: instantAt({ date: daysAfter(dayOf(validTo)!, 1), time: '00:00' }),
});
